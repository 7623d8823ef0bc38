from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.mailroom import rules
from diwan.mailroom.reading import read
from diwan.mailroom.rules import Traits, sort_of
from diwan.mailroom.words import Sort

LONG = "Our cooperative in the valley employs young people who came back. " * 15


def sorted_as(
    subject="Re: talk", text=LONG, *, sender="amina@example.org", envelope=None, types=(), **headers
):
    known = {name.replace("_", "-").lower(): [value] for name, value in headers.items()}
    return sort_of(
        Traits(
            headers=known,
            subject=subject,
            text=text,
            from_address=sender,
            envelope_from=envelope,
            types=types,
        )
    )[0]


@pytest.mark.parametrize(
    "letter",
    [
        {"types": ("multipart/report", "text/plain", "message/delivery-status")},
        {"sender": "mailer-daemon@example.org"},
        {"sender": "MAILER-DAEMON@example.org".lower(), "Auto_Submitted": "auto-replied"},
        {"sender": "postmaster@example.org", "envelope": ""},
        {"sender": "postmaster@example.org", "subject": "Undeliverable: talk"},
        {"subject": "Undelivered Mail Returned to Sender", "envelope": ""},
        {"subject": "Échec de la remise : talk", "envelope": ""},
        {"subject": "تعذر تسليم الرسالة", "envelope": ""},
        {"X_Failed_Recipients": "gone@example.org"},
        {"Content_Type": "multipart/report; report-type=delivery-status"},
    ],
)
def test_reports_of_undelivered_mail_are_bounces(letter):
    assert sorted_as(**letter) == Sort.BOUNCE


@pytest.mark.parametrize(
    "letter",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated (vacation)"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"X_Autoreply": "yes"},
        {"types": ("multipart/report", "message/disposition-notification")},
        {"subject": "Automatic reply: talk"},
        {"subject": "Out of Office: talk"},
        {"subject": "Réponse automatique : talk"},
        {"subject": "Absence du bureau Re: talk"},
        {"subject": "رد تلقائي: العودة"},
        {"subject": "خارج المكتب: العودة"},
        {"subject": "Re: Automatic reply: talk", "X_Auto_Response_Suppress": "All"},
    ],
)
def test_automatic_answers_are_known(letter):
    assert sorted_as(**letter) == Sort.AUTOMATIC


@pytest.mark.parametrize(
    "letter",
    [
        {},
        {"Auto_Submitted": "no"},
        {"X_Auto_Response_Suppress": "All"},
        {"Precedence": "list", "List_Id": "<members.example.org>"},
        {"Precedence": "bulk", "List_Id": "<members.example.org>"},
        {"subject": "Re: Automatic reply: talk"},
        {"subject": "The failure notice we all got: delivery report of the fund"},
        {
            "sender": "postmaster@example.org",
            "subject": "Our contribution",
            "envelope": "postmaster@example.org",
        },
        {
            "subject": "CONTRIBUTION FROM TARBES",
            "text": LONG + " https://a.example https://b.example https://c.example",
        },
        {"text": "Yes, we would gladly host a study visit."},
        {"text": "The lottery of visas decides who leaves. " + LONG},
        {
            "text": "Voir https://a.example et https://b.example et https://c.example : trois exemples d’associations qui aident celles et ceux qui rentrent chez eux."
        },
    ],
)
def test_letters_of_people_stay_letters_of_people(letter):
    assert sorted_as(**letter) == Sort.PERSONAL


@pytest.mark.parametrize(
    "letter",
    [
        {
            "subject": "YOU WON 5,000,000 EUR",
            "text": "Claim now http://p.example/1 http://p.example/2 http://p.example/3",
        },
        {
            "subject": "FÉLICITATIONS VOUS AVEZ GAGNÉ",
            "text": "Cliquez ici http://p.example/1 !!!!!",
        },
        {"subject": "مبروك! لقد ربحت جائزة", "text": "اضغط هنا http://p.example/1"},
        {
            "text": "Dear friend, I am the next of kin, 5 million US dollars, wire transfer of it, act now"
        },
        {"X_Spam_Flag": "YES"},
    ],
)
def test_bait_is_suspected(letter):
    assert sorted_as(**letter) == Sort.SPAM


def test_a_loop_is_known_before_an_automatic_answer():
    assert sorted_as(X_Diwan_Loop="diwan.localhost", Auto_Submitted="auto-generated") == Sort.LOOP


def test_nothing_written_is_empty_unless_a_file_came():
    assert sorted_as(text=" \n") == Sort.EMPTY
    assert sort_of(Traits(has_files=True))[0] == Sort.PERSONAL


def test_the_evidence_is_told():
    assert sort_of(Traits(headers={"auto-submitted": ["auto-replied"]})) == (
        "automatic",
        "Auto-Submitted: auto-replied",
    )


def test_a_bounce_is_read_from_its_bytes():
    raw = (
        b"From: Mail Delivery Subsystem <mailer-daemon@mx.example>\nSubject: Returned mail\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        b"--b\n\nCould not be delivered.\n--b\nContent-Type: message/delivery-status\n\n"
        b"Final-Recipient: rfc822; gone@example.org\nAction: failed\n\n--b\n"
        b"Content-Type: message/rfc822\n\nSubject: our own letter\nX-Diwan-Loop: x\n\nHello\n--b--\n"
    )
    reading = read(raw)
    assert reading.sort == Sort.BOUNCE
    assert reading.text == "Could not be delivered."


WORDS = "Our village opened a milk collection point and twelve young people who had returned work there now, with help from many"


def test_the_same_words_have_the_same_hash():
    other = WORDS.upper().replace(" ", "\n  ").replace("now,", "now –")
    assert rules.content_hash(WORDS) == rules.content_hash(other) != ""
    assert rules.content_hash(WORDS) != rules.content_hash(WORDS + " more")
    assert len(rules.content_hash(WORDS)) == 64


def test_few_words_are_not_compared():
    assert rules.content_hash("I agree.") == ""


def test_vowel_signs_and_accents_do_not_change_the_words():
    assert rules.folded_words("مَكْتَبـ Évreux") == rules.folded_words("مكتب EVREUX")


#: marks enough that they are dropped in either way
_MARKED = st.text(st.characters(categories=["Mn", "Cf", "Lo", "Ll"], include_characters="\u0640 "))


@given(st.one_of(st.text(), _MARKED))
def test_words_are_folded_letter_by_letter(text):
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = [each for each in decomposed if unicodedata.category(each) not in {"Mn", "Cf"}]
    assert rules.folded_words(text) == re.findall(r"\w+", "".join(kept).replace("\u0640", ""))


def test_very_many_marks_are_dropped_as_few_are():
    marks = [chr(each) for each in range(0x300, 0x340)]
    assert rules.folded_words("a".join(marks) + "b") == ["a" * (len(marks) - 1) + "b"]


@pytest.mark.parametrize(
    ("url", "relay"),
    [
        ("smtp://mail.example", rules.Relay("mail.example", 25, "", "", "")),
        (
            "smtps://u%40x:p%2Fw@mail.example:465",
            rules.Relay("mail.example", 465, "u@x", "p/w", "tls"),
        ),
        (
            "smtp+starttls://u:p@mail.example",
            rules.Relay("mail.example", 587, "u", "p", "starttls"),
        ),
    ],
)
def test_a_relay_is_read_from_its_url(url, relay):
    assert rules.relay(url) == relay


@pytest.mark.parametrize(
    "url", ["http://mail.example", "smtp://", "mail.example", "smtp://mail.example:port"]
)
def test_other_urls_are_no_relay(url):
    with pytest.raises(ValueError):
        rules.relay(url)
