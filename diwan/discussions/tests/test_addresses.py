"""Where a letter belongs is told by its address; wishes that come to a discussion's address."""

from __future__ import annotations

import re
from datetime import timedelta
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.utils.http import int_to_base36
from hypothesis import given
from hypothesis import strategies as st

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.discussions import inbox, placing, proofs
from diwan.discussions.actions import authoring, calling, moderation, stopping
from diwan.discussions.models import Approach, Contribution, Follow, LettersRefused, Passage
from diwan.mailroom import actions as mailroom
from diwan.mailroom import addressing, listener
from diwan.mailroom.models import Letter, OutgoingLetter, RawLetter
from diwan.mailroom.words import Trust
from diwan.people.models import Person
from diwan.people.queries import accounts_of

from .factories import make_discussion

if TYPE_CHECKING:
    from collections.abc import Callable

    from diwan.discussions.models import Discussion

pytestmark = pytest.mark.django_db

AMEL = "amel@example.net"
WORDS = "A town needs one door for all papers, and somebody who answers behind it."


@pytest.fixture
def send(discussion: Discussion) -> Callable[..., Contribution | None]:
    """``send("words", to=address)``: a letter; what it became, or None."""

    def _send(
        words: str, *, to: Any = None, trust: str = "", file: str = "", **headers: str
    ) -> Any:
        addresses = [to or discussion.mail_address] if not isinstance(to, list) else to
        message = EmailMessage()
        heads = {
            "From": f"Amel Ben Salah <{AMEL}>",
            "To": ", ".join(addresses),
            "Subject": "Re: Small towns",
            "Message-ID": f"<{Letter.objects.count()}@example.net>",
        }
        heads |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in heads.items():
            message[name] = value
        message.set_content(words)
        if file:
            message.add_attachment(
                b"MZ" + bytes(200), maintype="application", subtype="exe", filename=file
            )
        letters = mailroom.receive(
            message.as_bytes(),
            recipients=addresses,
            envelope_from=AMEL,
            channel="smtp",
            received_at=clock.now(),
        )
        for stored in letters:
            if trust:
                Letter.objects.filter(pk=stored.pk).update(trust=trust)
                stored.refresh_from_db()
            mailroom.process(stored)
        made = Contribution.objects.filter(letter__in=letters).order_by("pk")
        return made.first() if len(letters) == 1 else list(made)

    return _send


def tagged(discussion: Discussion, words: str) -> str:
    return addressing.tagged(discussion.address, words)


def to_question(discussion: Discussion, key: str) -> str:
    return tagged(discussion, f"q{int_to_base36(discussion.questions.get(key=key).pk)}")


def to_contribution(contribution: Contribution) -> str:
    return tagged(contribution.discussion, f"c{int_to_base36(contribution.pk)}")


def kinds() -> list[str]:
    return list(OutgoingLetter.objects.order_by("pk").values_list("kind", flat=True))


# --- tags --------------------------------------------------------------------------------
def test_a_letter_to_a_contribution_is_an_answer_to_it_and_held(send, say, amina, bilal):
    first = moderation.release(say("One door.", by=amina), by=bilal)
    answer = send(WORDS, to=to_contribution(first))
    assert (answer.reply_to, answer.state) == (first, "held")


def test_a_letter_to_a_question_is_its_answer_for_readers_and_passages_alike(
    send, discussion, bilal
):
    quoted = "\n\nOn Mon, 3 Mar 2025 at 10:12, Diwan <noreply@diwan.localhost> wrote:\n> T2Q1 Which skills?\n> 1. What helps a return?\n"
    contribution = send(WORDS + quoted, to=to_question(discussion, "T1Q2"))
    version = contribution.versions.get()
    assert version.text.strip() == WORDS
    assert [part["question"] for part in version.parts] == ["T1Q2"]
    assert version.masked[: version.parts[0]["masked_end"]].strip() == WORDS
    moderation.release(contribution, by=bilal)
    shown = contribution.versions.get()
    assert [piece["question"] for piece in shown.pieces] == ["T1Q2"]
    targets = {
        target
        for passage in Passage.objects.filter(version=shown, kind="answer")
        for target in passage.targets
    }
    assert targets <= {"T1Q2"}
    text = OutgoingLetter.objects.get(kind="discussions/acknowledgement").text
    assert "Who should help?" in text, "the author hears where it stands"


def test_what_was_cut_from_an_answer_to_a_question_is_shown_and_can_be_put_back(
    send, discussion, bilal
):
    contribution = send(
        WORDS
        + "\n\nOn Mon, 3 Mar 2025 at 10:12, Diwan <noreply@diwan.localhost> wrote:\n> The digest of the week.\n",
        to=to_question(discussion, "T1Q2"),
    )
    cut = contribution.cuttings.get()
    version = contribution.versions.get()
    blocks = proofs.blocks(version.text, version.masked, version.parts, "before", [cut])
    assert cut in blocks[0].items
    moderation.restore_cutting(cut, by=bilal)
    again = contribution.versions.order_by("-number").first()
    assert "The digest of the week." in again.text
    assert [part["question"] for part in again.parts] == ["T1Q2"]


@given(st.lists(st.integers(0, 30), max_size=4), st.integers(0, 30), st.integers(0, 30))
def test_every_cut_piece_and_every_word_is_shown_under_some_answer(places, first, second):
    text = "x" * first + "\n\n" + "y" * second
    ends = [(0, first), (first + 2, first + 2 + second)]
    parts = [
        {"question": key, "start": a, "end": b, "masked_start": a, "masked_end": b}
        for key, (a, b) in zip("AB", ends, strict=True)
    ]
    cuts = [_Cut(place) for place in sorted(places)]
    blocks = proofs.blocks(text, text, parts, "before", cuts)
    shown = [item for block in blocks for item in block.items]
    assert [item for item in shown if isinstance(item, _Cut)] == cuts
    words = "".join(item.text for item in shown if not isinstance(item, _Cut))
    assert words == text.replace("\n\n", "")


class _Cut:
    def __init__(self, position: int) -> None:
        self.position = position


@pytest.mark.parametrize("gone", ["withdrawn", "set aside"])
def test_an_answer_to_what_is_gone_is_held_and_its_author_told(send, say, amina, bilal, gone):
    first = moderation.release(say("One door.", by=amina), by=bilal)
    if gone == "withdrawn":
        authoring.withdraw(first, by=amina)
    else:
        moderation.set_aside(first, reason="off_topic", by=bilal)
    answer = send(WORDS, to=to_contribution(first))
    assert (answer.reply_to, answer.state) == (None, "held")
    assert "is not shown any more" in OutgoingLetter.objects.get(to_address=AMEL).text


def test_an_answer_to_a_question_that_is_gone_is_held_and_its_author_told(send, discussion):
    address = to_question(discussion, "T2Q1")
    discussion.questions.get(key="T2Q1").delete()
    answer = send("Il faut un guichet unique pour tous ceux qui reviennent.", to=address)
    assert (answer.state, answer.versions.get().parts) == ("held", [])
    assert "ne fait plus partie de la discussion" in OutgoingLetter.objects.get().text


def test_a_tag_leads_to_nothing_of_another_discussion(send, discussion, bilal):
    elsewhere = make_discussion(lead=bilal)
    key = int_to_base36(elsewhere.questions.get(key="T1Q1").pk)
    answer = send(WORDS, to=tagged(discussion, f"q{key}"))
    assert answer.discussion == discussion
    assert answer.versions.get().parts == []


def test_a_forged_tag_is_refused_at_the_door_with_a_sentence(discussion):
    address = f"{discussion.address}+c1-aaaaaaaaaaaaaaaa@{settings.DIWAN_MAIL_DOMAIN}"
    assert not inbox.accepts(address)
    said = listener.why_refused(address)
    assert discussion.mail_address in said
    assert listener.why_refused(tagged(discussion, "c1")) == ""


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789.", min_size=1, max_size=24))
def test_whatever_a_signed_tag_says_the_letter_finds_the_discussion(words):
    opened = addressing.opened(addressing.tagged("small-towns", words))
    assert (opened.box, opened.tag, opened.is_forged) == ("small-towns", words, False)
    assert placing._number(words[1:]) >= 0


def test_whatever_a_tag_says_the_letter_is_held(send, discussion):
    for words in ("c", "q", "x1", "c..", "q0", "czzzzzzzzzzzz", "hello", "1", "."):
        answer = send(f"{WORDS} {words}", to=tagged(discussion, words))
        assert (answer.state, answer.reply_to) == ("held", None)


def test_a_letter_to_the_plain_address_and_to_a_tagged_one_is_one_contribution(
    send, say, discussion, amina, bilal
):
    first = moderation.release(say("One door.", by=amina), by=bilal)
    pair = send(WORDS, to=[discussion.mail_address, to_contribution(first)])
    assert [row.state for row in pair] == ["held", "set_aside"]
    assert pair[1].duplicate_of == pair[0]
    pair[0].refresh_from_db()
    assert pair[0].reply_to == first, "the tag holds for the one that is kept"
    assert kinds().count("discussions/acknowledgement") == 2, "Amina's and this one"


@pytest.mark.parametrize(
    "forged",
    [
        {"trust": Trust.FAIL},
        {"trust": Trust.NONE, "From": "Mallory <mallory@example.com>"},
        {"trust": Trust.NONE},
    ],
)
@pytest.mark.parametrize("message_id", ["<first@example.net>", "<second@example.net>"])
def test_whoever_is_written_for_by_another_is_still_heard(send, forged, message_id):
    words = f"{WORDS} It should answer within a week."
    send(words, **{"Message-ID": "<first@example.net>", **forged})
    OutgoingLetter.objects.all().delete()
    own = send(f"{words}\n", trust=Trust.PASS, **{"Message-ID": message_id, "Subject": "Mine"})
    assert (own.state, own.set_aside_reason, own.duplicate_of) == ("held", "", None)
    answer = OutgoingLetter.objects.get(kind="discussions/acknowledgement")
    assert answer.to_address == AMEL


def test_a_copy_to_two_addresses_that_fails_the_check_is_one_contribution(send, say, discussion):
    pair = send(
        WORDS, to=[discussion.mail_address, to_question(discussion, "T1Q1")], trust=Trust.FAIL
    )
    assert pair[1].duplicate_of == pair[0]


def test_the_question_of_the_second_copy_holds_for_the_first(send, discussion):
    pair = send(WORDS, to=[discussion.mail_address, to_question(discussion, "T1Q1")])
    assert [part["question"] for part in pair[0].versions.get().parts] == ["T1Q1"]


# --- without a tag -----------------------------------------------------------------------
def test_an_answer_to_a_letter_of_ours_belongs_where_that_letter_asked_for_answers(
    send, discussion, say, amina, bilal
):
    first = moderation.release(say("One door.", by=amina), by=bilal)
    for address in (to_question(discussion, "T1Q2"), to_contribution(first)):
        mailroom.send(
            "discussions/closed",
            to=AMEL,
            language="en",
            context={"title": "Small towns"},
            reply_to=address,
        )
    question, contribution = OutgoingLetter.objects.order_by("-pk")[:2][::-1]
    by_question = send(WORDS, In_Reply_To=f"<{question.message_id}>")
    assert [part["question"] for part in by_question.versions.get().parts] == ["T1Q2"]
    by_reference = send(
        f"{WORDS} And more.", References=f"<{contribution.message_id}> <else@example.net>"
    )
    assert by_reference.reply_to == first


def our_letter(language: str) -> str:
    """The Message-ID of a letter of ours."""
    mailroom.send("discussions/closed", to=AMEL, language=language, context={"title": "x"})
    return f"<{OutgoingLetter.objects.order_by('-pk')[0].message_id}>"


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
@pytest.mark.parametrize(
    ("letter", "words", "language"),
    [
        ("fr", "Merci !", "fr"),
        ("ar", "OK", "ar"),
        ("fr", "Thank you very much for all that you told us.", "en"),
        ("en", "شكرا", "ar"),
    ],
)
def test_few_words_are_answered_in_the_language_of_the_letter_they_answer(
    send, header, letter, words, language
):
    answer = send(words, **{header: our_letter(letter)})
    told = OutgoingLetter.objects.get(kind="discussions/acknowledgement")
    assert (answer.language, told.language) == (language, language)


def test_few_words_that_answer_nothing_are_in_the_language_of_the_account(send, chloe):
    Person.objects.filter(pk=chloe.pk).update(language="fr")
    answer = send("Merci !", From=f"Chloé <{chloe.email}>", trust=Trust.NONE)
    assert (answer.author, answer.language) == (None, "fr")
    assert send("Merci !").language == "en", "the first language of the discussion"


@pytest.mark.parametrize("file", ["", "plan.exe"])
def test_the_subject_of_an_empty_letter_tells_its_language(send, file):
    subject = "Ma contribution sur les petites villes et leurs services"
    assert send("", file=file, Subject=subject).language == "fr"
    assert set(OutgoingLetter.objects.values_list("language", flat=True)) == {"fr"}


def test_an_answer_to_a_letter_that_came_here_answers_what_that_became(send):
    first = send(WORDS)
    second = send("I agree with every word of it.", In_Reply_To=f"<{first.letter.message_id}>")
    assert second.reply_to == first
    authoring.withdraw(first, by=None)
    third = send("So do I, all of us here do.", In_Reply_To=f"<{first.letter.message_id}>")
    assert third.reply_to is None


def test_a_letter_of_another_discussion_is_answered_nowhere_here(send, discussion, bilal):
    elsewhere = make_discussion(lead=bilal)
    first = send(WORDS, to=elsewhere.mail_address)
    second = send("I agree with that.", In_Reply_To=f"<{first.letter.message_id}>")
    assert (second.discussion, second.reply_to) == (discussion, None)


# --- what cannot be taken as it is -----------------------------------------------------------
def test_an_empty_letter_is_kept_and_its_writer_told_what_to_do(send):
    for _ in range(3):
        contribution = send(
            "\n\nOn Mon, 3 Mar 2025 at 10:12, Diwan <noreply@diwan.localhost> wrote:\n> The digest.\n"
        )
    assert (contribution.state, contribution.set_aside_reason) == ("set_aside", "empty")
    letter = OutgoingLetter.objects.get()
    assert letter.kind == "discussions/nothing_written"
    assert "above the quoted" in letter.text


def test_who_writes_encrypted_is_told_and_the_letter_is_kept(send):
    block = "-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n"
    contribution = send(block)
    assert (contribution.state, contribution.set_aside_reason) == ("set_aside", "empty")
    letter = OutgoingLetter.objects.get()
    assert "could not be read" in letter.subject
    assert "without encryption" in letter.text


def test_an_empty_letter_is_answered_in_the_language_it_says(send, discussion):
    discussion.languages = ["ar", "en"]
    discussion.save()
    send("")
    assert OutgoingLetter.objects.get().language == "ar"


def test_a_late_letter_is_kept_and_answered_in_its_language(send, discussion, bilal):
    calling.move(discussion, "closed", by=bilal)
    contribution = send("ينبغي أن تفتح البلدية مكتبا واحدا لكل العائدين.")
    assert (contribution.state, contribution.is_late) == ("held", True)
    letter = OutgoingLetter.objects.get(kind="discussions/acknowledgement_late")
    assert letter.language == "ar"
    assert 'dir="rtl"' in letter.html


def test_a_file_that_is_refused_is_named_to_its_author_with_the_reason(send):
    send("Il faut un guichet unique pour tous ceux qui reviennent.", file="guichet.exe")
    text = OutgoingLetter.objects.get().text
    assert "guichet.exe : " in text or "guichet.exe: " in text
    assert "envoyez" in text


def test_a_sender_who_failed_the_check_is_held_and_not_answered(send):
    assert send(WORDS, trust=Trust.FAIL).state == "held"
    assert send("unsubscribe", trust=Trust.FAIL).set_aside_reason == "command"
    assert kinds() == []


@pytest.mark.parametrize("box", ["help", "erase", "confirm", "postmaster", "bounce"])
def test_no_discussion_takes_a_box_of_the_house(box, discussion, bilal):
    with pytest.raises(Refusal):
        make_discussion("taken", address=box)
    with pytest.raises(Refusal):
        calling.update(discussion, by=bilal, address=box)


# --- wishes ------------------------------------------------------------------------------
def test_help_names_the_open_discussions_that_everybody_may_read(send, discussion, bilal):
    make_discussion("closed-one", stage="closed", lead=bilal)
    make_discussion("draft-one", stage="draft", lead=bilal)
    make_discussion("members-one", lead=bilal, audience="members")
    OutgoingLetter.objects.all().delete()
    send("Comment puis-je participer à cette discussion ?", to=f"help@{settings.DIWAN_MAIL_DOMAIN}")
    text = OutgoingLetter.objects.get().text
    assert "Petites villes" in text
    assert re.findall(r"\S+@\S+", text) == [
        discussion.mail_address,
        f"library@{settings.DIWAN_MAIL_DOMAIN}",
        f"unsubscribe@{settings.DIWAN_MAIL_DOMAIN},",
        f"erase@{settings.DIWAN_MAIL_DOMAIN}.",
    ]


@pytest.mark.parametrize(
    ("words", "language"),
    [("unsubscribe", "en"), ("Désinscription\n\nAmel", "fr"), ("إلغاء الاشتراك", "ar")],
)
def test_a_bare_unsubscribe_to_a_discussion_is_confirmed_and_then_done(
    send, discussion, amina, words, language
):
    Follow.objects.create(discussion=discussion, person=amina)
    contribution = send(words, From=amina.email)
    assert (contribution.state, contribution.set_aside_reason) == ("set_aside", "command")
    question = OutgoingLetter.objects.get()
    assert (question.kind, question.language) == ("mailroom/confirm_stop", language)
    assert Follow.objects.exists(), "nothing happens before it is confirmed"
    send("yes", to=question.reply_to, From="elsewhere@example.org")
    assert not Follow.objects.exists()
    assert stopping.is_refused(discussion, amina.email)
    amina.refresh_from_db()
    assert amina.wants_announcements, "only this discussion's letters were meant"


def test_what_was_set_aside_as_a_wish_can_be_put_back(send, bilal):
    contribution = send("stop")
    moderation.put_back(contribution, by=bilal)
    contribution.refresh_from_db()
    assert contribution.state == "held"


def test_the_tag_of_a_discussion_stops_its_letters_alone(send, discussion, bilal):
    send(WORDS)
    address = addressing.tagged("unsubscribe", f"d{int_to_base36(discussion.pk)}")
    send("", to=address)
    question = OutgoingLetter.objects.get(kind="mailroom/confirm_stop")
    assert "Small towns" in question.text
    send("yes", to=question.reply_to)
    assert stopping.is_refused(discussion, AMEL)


def test_no_more_letters_at_all(send, discussion, amina, bilal):
    elsewhere = make_discussion(lead=bilal)
    Follow.objects.create(discussion=discussion, person=amina)
    Follow.objects.create(discussion=elsewhere, person=amina)
    OutgoingLetter.objects.all().delete()
    send("", to=f"unsubscribe@{settings.DIWAN_MAIL_DOMAIN}", From=amina.email)
    send("yes", to=OutgoingLetter.objects.get().reply_to, From=amina.email)
    amina.refresh_from_db()
    assert not amina.wants_announcements
    assert not Follow.objects.exists()
    assert LettersRefused.objects.count() == 2


def confirm_erasure(send: Callable[..., Any], address: str) -> OutgoingLetter:
    send("Delete what you hold about me.", to=f"erase@{settings.DIWAN_MAIL_DOMAIN}", From=address)
    question = OutgoingLetter.objects.get(kind="mailroom/confirm_erase")
    send("yes", to=question.reply_to, From=address)
    return OutgoingLetter.objects.order_by("-pk")[0]


def test_what_came_from_an_address_is_erased_what_was_shown_stays_without_a_name(
    send, discussion, bilal
):
    shown = moderation.release(send(WORDS), by=bilal)
    held = send("This one was never released; it names my street.")
    Approach.objects.create(discussion=discussion, email=AMEL, asked_by=bilal, added_at=clock.now())
    answer = confirm_erasure(send, AMEL)
    assert (answer.kind, answer.to_address) == ("mailroom/erased", AMEL)
    assert "without a name" in answer.text
    shown.refresh_from_db()
    held.refresh_from_db()
    assert (shown.state, shown.author_name, shown.author_email) == ("released", "", "")
    assert (held.state, held.author_email) == ("withdrawn", "")
    assert held.versions.get().text == ""
    assert not Approach.objects.exists()
    assert not Letter.objects.filter(from_address=AMEL).exists()
    assert not RawLetter.objects.exists()


def test_the_account_of_a_member_goes_with_the_address(send, amina):
    confirm_erasure(send, amina.email)
    with pytest.raises(ObjectDoesNotExist):
        Person.objects.get(email=amina.email)
    amina.refresh_from_db()
    assert amina.erased_at is not None


def test_a_member_who_is_signed_in_presses_the_button_and_is_gone(send, amina, client):
    client.force_login(amina)
    send(
        "Delete what you hold about me.", to=f"erase@{settings.DIWAN_MAIL_DOMAIN}", From=amina.email
    )
    text = OutgoingLetter.objects.get(kind="mailroom/confirm_erase").text
    path = re.search(rf"{settings.DIWAN_ORIGIN}(/\S*asked/\S+)", text)[1]
    answer = client.post(path)
    assert answer.status_code == 200
    amina.refresh_from_db()
    assert amina.erased_at is not None
    assert client.get("/account/data/").status_code == 302, "the session is over"


def test_a_facilitator_is_not_erased_by_a_letter(send, bilal):
    answer = confirm_erasure(send, bilal.email)
    assert answer.kind == "mailroom/not_done"
    assert "sign in" in answer.text
    bilal.refresh_from_db()
    assert bilal.erased_at is None


def test_an_address_that_only_looks_like_that_of_a_member_erases_nobody(send, amina):
    """Databases take ı for i where they compare without case."""
    assert accounts_of("AMINA@example.org".lower()) == [amina]
    assert accounts_of("amına@example.org") == []


def test_a_member_whose_address_is_forged_gets_a_question_and_keeps_everything(
    send, discussion, amina
):
    Follow.objects.create(discussion=discussion, person=amina)
    house = settings.DIWAN_MAIL_DOMAIN
    for _ in range(3):
        for box in ("erase", "unsubscribe", "help", discussion.address):
            send("unsubscribe", to=f"{box}@{house}", From=amina.email)
    amina.refresh_from_db()
    assert amina.erased_at is None
    assert Follow.objects.exists()
    assert sorted(kinds()) == ["mailroom/confirm_erase", "mailroom/confirm_stop", "mailroom/help"]


def test_erasing_leaves_what_another_address_wrote(send):
    other = send("Somebody else wrote this.", From="other@example.org")
    confirm_erasure(send, AMEL)
    other.refresh_from_db()
    assert (other.state, other.author_email) == ("held", "other@example.org")


def test_an_old_token_of_a_discussion_does_nothing(send, discussion, monkeypatch):
    send("unsubscribe")
    address = OutgoingLetter.objects.get().reply_to
    later = clock.now() + timedelta(days=9)
    monkeypatch.setattr(clock, "now", lambda: later)
    send("yes", to=address)
    assert not stopping.is_refused(discussion, AMEL)


def test_the_team_sees_what_a_letter_answers(send, say, discussion, amina, bilal, client):
    first = moderation.release(say("One door.", by=amina), by=bilal)
    answer = send(WORDS, to=to_contribution(first))
    client.force_login(bilal)
    page = client.get(f"/discussions/{discussion.slug}/queue/{answer.pk}/").content.decode()
    assert "In answer to" in page
    assert f"item {first.pk}" in page
