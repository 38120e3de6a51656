"""What must not be told or asked for: what each rule catches, what it leaves alone, and what holds for any
number.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replycheck.check import check
from replycheck.checkers.check_digits import iban_lengths, is_iban, is_luhn, is_verhoeff
from replycheck.checkers.secret_numbers import is_card, issuer_of, masked
from replycheck.config import Config
from replycheck.model import Case, Finding, Severity
from replycheck.read import read_text
from replycheck.rules import load_rules

CARD, ACCOUNT = "privacy/card-number", "privacy/bank-or-national-id"
SECRET, ASKED, PERSON = "privacy/secret", "privacy/asks-for-secret", "privacy/other-customer"
MONEY = "promises/money-commitment"
RULESET = load_rules(config=Config(select=(CARD, ACCOUNT, SECRET, ASKED, PERSON, MONEY)))


def found(
    draft: str, inbound: str | None = "Hello, can you help me?", *, mode: str = "draft"
) -> list[Finding]:
    case = Case(
        read_text(draft, role="agent"),
        read_text(inbound, role="customer") if inbound else None,
        mode=mode,  # type: ignore[arg-type]
    )
    return list(check(case, RULESET))


def rules_at(
    draft: str, inbound: str | None = "Hello, can you help me?", **more: str
) -> set[tuple[str, str]]:
    return {(finding.rule, finding.severity.word) for finding in found(draft, inbound, **more)}


# -- cards -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param("Your card number is 4111111111111111.", id="in one piece"),
        pytest.param("Amex 3714 496353 98431 was charged.", id="in 4-6-5"),
        pytest.param("We have your card 4012-8888-8888-1881 on file.", id="hyphens"),
        pytest.param("We refunded £20 to your Visa card 4539.1488.0343.6467", id="dots"),
        pytest.param("Card number:\n4539 1488 0343\n6467", id="broken by the line"),
        pytest.param("**4539 1488 0343 6467**", id="bold, nothing said"),
        pytest.param(
            "The refund for order number 88121 went to 4539 1488 0343 6467.", id="the order has its number"
        ),
        pytest.param("It is 4539148803436467, exp 09/27.", id="a date of expiry behind"),
        pytest.param("Kartennummer 4539 1488 0343 6467", id="German"),
    ],
)
def test_a_whole_card_number_is_an_error(draft: str) -> None:
    assert rules_at(draft) == {(CARD, "error")}


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param("Tracking number 4539 1488 0343 6467 is with the courier.", id="tracking number"),
        pytest.param("4539148803436467 is your parcel number.", id="said behind it"),
        pytest.param("IMEI: 356938035643809", id="IMEI"),
        pytest.param("The gift card 6011 0009 9013 9424 has £20 left.", id="gift card"),
        pytest.param("Your card 4539 **** **** 6467 was charged.", id="masked"),
        pytest.param("card 453914******6467", id="masked in one piece"),
        pytest.param("USPS 9400 1118 9922 3456 7890 12", id="a longer number"),
        pytest.param("Code 1234 4539 1488 0343 6467 is printed on it.", id="stretch of a longer number"),
        pytest.param("https://example.com/o?id=4539148803436467", id="in a link"),
        pytest.param("Pay with the test card 4242 4242 4242 4242.", id="test card named so"),
        pytest.param('```\n{"number": "4111111111111111"}\n```', id="test card in code"),
        pytest.param("A number like 4539 1488 0343 6467 is a Visa card.", id="an example"),
        pytest.param("The card number 4539 1488 0343 6468 is mistyped.", id="wrong check digit"),
        pytest.param("The job took 1718195123456789 microseconds.", id="nobody issues these"),
        pytest.param(
            "Fine.\n\nOn Monday Ana wrote:\n> my card is 4539 1488 0343 6467", id="the customer's, quoted"
        ),
    ],
)
def test_other_numbers_are_no_cards(draft: str) -> None:
    assert CARD not in {rule for rule, _ in rules_at(draft)}


def test_a_card_that_is_tried_out_is_less_than_an_error() -> None:
    assert rules_at("In the sandbox use card 4539 1488 0343 6467.") == {(CARD, "warning")}


# -- accounts and identity numbers -----------------------------------------------------------------

IBAN = "DE89 3704 0044 0532 0130 00"


@pytest.mark.parametrize(
    "draft",
    [
        "Your refund of £40 has been paid to GB29NWBK60161331926819.",
        "Is your IBAN still FR14 2004 1010 0505 0001 3M02 606?",
        f"The previous tenant paid from {IBAN}.",
        "We will refund to your account 12345678 (sort code 20-00-00).",
        "Our records show your bank account number as 000123456789 at HDFC, IFSC HDFC0001234.",
        "Your social security number 536228145 is on file.",
        "Your SSN is 078-05-1120.",
        "Your NI number is AB123456C.",
        "Your Aadhaar 234123412346 is linked.",
        "Your PAN is ABCPE1234F.",
        "Your NHS number is 943 476 5919.",
        "passport number: 123456789",
        "Your tax file number 123 456 782 was recorded.",
        "Your CPF 529.982.247-25 is fine.",
        "Your DNI 12345678Z is registered.",
        "46 12 34 56 C is no number, but 046 454 286 is your SIN.",
    ],
)
def test_the_whole_number_of_a_person_is_an_error(draft: str) -> None:
    assert rules_at(draft) == {(ACCOUNT, "error")}


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param(f"Please transfer £40 to {IBAN}.", id="ours: please transfer"),
        pytest.param(f"Our bank details have changed: IBAN {IBAN}", id="ours: our bank details"),
        pytest.param(f"Harbour Tools Ltd, IBAN {IBAN}, BIC COBADEFF", id="ours: with BIC"),
        pytest.param("You can pay us at sort code 12-34-56 account 12345678.", id="ours: pay us"),
        pytest.param(
            f"All done.\n\nRegards,\nLena\n-- \nHarbour Tools GmbH\nIBAN {IBAN}", id="ours: signature"
        ),
        pytest.param(f"We need your IBAN, e.g. {IBAN}.", id="an example"),
        pytest.param("Your IBAN DE89 3704 0044 0532 0130 01 is mistyped.", id="wrong check digits"),
        pytest.param("Your account number is 12345678.", id="an account with us"),
        pytest.param("Part no. 536-22-8145 is here.", id="part number"),
        pytest.param("Your SSN is safe with us, order 536228145.", id="the order's number"),
        pytest.param("The product code is ABCPE1234F.", id="no PAN"),
        pytest.param("Your Aadhaar 234123412345 has a typing error.", id="wrong check digit"),
        pytest.param("Your passport was issued on 12.03.2016.", id="a date"),
        pytest.param("Our VAT ID is GB123456789.", id="VAT"),
    ],
)
def test_our_accounts_and_other_numbers_are_left_alone(draft: str) -> None:
    assert rules_at(draft) == set()


def test_an_account_of_nobody_knows_whom_is_a_warning_in_a_draft_and_ours_in_a_macro() -> None:
    assert rules_at(f"{IBAN} it is.") == {(ACCOUNT, "warning")}
    assert rules_at(f"{IBAN} it is.", inbound="Where do I send the money?") == set()
    assert rules_at(f"{IBAN} it is.", mode="macro") == set()


# -- what holds for any number ---------------------------------------------------------------------

_PREFIXES = ("4", "51", "55", "2221", "2720", "34", "37", "6011", "65", "36", "3528", "6200", "5018", "2200")
_LENGTHS = {"34": 15, "37": 15, "36": 14}


def _check_digit(body: str) -> str:
    return next(digit for digit in "0123456789" if is_luhn(body + digit))


@st.composite
def cards(draw: st.DrawFn) -> str:
    prefix = draw(st.sampled_from(_PREFIXES))
    length = _LENGTHS.get(prefix, 16)
    body = prefix + draw(st.text("0123456789", min_size=length, max_size=length))[: length - 1 - len(prefix)]
    return body + _check_digit(body)


def _grouped(digits: str, mark: str) -> str:
    cuts = (0, 4, 10, len(digits)) if len(digits) < 16 else range(0, len(digits) + 1, 4)
    edges = list(cuts)
    return mark.join(digits[a:b] for a, b in pairwise(edges))


@given(cards(), st.sampled_from(["", " ", "-"]))
def test_any_card_is_found_beside_the_word_and_never_said_again(card: str, mark: str) -> None:
    assert is_card(card)
    written = _grouped(card, mark)
    draft = f"We charged your card {written} on Monday."
    [finding] = [finding for finding in found(draft) if finding.rule == CARD]
    assert finding.span.of(draft) == written
    assert finding.severity is Severity.ERROR
    said = " ".join([finding.message, *finding.match.values.values(), *finding.match.suggestions])
    assert card[-4:] in said
    assert card[:8] not in "".join(filter(str.isdigit, said))


@given(cards(), st.integers(1, 9), st.sampled_from(["", " ", "-"]))
def test_no_number_with_a_wrong_check_digit_is_a_card(card: str, shift: int, mark: str) -> None:
    wrong = card[:-1] + str((int(card[-1]) + shift) % 10)
    assert CARD not in {
        rule for rule, _ in rules_at(f"We charged your card {_grouped(wrong, mark)} on Monday.")
    }


@given(cards())
def test_the_fix_masks_all_but_the_last_four_and_leaves_nothing_to_find(card: str) -> None:
    draft = f"We charged your card {_grouped(card, ' ')} on Monday."
    [finding] = [finding for finding in found(draft) if finding.rule == CARD]
    fix = finding.match.fix
    assert fix is not None
    assert fix.safety == "unsafe"
    [edit] = fix.edits
    mended = draft[: edit.span.start] + edit.text + draft[edit.span.end :]
    assert "".join(filter(str.isdigit, mended)) == card[-4:]
    assert rules_at(mended) == set()


@st.composite
def ibans(draw: st.DrawFn) -> str:
    country = draw(st.sampled_from(sorted(iban_lengths())))
    length = iban_lengths()[country] - 4
    body = draw(st.text("0123456789ABCXYZ", min_size=length, max_size=length))
    number = int("".join(str(int(c, 36)) for c in body + country + "00"))
    return f"{country}{98 - number % 97:02}{body}"


@given(ibans(), st.booleans())
def test_any_iban_of_the_customer_is_found_and_none_with_a_wrong_digit(iban: str, in_groups: bool) -> None:
    assert is_iban(iban)
    written = " ".join(iban[at : at + 4] for at in range(0, len(iban), 4)) if in_groups else iban
    draft = f"We sent the refund to your account {written} today."
    assert [f.span.of(draft) for f in found(draft) if f.rule == ACCOUNT] == [written]
    assert rules_at(f"Please pay to our account {written} today.") == set()
    wrong = written[:2] + f"{(int(written[2:4]) + 1) % 100:02}" + written[4:]
    assert ACCOUNT not in {rule for rule, _ in rules_at(f"We sent the refund to your account {wrong} today.")}


@given(st.from_regex(r"[2-9][0-9]{10}", fullmatch=True))
def test_any_aadhaar_number_is_found_by_its_check_digit_only(body: str) -> None:
    right, *others = sorted((body + digit for digit in "0123456789"), key=is_verhoeff, reverse=True)
    assert not any(map(is_verhoeff, others))
    assert rules_at(f"Your Aadhaar number is {right}.") == {(ACCOUNT, "error")}
    assert rules_at(f"Your Aadhaar number is {others[0]}.") == set()


@given(st.text())
def test_masking_keeps_the_length_and_only_the_last_four(text: str) -> None:
    shown = masked(text)
    assert len(shown) == len(text)
    assert sum(a.isalnum() for a in shown) == min(4, sum(a.isalnum() for a in text))


@given(st.text("0123456789 -:*@.,!?\nabcdPINpasword", max_size=120))
def test_spans_lie_inside_any_text(text: str) -> None:
    for finding in found(text):
        assert 0 <= finding.span.start < finding.span.end <= len(text)


def test_issuers_know_lengths() -> None:
    assert issuer_of("4111111111111111") == "Visa"
    assert issuer_of("378282246310005") == "American Express"
    assert issuer_of("411111111111111") is None
    assert issuer_of("9111111111111111") is None


# -- secrets told ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "inbound", "secret"),
    [
        ("Your temporary password is Temp1234!", None, "Temp1234"),
        ("password: Welcome@123", None, "Welcome@123"),
        ("Login: j.smith, Password = Hunter22", None, "Hunter22"),
        ("user: anna, pass: Hunter22", None, "Hunter22"),
        ("I've set your password to Spring2025 for now.", None, "Spring2025"),
        ("Log in with username anna and password Blue42sky.", None, "Blue42sky"),
        ('Your password is "sunflower".', None, "sunflower"),
        ('You can use "Daisy1962" as your password.', None, "Daisy1962"),
        ("I reset the password for you, it's Rainbow77 now.", None, "Rainbow77"),
        ("We have reset your password. It is now Maple_Leaf9.", None, "Maple_Leaf9"),
        ("It was Sommer2021 until last week.", "What was my password?", "Sommer2021"),
        ("4471, as on your other line.", "whats my pin", "4471"),
        ("Your code is 482913.", "I did not get the verification code", "482913"),
        ("Use 7731 as your PIN.", None, "7731"),
        ("the pin you chose is 8842 :)", None, "8842"),
        ("Here is the OTP: 583920", None, "583920"),
        ("Here are your backup codes:\n\n7H3K-22PQ", None, "7H3K-22PQ"),
        ("Your CVC is 981.", None, "981"),
        ("Your mother's maiden name is Smith, so that is fine.", None, "Smith"),
        ("Login credentials: anna@mail.example / Bluebird88", None, "Bluebird88"),
        ("The API key is 9fKq27LmZx81TbVe.", None, "9fKq27LmZx81TbVe"),
        ("Connect with postgres://reports:Nz8kQ1vv@db.example.net/sales", None, "Nz8kQ1vv"),
        # Put together here, so that no scanner takes this file for a leak.
        ("It runs with " + "AKIA" + "Q3EGRZT7WMLKVB5D" + " on our side.", None, "AKIA" + "Q3EGRZT7WMLKVB5D"),
        ("`curl -u " + "sk_" + "live_4fG7hJ2kL9mN3pQ8" + "`", None, "sk_" + "live_4fG7hJ2kL9mN3pQ8"),
        ("```\n" + "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8" + "\n```", None, "ghp_"),
    ],
)
def test_a_secret_is_found_and_never_said_again(draft: str, inbound: str | None, secret: str) -> None:
    finding = next(finding for finding in found(draft, inbound) if finding.rule == SECRET)
    assert finding.severity is Severity.ERROR
    assert secret in finding.span.of(draft)
    assert secret not in " ".join([finding.message, *finding.match.values.values()])
    fix = finding.match.fix
    assert fix is not None
    assert secret not in draft[: fix.edits[0].span.start] + fix.edits[0].text + draft[fix.edits[0].span.end :]


@pytest.mark.parametrize(
    "draft",
    [
        "Your password is case-sensitive.",
        "Your password is too short, it has to be 12 characters long.",
        "Your password was changed on 12.03.2026, 90 days ago.",
        "Your PIN is 4 digits long.",
        "The password is the last four digits of your phone number.",
        "Password: required",
        "Password: Required",
        "Password requirements: 8-64 characters, one digit.",
        "Network: Seaside, password: waves2024",
        "The default password is admin123.",
        "The passcode for tomorrow's webinar is 771920.",
        "The gate code is 1907.",
        "The error code is E4471.",
        "Your verification code is valid for 10 minutes.",
        "A sign-in code from 62221 is ours.",
        "Your password is encrypted with SHA-256.",
        "Change your password to something strong, like Blue42sky!.",
        'Never use "Password123" as your password.',
        "Your password manager is LastPass.",
        "Password reset: https://example.com/reset?token=Hq72kLmPz0",
        "Connect pin 1200 to ground.",
        "PIN code 560001 is not serviceable for delivery.",
        "Set `password=changeme` and `token=YOUR_TOKEN` in the file.",
        "Replace it by yours: https://user:<password>@example.com",
        "The key in the manual, " + "AKIA" + "IOSFODNN7EXAMPLE" + ", is no real one.",
        "Your file begins with -----BEGIN PRIVATE KEY-----, so never send it.",
        "I have set it to Europe/Berlin in your account.",
        "Fine.\n\nOn Monday Ana wrote:\n> my password is Hunter22",
    ],
)
def test_talk_about_secrets_is_no_secret(draft: str) -> None:
    assert rules_at(draft) == set()


def test_a_bare_value_counts_only_where_the_customer_asked_for_it() -> None:
    assert rules_at("It's Sommer2021, the one in blue.", "Which colour was it?") == set()


# -- asking ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "draft",
    [
        "Could you confirm the password you use?",
        "Could you let me know what your password is?",
        "May I please ask for your password?",
        "Which password do you use?",
        "What's your CVV?",
        "Your PIN please.",
        "I'll need your password to check this.",
        "We'd like you to confirm your password.",
        "You will need to send us your PIN.",
        "If you could send us your password, I can check.",
        "Don't forget to include your password in the reply.",
        "I can't find your account, so please send me your password.",
        "Kindly share the OTP sent to your mobile.",
        "We've sent a code to your phone - can you read it out to me?",
        "Please write down your password and send it to us.",
        "Please give us the three digits on the back of your card.",
        "To verify you, please confirm your PIN and mother's maiden name.",
        "Please include your card number and security code in your reply.",
        "Please send a photo of both sides of your card.",
        "Send me your API key and I will test it.",
        "Please confirm:\n\n- your name\n- your PIN",
        "pls share ur password",
    ],
)
def test_a_request_for_a_secret_is_an_error(draft: str) -> None:
    assert (ASKED, "error") in rules_at(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "We will never ask for your password.",
        "Please never share your PIN with anyone.",
        "You don't need to give us your password.",
        "There is no need to send your PIN.",
        "Please send us your order number, not your password.",
        "Nobody here will ever want your password.",
        "If somebody asks you to share your OTP, hang up.",
        "Scammers ask you to send them your password.",
        "Please reset your password and tell us if it works.",
        "Confirm your password on the login page.",
        "Please confirm your new password and click Save.",
        "To confirm your password, open the link below.",
        "To pay, please provide the PIN at the terminal.",
        "Let us know once you have changed your password.",
        "Please tell us whether you received the verification code.",
        "Please send us a screenshot of the error you get after you enter your password.",
        "Please send us the last 4 digits of your card number.",
        "Please tell us your loyalty card number.",
        "Please share your PIN code and delivery address.",
        "Please send us the error code.",
        "Please send the log with your API key removed.",
        "Please send us a photo of the card with all but the last four digits covered.",
        "Please give the driver the code you received.",
        "Use the link to give us your card details securely.",
        "We ask for a password with 10 or more characters.",
        "What is a CVV? It is the three digits on the back of your card.",
        "You sent us your password in your last mail; please change it.",
        "I'd like to help you reset your password.",
        "Keep it safe:\n\n- use a strong password\n- never share it",
        "Your password? That stays with you.",
        "You wrote “please send us your password”, and that mail was not ours.",
        "The box says “send us your password”.",
    ],
)
def test_talk_about_secrets_is_no_request(draft: str) -> None:
    assert rules_at(draft) == set()


# -- other people ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "what"),
    [
        ("By the way, a customer called Robert Klein had the same problem.", "name"),
        ("You are not the only one: Mrs Adler has it too.", "name"),
        ("The driver was a Mr Glyn Parry, 58.", "name"),
        ("The account belongs to Ms Adler.", "name"),
        ("Mrs Quick from your golf club rang this morning.", "name"),
        ("It went to Mr Novak of 14 Elm Street.", "name and address"),
        ("The winner bids from j.tanner@mail.example.", "e-mail address"),
        ("Her personal mail is judy77@mail.example.", "e-mail address"),
        ("His mobile is 07700 900617.", "phone number"),
        ("The seller uses j.tanner@gmail.com, he says.", "e-mail address"),
    ],
)
def test_the_data_of_somebody_else_is_an_error(draft: str, what: str) -> None:
    findings = [f for f in found(draft, "Write to ana@gmail.com, please.") if f.rule == PERSON]
    assert [finding.match.values["what"] for finding in findings] == [what]
    assert findings[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("draft", "inbound"),
    [
        ("Another customer had the same fault.", "Is it only me?"),
        ("His mobile is 07700 900617.", "Please call my husband on 07700 900617."),
        ("We told him at j.tanner@mail.example.", "Write to j.tanner@mail.example, he is my brother."),
        ("Her mail is dana@harbour.example, or info@harbour.example.", "Who is it?"),
        ("The winner writes to support@mail.example.", "Who won?"),
        ("My colleague is Tom Brand. His number is 0151 496 0881.", "Who can help?"),
        ("Mr Patel, our technician, calls you from 0151 496 0881.", "When do you come?"),
        ("We sent the link to your address ana@mail.example, he said.", "No link came."),
        ("Dear Mrs Novak,\n\nit goes to Mrs Novak, 14 Elm Street.", "Where does it go?"),
        ("Please send it to Mr Brand, 14 Mill Road.", "Where do I send it?"),
        ("It was left with your neighbour Mrs Dekker at number 14.", "Where was it left?"),
        ("Dr Lee sees you at 12 Harley Street for your appointment.", "Where is it?"),
        ("Her number is on the card.\n\nRegards,\nTom Brand\ntom@mail.example\n0151 496 0881", "Who?"),
        ("Their hotline is 0800 111 2222.", "Whom do I call?"),
        ("He can write to lena@harbour.example.", "I wrote to tom@harbour.example."),
    ],
)
def test_the_customer_our_people_and_known_addresses_are_left_alone(draft: str, inbound: str) -> None:
    assert PERSON not in {rule for rule, _ in rules_at(draft, inbound)}


def test_the_address_of_somebody_else_is_not_said_again() -> None:
    [finding] = found("His mobile is 07700 900617.")
    assert "900617" not in finding.message
    assert "0617" in finding.message


def test_other_customers_need_the_inbound() -> None:
    case = Case(read_text("Another customer, Mrs Novak, has it too.", role="agent"))
    assert PERSON in {skipped.rule for skipped in check(case, RULESET).skipped}


# -- money -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "draft",
    [
        "We'll cover all costs.",
        "We are going to refund all of it.",
        "We promise to cover all your losses.",
        "We will cover any and all costs arising from this.",
        "Whatever the repair costs, we will pay.",
        "We'll foot the bill.",
        "You will be fully compensated.",
        "Just send us the bill and we will pay.",
        "Every penny will be refunded.",
        "We will waive all fees.",
    ],
)
def test_an_open_promise_of_money_is_a_suggestion(draft: str) -> None:
    assert rules_at(draft) == {(MONEY, "suggestion")}


@pytest.mark.parametrize(
    "draft",
    [
        "We will refund the full amount of £86.40.",
        "We will pay for all repairs up to £200.",
        "We will pay for all repairs, which my manager approved today.",
        "If it is our fault, we will pay for all repairs.",
        "We won't pay for any damage.",
        "The policy covers all damage by water.",
        "We will cover all your questions on the call.",
        "We'll take care of everything else.",
        "You will get a full refund within five days.",
        "We will cover the return label.",
    ],
)
def test_stated_conditional_and_approved_money_is_left_alone(draft: str) -> None:
    assert rules_at(draft) == set()
