"""Greetings: what greets, how far it goes, and what only begins like one."""

from __future__ import annotations

import pytest

from replycheck.model import PartKind
from replycheck.read import read_text

GREETINGS = [
    ("Hi Ana, thanks for writing.", "Hi Ana, "),
    ("Hi Ana", "Hi Ana"),
    ("Hi Ana,", "Hi Ana,"),
    ("hi ana,", "hi ana,"),
    ("Hi , thanks.", "Hi , "),
    ("Hi, thanks.", "Hi, "),
    ("Hi - how do I drop a seat?", "Hi - "),
    ("Hello!", "Hello!"),
    ("Hello! Your parcel left.", "Hello! "),
    ("Hello Ana! Your parcel left.", "Hello Ana! "),
    ("Hello. Your parcel left.", "Hello. "),
    ("Hey there, good news.", "Hey there, "),
    ("Heyyy Ana! Good news.", "Heyyy Ana! "),
    ("Dear [NAME],", "Dear [NAME],"),
    ("Dear [CUSTOMER FIRST NAME], thanks.", "Dear [CUSTOMER FIRST NAME], "),
    ("Hi {{ticket.requester.first_name}},", "Hi {{ticket.requester.first_name}},"),
    (
        "Hi {{ ticket.requester.first_name | default: 'there' }}, thanks",
        "Hi {{ ticket.requester.first_name | default: 'there' }}, ",
    ),
    ("Hi %FIRST_NAME%, thanks.", "Hi %FIRST_NAME%, "),
    ("Hi <first name>, thanks.", "Hi <first name>, "),
    ("Dear Mr. Ito, thanks.", "Dear Mr. Ito, "),
    ("Good morning Mr Ito,", "Good morning Mr Ito,"),
    ("Good afternoon, thanks.", "Good afternoon, "),
    ("Morning Nina,", "Morning Nina,"),
    ("Dear Sir or Madam,", "Dear Sir or Madam,"),
    ("Dear Sir/Madam,", "Dear Sir/Madam,"),
    ("Dear customer,", "Dear customer,"),
    ("Dear valued customer, thanks.", "Dear valued customer, "),
    ("Dear Nordlys team,", "Dear Nordlys team,"),
    ("To whom it may concern,", "To whom it may concern,"),
    ("Hi team!", "Hi team!"),
    ("Hi all", "Hi all"),
    ("Hi Ana thanks for writing.", "Hi Ana "),
    ("Hi Will, I found it.", "Hi Will, "),
    ("Hi Ana 👋 thanks", "Hi Ana 👋 "),
    ("Hi Ana! 👋\n", "Hi Ana! 👋\n"),
    ("Dear Dr. Anna-Lena O'Hara,", "Dear Dr. Anna-Lena O'Hara,"),
    ("Ana,", "Ana,"),
    ("Mr Ito,", "Mr Ito,"),
    ("Wa alaikum assalam Yusuf,", "Wa alaikum assalam Yusuf,"),
    ("Sehr geehrte Frau Keller,", "Sehr geehrte Frau Keller,"),
    ("Guten Tag Herr Steiner,", "Guten Tag Herr Steiner,"),
    ("Liebe Ana,", "Liebe Ana,"),
    ("Bonjour Madame Petit,", "Bonjour Madame Petit,"),
    ("Hola Ana:", "Hola Ana:"),
    ("Estimada Sra. Ruiz:", "Estimada Sra. Ruiz:"),
    ("Buongiorno Anna,", "Buongiorno Anna,"),
    ("Beste mevrouw De Groot,", "Beste mevrouw De Groot,"),
    ("Olá Ana, tudo bem?", "Olá Ana, "),
    ("**Hi Ana,** thanks", None),
]
SENTENCES = [
    "Hi-fi systems are in stock.",
    "Dear customers pay for this every day.",
    "Hello is what the screen says when it starts up.",
    "Hiking boots are sold out.",
    "Morning sickness is not covered.",
    "Good morning deliveries are free.",
    "Hey so i signed up for the trial.",
    "Heyford is closed on Mondays, sorry.",
    "Dearly missed, your order is back.",
    "Thanks for writing, Ana.",
    "Evening slots, however, are full.",
    "Your parcel left, Ana.",
    "High prices, I know.",
    "It left today.",
    "Dear is the price we pay for haste, as they say",
    "Yes,",
]


@pytest.mark.parametrize(("line", "greeting"), [case for case in GREETINGS if case[1]])
def test_a_greeting_is_found_with_the_space_behind_it(line: str, greeting: str) -> None:
    message = read_text(line + ("" if line.endswith("\n") else "\n") + "It left today.\n", role="agent")
    first = message.parts[0]
    assert first.kind is PartKind.GREETING
    assert message.text[: first.end].rstrip("\n") == greeting.rstrip("\n")


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_that_begins_like_a_greeting_is_none(line: str) -> None:
    message = read_text(f"{line}\nIt left today.\n", role="agent")
    assert PartKind.GREETING not in {part.kind for part in message.parts}


LANGUAGES = [
    ("The parcel has not arrived and I would like to know where it is.", "en"),
    ("Das Paket ist nicht angekommen und ich möchte wissen, wo es ist.", "de"),
    ("Le colis n'est pas arrivé et je voudrais savoir où il est.", "fr"),
    ("El paquete no ha llegado y me gustaría saber dónde está.", "es"),
    ("Il pacco non è arrivato e vorrei sapere dove si trova.", "it"),
    ("Het pakket is niet aangekomen en ik wil graag weten waar het is.", "nl"),
    ("A encomenda não chegou e eu gostaria de saber onde está.", "pt"),
    ("FAQ 12", None),
    ("Paczka nie dotarła, proszę sprawdzić.", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_the_language_is_told_by_its_commonest_words(text: str, language: str | None) -> None:
    assert read_text(text).language == language
