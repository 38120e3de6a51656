"""What mail clients put around a customer's words, and what is left when it is taken away."""

from __future__ import annotations

import pytest

from replycheck.model import Message, PartKind
from replycheck.read import read_bytes, read_text

ASK = "Hi Bo,\n\nThe lamp arrived without its shade. Can you send one?\n\nThanks,\nIlse"


def folded(text: str) -> str:
    return " ".join(text.split())


def mail(body: str, kind: str = "plain", headers: str = "From: Ilse Maas <ilse@mail.example>\n") -> bytes:
    head = f"{headers}Date: Mon, 03 Mar 2025 10:00:00 +0100\nContent-Type: text/{kind}; charset=utf-8\n\n"
    return (head + body).encode()


def read(body: str, kind: str = "plain") -> Message:
    return read_bytes(mail(body, kind), path="a.eml")


# What stands below the customer's words: history by client and language.
HISTORY = [
    pytest.param(
        "On Mon, Mar 3, 2025 at 2:28 PM Bo <bo@shop.example> wrote:\n\n> Hi Ilse,\n>\n> Did it arrive?\n",
        id="gmail",
    ),
    pytest.param(

        "On Mon, Mar 3, 2025 at 2:28 PM Bo of the Lamp Shop <\nbo.of.the.lamp.shop@shop.example> wrote:\n\n> Did it arrive?\n",
        id="gmail, wrapped in the address",
    ),
    pytest.param("On Mon, 3 Mar 2025, 14:28 Bo, <bo@shop.example> wrote:\n> Did it arrive?\n", id="gmail mobile"),
    pytest.param(
        "---------- Forwarded message ---------\nFrom: Bo <bo@shop.example>\nDate: Mon, Mar 3, 2025\nSubject: Lamp\n"
        "To: Ilse\n\nDid it arrive?\n",
        id="gmail, forwarded",
    ),
    pytest.param("Am Mo., 3. März 2025 um 14:28 Uhr schrieb Bo <bo@shop.example>:\n\n> Kam sie an?\n", id="gmail, German"),
    pytest.param("Le lun. 3 mars 2025 à 14:28, Bo <bo@shop.example> a écrit :\n\n> Arrivée ?\n", id="gmail, French"),
    pytest.param("El lun, 3 mar 2025 a las 14:28, Bo (<bo@shop.example>) escribió:\n\n> ¿Llegó?\n", id="gmail, Spanish"),
    pytest.param("Il giorno lun 3 mar 2025 alle ore 14:28 Bo <bo@shop.example> ha scritto:\n\n> Ok?\n", id="gmail, Italian"),
    pytest.param("Op ma 3 mrt 2025 om 14:28 schreef Bo <bo@shop.example>:\n\n> Aangekomen?\n", id="gmail, Dutch"),
    pytest.param("Em seg., 3 de mar. de 2025 às 14:28, Bo <bo@shop.example> escreveu:\n\n> Ok?\n", id="gmail, Portuguese"),
    pytest.param("Den mån 3 mars 2025 kl 14:28 skrev Bo <bo@shop.example>:\n\n> Ok?\n", id="gmail, Swedish"),
    pytest.param("pon., 3 mar 2025 o 14:28 Bo <bo@shop.example> napisał(a):\n\n> Ok?\n", id="gmail, Polish"),
    pytest.param("2025年3月3日(月) 14:28 Bo <bo@shop.example>:\n\n> Ok?\n", id="gmail, Japanese"),
    pytest.param("пн, 3 мар. 2025 г. в 14:28, Bo <bo@shop.example>:\n\n> Ok?\n", id="gmail, Russian"),
    pytest.param("> On 3 Mar 2025, at 14:28, Bo <bo@shop.example> wrote:\n> \n> Did it arrive?\n", id="apple mail"),
    pytest.param("> Am 03.03.2025 um 14:28 schrieb Bo <bo@shop.example>:\n> \n> Kam sie an?\n", id="apple mail, German"),
    pytest.param("On 03/03/2025 14:28, Bo wrote:\n> Did it arrive?\n", id="thunderbird"),
    pytest.param("Am 03.03.25 um 14:28 schrieb Bo:\n> Kam sie an?\n", id="thunderbird, German"),
    pytest.param("Le 03/03/2025 à 14:28, Bo a écrit :\n> Arrivée ?\n", id="thunderbird, French"),
    pytest.param("Op 03-03-2025 om 14:28 schreef Bo:\n> Aangekomen?\n", id="thunderbird, Dutch"),
    pytest.param("El 3/3/25 a las 14:28, Bo escribió:\n> ¿Llegó?\n", id="thunderbird, Spanish"),
    pytest.param("Il 03/03/2025 14:28, Bo ha scritto:\n> Ok?\n", id="thunderbird, Italian"),
    pytest.param(

        "    On Monday, March 3, 2025 at 02:28:01 PM GMT+1, Bo <bo@shop.example> wrote:  \n \n Did it arrive?\n",
        id="yahoo",
    ),
    pytest.param(

        "    Am Montag, 3. März 2025 um 14:28:01 MEZ hat Bo <bo@shop.example> Folgendes geschrieben:  \n \n Kam sie an?\n",
        id="yahoo, German",
    ),
    pytest.param(
        "    Le lundi 3 mars 2025 à 14:28:01 UTC+1, Bo <bo@shop.example> a écrit :  \n \n Arrivée ?\n", id="yahoo, French"
    ),
    pytest.param(

        "From: Bo <bo@shop.example>\nSent: Monday, March 3, 2025 2:28 PM\nTo: Ilse\nSubject: Lamp\n\nDid it arrive?\n",
        id="outlook",
    ),
    pytest.param(
        "-----Original Message-----\nFrom: Bo <bo@shop.example>\nSent: Monday, March 3, 2025 2:28 PM\nTo: Ilse\n"
        "Subject: Lamp\n\nDid it arrive?\n",
        id="outlook, original message",
    ),
    pytest.param(
        "________________________________\nFrom: Bo <bo@shop.example>\nSent: Monday, 3 March 2025 14:28\nTo: Ilse\n"
        "Subject: Lamp\n\nDid it arrive?\n",
        id="outlook web",
    ),
    pytest.param(

        "Von: Bo <bo@shop.example>\nGesendet: Montag, 3. März 2025 14:28\nAn: Ilse\nBetreff: Lampe\n\nKam sie an?\n",
        id="outlook, German",
    ),
    pytest.param(

        "De : Bo <bo@shop.example>\nEnvoyé : lundi 3 mars 2025 14:28\nÀ : Ilse\nObjet : Lampe\n\nArrivée ?\n",
        id="outlook, French",
    ),
    pytest.param(

        "De: Bo <bo@shop.example>\nEnviado: lunes, 3 de marzo de 2025 14:28\nPara: Ilse\nAsunto: Lámpara\n\n¿Llegó?\n",
        id="outlook, Spanish",
    ),
    pytest.param(
        "Da: Bo <bo@shop.example>\nInviato: lunedì 3 marzo 2025 14:28\nA: Ilse\nOggetto: Lampada\n\nOk?\n",
        id="outlook, Italian",
    ),
    pytest.param(

        "Van: Bo <bo@shop.example>\nVerzonden: maandag 3 maart 2025 14:28\nAan: Ilse\nOnderwerp: Lamp\n\nOk?\n",
        id="outlook, Dutch",
    ),
    pytest.param(

        "*From:* Bo <bo@shop.example>\n*Sent:* Monday, March 3, 2025 2:28 PM\n*To:* Ilse\n*Subject:* Lamp\n\nArrived?\n",
        id="bold headers",
    ),
    pytest.param(
        "From: Bo <bo@shop.example>\nDate: Monday, 3 March 2025 at 14:28\nTo: Ilse <ilse@mail.example>,\n"
        "        office@mail.example\nSubject: Lamp\nDid it arrive?\n",
        id="outlook for mac",
    ),
    pytest.param("Get Outlook for iOS<https://aka.example/o>\n________________________________\nFrom: Bo\nSent: Monday\n"
                 "To: Ilse\nSubject: Lamp\n\nDid it arrive?\n", id="outlook ios"),
    pytest.param("Begin forwarded message:\n\nFrom: Bo <bo@shop.example>\nSubject: Lamp\nDate: 3 March 2025\n"
                 "To: Ilse\n\nDid it arrive?\n", id="apple mail, forwarded"),
    pytest.param(
        "------- Original Message -------\nOn Monday, March 3rd, 2025 at 14:28, Bo <bo@shop.example> wrote:\n\n\n"
        "> Did it arrive?\n",
        id="proton",
    ),
    pytest.param("On Monday, March 3rd, 2025 at 14:28, Bo <bo@shop.example> wrote:\n\n> Did it arrive?\n", id="proton, new"),
    pytest.param("##- Please type your reply above this line -##\n\nBo (Lamps): Did it arrive?\n", id="zendesk's mail quoted"),
    pytest.param("> Did it arrive?\n> Bo\n", id="no attribution"),
    pytest.param("Bo <bo@shop.example> schrieb am Mo., 3. März 2025, 14:28:\n\n> Kam sie an?\n", id="gmail, old German"),
    pytest.param("Mon, 3 Mar 2025 14:28 Bo <bo@shop.example>:\n\n> Did it arrive?\n", id="date first"),
]  # fmt: skip


@pytest.mark.parametrize("history", HISTORY)
def test_history_is_no_part_of_the_customers_text(history: str) -> None:
    message = read(f"{ASK}\n\n{history}")
    assert folded(message.customer_text) == folded(ASK)
    assert message.first_name == "Ilse"


@pytest.mark.parametrize("history", HISTORY)
def test_history_without_a_sign_off_above_it(history: str) -> None:
    message = read(f"The lamp arrived without its shade. Can you send one?\n\n{history}")
    assert message.customer_text == "The lamp arrived without its shade. Can you send one?"


OWN_WORDS = [
    "On Monday I came home at 14:28 and the shade was broken.\nOn Tuesday I called you. Nobody wrote back.",
    'On 3 March 2025 you wrote:\n\n"It leaves today"\n\nIt did not. Where is it?',
    "From: Utrecht\nI need it delivered to my sister.",
    "The label reads\nFrom: your warehouse\nand nothing else. Is that right?",
    "Your colleague wrote: it ships on Friday. Does it?",
    "Please answer these:\n- Is the shade glass?\n- Is it white?",
    "The error says:\n-- connection lost --\nWhat does it mean?",
    "I ordered 2 lamps\n--\nand got 1. Where is the other?",
    "My details:\nName: Ilse Maas\nOrder: 4471\nCan you check it?",
    "Re your mail of 3 March at 14:28: Bo <bo@shop.example> never wrote. Who did?",
    "Sent from the warehouse on Monday, says the tracking. Is it lost?",
    "I have a confidential question, is the intended recipient of the gift shown my name?",
    "Subject: lamp\nTo: whoever reads this\nWhere is it?",
    "Thanks\n\nOne more thing: is the shade washable?",
    "Please send it to my new address:\n\nIlse Maas\nKerkstraat 12\nTel 020 555 0142",
    "it was sent from my account\n\ncan you check",
]


@pytest.mark.parametrize("text", OWN_WORDS)
def test_words_that_only_look_like_history_or_signature_stay(text: str) -> None:
    assert folded(read(f"Hi,\n\n{text}\n").customer_text) == folded(f"Hi,\n\n{text}")


FOOTERS = [
    "Sent from my iPhone", "Sent from my iPad", "sent from my phone", "Sent from my Galaxy",
    "Sent from Mail for Windows", "Sent from Yahoo Mail for iPhone",
    "Sent from Yahoo Mail on Android<https://go.example/a>",
    "Sent from Outlook for Android<https://aka.example/a>",
    "Get Outlook for Android<https://aka.example/a>", "Get Outlook for iOS",
    "Sent with Proton Mail secure email.", "Sent via the Samsung Galaxy S22, an AT&T 5G smartphone",
    "Sent from Proton Mail for iOS", "Sent from Gmail Mobile", "Sent from my T-Mobile 5G Device",
    "Sent from my mobile device", "Von meinem iPhone gesendet", "Gesendet von Outlook für Android",
    "Gesendet mit der GMX Mail App", "Von meinem Samsung Galaxy Smartphone gesendet.",
    "Envoyé de mon iPhone", "Envoyé depuis mon appareil Galaxy", "Obtenir Outlook pour iOS",
    "Enviado desde mi iPhone", "Obtener Outlook para Android", "Inviato da iPhone",
    "Verstuurd vanaf mijn iPhone", "Verzonden vanuit Outlook voor Android",
    "Outlook voor Android downloaden", "Enviado do meu iPhone", "Skickat från min iPhone",
    "Yahoo Mail: Search, Organize, Conquer", "Sent from Samsung tablet.",
    "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.", "Wysłano z iPhone'a",
]  # fmt: skip


@pytest.mark.parametrize("footer", FOOTERS)
def test_a_mobile_footer_is_signature(footer: str) -> None:
    message = read(f"{ASK}\n\n{footer}\n\n> On 3 Mar 2025, at 14:28, Bo <bo@shop.example> wrote:\n> \n> Hm\n")
    assert folded(message.customer_text) == folded(ASK)
    assert message.part_at(message.text.index(footer)) is PartKind.SIGNATURE


SIGNATURES = [
    pytest.param("-- \nIlse Maas\nMaas Interiors\n+31 20 555 0142", id="delimiter"),
    pytest.param("--\nIlse Maas\nMaas Interiors", id="delimiter without its space"),
    pytest.param("Ilse Maas | Buyer | Maas Interiors\n+31 20 555 0142", id="bars"),
    pytest.param(
        "Maas Interiors B.V.\nKerkstraat 12, Utrecht\nT +31 20 555 0142\nwww.maas.example", id="company"
    ),
    pytest.param("Ilse Maas\nOffice Manager, Maas Interiors\nPhone: 555-0142 ext. 4", id="full name again"),
    pytest.param("Buyer\nMaas Interiors\nilse@maas.example", id="title first"),
    pytest.param("CONFIDENTIALITY NOTICE: This e-mail is for the intended recipient only.", id="notice"),
    pytest.param(
        "+31 20 555 0142\nwww.maas.example\n\nThis message and any attachments are confidential and intended solely for\n"
        "the addressee. If you have received this in error, please delete it.",
        id="contact and disclaimer",
    ),
    pytest.param("Virus-free.www.avast.example", id="virus scanner"),
    pytest.param("Please consider the environment before printing this e-mail.", id="environment"),
    pytest.param(
        "Maas Interiors\nTel: 020 555 0142\nPlease note that I do not work on Fridays, and mail sent to me then\nis read on"
        " Monday. This email is confidential and may be privileged.",
        id="long last lines",
    ),
    pytest.param(
        "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, löschen Sie sie.",
        id="German disclaimer",
    ),
]


@pytest.mark.parametrize("signature", SIGNATURES)
@pytest.mark.parametrize("blank", ["\n", "\n\n"], ids=["directly below", "below a blank line"])
def test_a_signature_below_the_name_is_cut(signature: str, blank: str) -> None:
    assert folded(read(f"{ASK}{blank}{signature}\n").customer_text) == folded(ASK)


KEPT_BELOW_NAME = [
    "Order 4471-22",
    "acct 8841-220-17",
    "Customer number: 99120",
    "PS: Is the shade glass?",
    "P.S. I paid for express.",
    "PS I am away until Friday.",
    "Kundennummer 99120",
]


@pytest.mark.parametrize("line", KEPT_BELOW_NAME)
def test_what_the_customer_adds_below_the_name_stays(line: str) -> None:
    assert folded(read(f"{ASK}\n\n{line}\n").customer_text) == folded(f"{ASK}\n\n{line}")
    assert folded(read(f"{ASK}\n{line}\n").customer_text) == folded(f"{ASK}\n{line}")


def test_one_contact_line_below_the_bare_name_is_cut() -> None:
    text = "Hi Bo\nIt is broken. What now?\nIlse\n\nIlse Maas | Maas Interiors | +31 20 555 0142\n"
    assert folded(read(text).customer_text) == "Hi Bo It is broken. What now? Ilse"


def test_an_attribution_without_its_colon_is_one_above_quoted_lines() -> None:
    assert (
        read("It is broken.\n\nAm 03.03.25 um 14:28 schrieb Bo\n\n> Hallo\n").customer_text == "It is broken."
    )


def test_an_account_number_between_contact_lines_stays() -> None:
    message = read(f"{ASK}\nCustomer no. 99120\nTel: +31 20 555 0142\nwww.maas.example\n")
    assert folded(message.customer_text) == folded(f"{ASK} Customer no. 99120")


def test_answers_typed_between_quoted_lines_stay() -> None:
    text = (
        "Hi Bo, see below.\n\nOn Mon, Mar 3, 2025 at 2:28 PM Bo <bo@shop.example> wrote:\n\n> Which colour?\n\nWhite.\n\n"
        "> Which size?\n\nThe large one. Do you have it?\n\nIlse\n\n> Thanks,\n> Bo\n"
    )
    assert folded(read(text).customer_text) == "Hi Bo, see below. White. The large one. Do you have it? Ilse"


def test_text_below_the_quotation_stays() -> None:
    text = f"On 3 Mar 2025, at 14:28, Bo <bo@shop.example> wrote:\n\n> Did it arrive?\n>\n> Bo\n\n{ASK}\n"
    message = read(text)
    assert folded(message.customer_text) == folded(ASK)
    assert message.parts[0].kind is PartKind.QUOTED


def test_a_signature_below_the_quotation_is_cut() -> None:
    text = f"{ASK}\n\nOn 03/03/2025 14:28, Bo wrote:\n> Did it arrive?\n\n-- \nIlse Maas\nMaas Interiors\n"
    assert folded(read(text).customer_text) == folded(ASK)


BANNERS = [
    "CAUTION: This email originated from outside of the organization. Do not click links unless you know the sender.",
    "[EXTERNAL EMAIL] Do not open links from senders you do not know.",
    "You don't often get email from ilse@mail.example. Learn why this is important<https://aka.example/x>",
    "**External Email** Be careful with links.",
    "ACHTUNG: Diese E-Mail stammt von einem externen Absender. Klicken Sie nicht auf Links.",
]


@pytest.mark.parametrize("banner", BANNERS)
def test_a_gateways_warning_above_the_text_is_cut(banner: str) -> None:
    message = read(f"{banner}\n\n{ASK}\n")
    assert folded(message.customer_text) == folded(ASK)
    assert message.parts[0].kind is PartKind.DISCLAIMER


PAGES = [
    pytest.param(
        '<div dir="ltr"><div>Hi Bo,</div><div><br></div><div>The lamp arrived without its shade. Can you send one?</div>'
        '<div><br></div><div>Thanks,</div><div>Ilse</div></div><br><div class="gmail_quote gmail_quote_container">'
        '<div dir="ltr" class="gmail_attr">On Mon, Mar 3, 2025 at 2:28 PM Bo &lt;bo@shop.example&gt; wrote:<br></div>'
        '<blockquote class="gmail_quote" style="margin:0"><div>Did it arrive?</div></blockquote></div>',
        id="gmail",
    ),
    pytest.param(
        '<p class="MsoNormal">Hi Bo,<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">The lamp '
        'arrived without its shade. Can you send one?</p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
        '<p class="MsoNormal">Thanks,</p><p class="MsoNormal">Ilse</p><p class="MsoNormal">Buyer</p>'
        '<p class="MsoNormal">Maas Interiors | +31 20 555 0142</p>'
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3pt 0 0 0"><p class="MsoNormal"><b>Od:</b> Bo<br>'
        "<b>Wysłano:</b> 3.3<br><b>Do:</b> Ilse<br><b>Temat:</b> Lamp</p></div><p>Did it arrive?</p>",
        id="outlook, headers in a language by the border",
    ),
    pytest.param(
        "<div>Hi Bo,</div><div><br></div><div>The lamp arrived without its shade. Can you send one?</div><div><br></div>"
        '<div>Thanks,</div><div>Ilse</div><div id="Signature"><div>Ilse Maas</div><div>Head of things</div></div>'
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Bo<br><b>Sent:</b> Monday<br><b>To:</b> Ilse'
        "<br><b>Subject:</b> Lamp</div><div>Did it arrive?</div>",
        id="outlook web",
    ),
    pytest.param(
        "<div>Hi Bo,</div><div><br></div><div>The lamp arrived without its shade. Can you send one?</div><div><br></div>"
        "<div>Thanks,</div><div>Ilse</div><div><br></div><div>Sent from my iPhone</div><div><br><blockquote type=\"cite\">"
        "On 3 Mar 2025, at 14:28, Bo &lt;bo@shop.example&gt; wrote:<br><br></blockquote></div>"
        '<blockquote type="cite"><div>Did it arrive?</div></blockquote>',
        id="iphone",
    ),
    pytest.param(
        '<div class="ydp1yahoo-style-wrap"><div>Hi Bo,</div><div>The lamp arrived without its shade. Can you send one?</div>'
        '<div>Thanks,</div><div>Ilse</div></div><div id="ydp1yahoo_quoted_410" class="ydp1yahoo_quoted"><div>'
        "<div>On Monday, March 3, 2025, Bo wrote:</div><div>Did it arrive?</div></div></div>",
        id="yahoo",
    ),
    pytest.param(
        "<p>Hi Bo,</p><p>The lamp arrived without its shade. Can you send one?</p><p>Thanks,<br>Ilse</p>"
        '<div class="moz-cite-prefix">On 03/03/2025 14:28, Bo wrote:<br></div><blockquote type="cite" cite="mid:1">'
        "<p>Did it arrive?</p></blockquote><div class=\"moz-signature\">-- <br>Ilse Maas</div>",
        id="thunderbird",
    ),
    pytest.param(
        "<div>Hi Bo,</div><div>The lamp arrived without its shade. Can you send one?</div><div>Thanks,</div><div>Ilse</div>"
        '<div class="protonmail_signature_block"><div>Sent with Proton Mail.</div></div><div class="protonmail_quote">'
        "On Monday Bo wrote:<blockquote>Did it arrive?</blockquote></div>",
        id="proton",
    ),
    pytest.param(
        "<style>p{color:red}</style><span style='display:none'>Preview?</span><div style='max-height:0;overflow:hidden'>Pre"
        "</div><p>Hi Bo,</p><p>The lamp arrived without its shade. Can you send one?</p><p>Thanks,<br/>Ilse</p>"
        "<script>x()</script>",
        id="hidden text",
    ),
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_html_without_a_plain_part_gives_the_same_text(page: str) -> None:
    message = read(f"<html><body>{page}</body></html>", "html")
    assert folded(message.customer_text) == folded(ASK)
    assert message.first_name == "Ilse"
    assert "html-used" in {notice.code for notice in message.notices}


def test_answers_within_a_gmail_quote_container_stay() -> None:
    page = (
        '<div>See below.</div><div class="gmail_quote"><div class="gmail_attr">On Mon, Mar 3, 2025 at 2:28 PM Bo '
        '&lt;bo@shop.example&gt; wrote:</div><blockquote class="gmail_quote">Which colour?</blockquote><div>White.</div>'
        '<blockquote class="gmail_quote">Which size?</blockquote><div>Large. Is it there?</div></div>'
    )
    assert folded(read(page, "html").customer_text) == "See below. White. Large. Is it there?"


def test_an_answer_typed_into_the_signature_container_stays() -> None:
    assert (
        read('<div id="Signature"><div>Where is my lamp?</div></div>', "html").customer_text
        == "Where is my lamp?"
    )


LAYOUT = [
    pytest.param("<ul><li>glass</li><li>white</li></ul>", "- glass\n- white", id="list"),
    pytest.param("<p>One</p><p>Two</p>", "One\n\nTwo", id="paragraphs"),
    pytest.param("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo", id="blank div"),
    pytest.param("One<br>Two", "One\nTwo", id="break"),
    pytest.param("<table><tr><td>Order</td><td>4471</td></tr><tr><td>Size</td><td>L</td></tr></table>",
                 "Order 4471\nSize L", id="table"),
    pytest.param("<pre>a  b\n  c</pre>", "a  b\n  c", id="pre"),
    pytest.param("a&nbsp;b &lt;c&gt; caf&eacute;", "a b <c> café", id="entities"),
    pytest.param('<p class="MsoListParagraph"><span style="mso-list:Ignore">·<span>&nbsp;&nbsp; </span></span>glass</p>',
                 "- glass", id="outlook's list"),
    pytest.param("one <b>two</b>, <i>three</i>", "one two, three", id="inline"),
    pytest.param('<p style="font-size:0.9em;opacity:0.8">small</p>', "small", id="small is not hidden"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "text"), LAYOUT)
def test_html_keeps_its_lines(page: str, text: str) -> None:
    assert read(page, "html").text.strip() == text


NOTIFICATIONS = [
    pytest.param(
        "##- Please type your reply above this line -##\n\nTicket #20: Lamp\n\nA customer has added a comment.\n\n"
        "----------------------------------------------\n\nIlse Maas, Mar 3, 2025, 10:00 GMT:\n\n{ask}\n\n"
        "----------------------------------------------\n\nBo (Lamp Shop Support), Mar 2, 2025, 09:00 GMT:\n\n"
        "Did it arrive?\n\nBo\n\n--------------------------------\nThis email is a service from Lamp Shop.\n[20-AB]\n",
        id="zendesk",
    ),
    pytest.param(
        "##- Please type your reply above this line -##\n\n----------------------------------------------\n\n"
        "Ilse Maas\n\nMar 3, 2025, 10:00 GMT\n\n{ask}\n\n----------------------------------------------\n"
        "This email is a service from Lamp Shop. Delivered by Zendesk\n",
        id="zendesk, date on its own line",
    ),
    pytest.param(
        "## Reply above this line to respond ##\n\nNew conversation from Ilse Maas <ilse@mail.example>\nSubject: Lamp\n\n"
        "------------------------------\n\n{ask}\n\n------------------------------\n\nView in Help Scout: "
        "https://hs.example/1\nAssigned to: Anyone | Status: Active\n",
        id="help scout",
    ),
    pytest.param(
        "You received a new message from your online store's contact form.\n\nCountry Code:\nNL\n\nName:\nIlse Maas\n\n"
        "Email:\nilse@mail.example\n\nPhone:\n\n\nBody:\n{ask}\n",
        id="shop form",
    ),
    pytest.param(
        "From: Ilse Maas <ilse@mail.example>\nSubject: Lamp\n\nMessage Body:\n{ask}\n\n-- \nThis e-mail was sent from a "
        "contact form on Lamp Shop (https://shop.example)\n",
        id="wordpress form",
    ),
    pytest.param(
        "Sent via form submission from Lamp Shop\n\n*Name:* Ilse Maas\n\n*Email:* ilse@mail.example\n\n*Message:* {ask}\n",
        id="squarespace form",
    ),
    pytest.param(
        "New message from Ilse Maas\n\n{ask}\n\nReply or view it in Intercom: https://in.example/1\n",
        id="intercom",
    ),
    pytest.param(
        "Hi,\n\nA new ticket has been created.\n\nTicket ID: 12\nRequester: Ilse Maas\nEmail: ilse@mail.example\nSubject: "
        "Lamp\nDescription:\n{ask}\n\nTicket URL: https://fd.example/12\n",
        id="freshdesk",
    ),
]


@pytest.mark.parametrize("template", NOTIFICATIONS)
def test_a_notification_gives_the_customers_words_and_name(template: str) -> None:
    headers = "From: Lamp Shop <notify@lampshop.zendesk.example>\nX-Mailer: Zendesk Mailer\n"
    message = read_bytes(mail(template.replace("{ask}", ASK), headers=headers), path="a.eml")
    assert folded(message.customer_text) == folded(ASK)
    assert message.name == "Ilse Maas"
    assert message.first_name == "Ilse"
    assert "notification" in {notice.code for notice in message.notices}


def test_a_notification_never_takes_the_help_desk_for_the_customer() -> None:
    headers = "From: Lamp Shop <notify@lampshop.zendesk.example>\nReply-To: Lamps <support+id7@lampshop.zendesk.example>\n"
    text = "## Reply above this line ##\n\nNew message from Ilse\n\n--------\n\nWhere is it?\n\n--------\nView in Help Scout\n"
    message = read_bytes(mail(text, headers=headers), path="a.eml")
    assert (message.name, message.address, message.customer_text) == ("Ilse", None, "Where is it?")


def test_a_forwarded_message_is_read_where_there_is_nothing_else() -> None:
    text = (
        "---------- Forwarded message ---------\nFrom: Ilse Maas <ilse@mail.example>\nDate: Mon, Mar 3, 2025\n"
        f"Subject: Lamp\nTo: <help@shop.example>\n\n\n{ASK}\n"
    )
    message = read(text)
    assert folded(message.customer_text) == folded(ASK)
    assert "forwarded" in {notice.code for notice in message.notices}


def test_only_quoted_text_is_read_with_a_notice() -> None:
    message = read("> Where is my lamp?\n")
    assert "Where is my lamp?" in message.customer_text
    assert "only-quoted-text" in {notice.code for notice in message.notices}


def test_history_of_a_single_mail_gives_the_earlier_messages_newest_first() -> None:
    text = (
        f"{ASK}\n\nFrom: Bo Berg <bo@shop.example>\nSent: Monday\nTo: Ilse\nSubject: Lamp\n\nHi Ilse,\n\nDid it arrive?\n\n"
        "From: Ilse Maas <ilse@mail.example>\nSent: Sunday\nTo: Shop\nSubject: Lamp\n\nWhere is it?\n"
    )
    message = read(text)
    assert [(older.role, older.name, older.text.strip()) for older in message.quoted] == [
        ("agent", "Bo Berg", "Hi Ilse,\n\nDid it arrive?"),
        ("customer", "Ilse Maas", "Where is it?"),
    ]


def test_prefixed_history_gives_the_earlier_messages_too() -> None:
    text = (
        f"{ASK}\n\nOn Mon, Mar 3, 2025 at 2:28 PM Bo <bo@shop.example> wrote:\n\n> Did it arrive?\n>\n> On Sun, Mar 2, 2025 "
        "at 9:00 AM Ilse Maas <ilse@mail.example> wrote:\n>\n>> Where is it?\n"
    )
    assert [(older.role, older.text.strip()) for older in read(text).quoted] == [
        ("agent", "Did it arrive?"),
        ("customer", "Where is it?"),
    ]


def test_answers_between_the_lines_leave_no_certain_earlier_message() -> None:
    text = "On Mon, Mar 3, 2025 at 2:28 PM Bo <bo@shop.example> wrote:\n> Colour?\nWhite.\n> Size?\nLarge.\n"
    assert read(text).quoted == ()


DRAFT_PARTS = [
    pytest.param("Hi Ana, thanks for waiting.\n\nIt left today.\n\nBest,\nBo",
                 [("greeting", "Hi Ana, "), ("body", "thanks for waiting.\n\nIt left today.\n\n"), ("closing", "Best,\nBo")],
                 id="greeting within a line"),
    pytest.param("Hi Ana\n\nIt left today.\n\nKind regards,\nBo Berg\nLamp Shop Support\n",
                 [("greeting", "Hi Ana\n\n"), ("body", "It left today.\n\n"),
                  ("closing", "Kind regards,\nBo Berg\nLamp Shop Support\n")], id="team below the name"),
    pytest.param("It left today.", [("body", "It left today.")], id="body alone"),
    pytest.param("Dear [NAME],\n\nIt left today.\n\n[AGENT NAME]\n",
                 [("greeting", "Dear [NAME],\n\n"), ("body", "It left today.\n\n[AGENT NAME]\n")], id="placeholder"),
    pytest.param("Hello Ana,\n\nIt left.\n\nBest,\nBo\n\n> Where is it?\n",
                 [("greeting", "Hello Ana,\n\n"), ("body", "It left.\n\n"), ("closing", "Best,\nBo\n\n"),
                  ("quoted", "> Where is it?\n")], id="quoted below"),
    pytest.param("Hi,\nIt left.\n\nBest,\nBo\n\n-- \nLamp Shop\nwww.shop.example\n",
                 [("greeting", "Hi,\n"), ("body", "It left.\n\n"), ("closing", "Best,\nBo\n\n"),
                  ("signature", "-- \nLamp Shop\nwww.shop.example\n")], id="signature"),
    pytest.param("\n\nHi Ana,\nIt left.\n", [("greeting", "\n\nHi Ana,\n"), ("body", "It left.\n")], id="blank lines first"),
    pytest.param("Hi Ana,\n\nIt left today.\nBo\n",
                 [("greeting", "Hi Ana,\n\n"), ("body", "It left today.\n"), ("closing", "Bo\n")], id="name directly below"),
    pytest.param("Hi Ana,\n\nIt left today.\n\nEnjoy the drive up,\nBo\n",
                 [("greeting", "Hi Ana,\n\n"), ("body", "It left today.\n\n"), ("closing", "Enjoy the drive up,\nBo\n")],
                 id="farewell in own words"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), DRAFT_PARTS)
def test_the_parts_of_a_draft(text: str, parts: list[tuple[str, str]]) -> None:
    message = read_text(text, role="agent")
    assert [(part.kind.value, text[part.start : part.end]) for part in message.parts] == parts


def test_the_parts_of_an_html_draft_are_found_in_its_source() -> None:
    source = "<p>Hi <b>Ana</b>,</p>\n<p>It left today.</p>\n<p>Best,<br>Bo</p>"
    message = read_text(source, role="agent", markup="html")
    assert message.text == source
    kinds = {part.kind: source[part.start : part.end] for part in message.parts}
    assert "Ana" in kinds[PartKind.GREETING]
    assert "It left today." in kinds[PartKind.BODY]
    assert "Bo" in kinds[PartKind.CLOSING]
