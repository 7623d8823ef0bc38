"""Wishes by letter, end to end: nothing happens on the first letter, and nothing happens twice."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from diwan.audit.models import Entry
from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.core.registry import Registry
from diwan.mailroom import actions, addressing, inbox, listener, posting
from diwan.mailroom.actions import asking
from diwan.mailroom.models import Letter, OutgoingLetter, RawLetter
from diwan.mailroom.words import Channel, LetterState, Trust

from .letters import made

pytestmark = pytest.mark.django_db

DOMAIN = settings.DIWAN_MAIL_DOMAIN
AMINA = "amina@example.org"


@dataclass
class Room:
    """A room that writes letters about the harbour, and holds something about addresses."""

    stopped: list[tuple[str, str]] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)
    refusal: str = ""

    def about(self, recipient: str) -> dict[str, str] | None:
        is_ours = recipient.startswith(("harbour@", "unsubscribe+d1-"))
        return {"en": "The harbour", "fr": "Le port", "ar": "الميناء"} if is_ours else None

    def stop(self, address: str, recipient: str) -> None:
        self.stopped.append((address, recipient))

    def erase(self, address: str) -> None:
        if self.refusal:
            raise Refusal(self.refusal)
        self.erased.append(address)


@pytest.fixture
def room(monkeypatch) -> Room:
    """The only room beside the mailroom itself."""
    one = Room()
    correspondence: Registry[slots.Correspondence] = Registry("correspondence")
    correspondence.add(
        "harbour",
        slots.Correspondence(
            one.stop, one.about, lambda language: [(f"Harbour {language}", f"harbour@{DOMAIN}")]
        ),
    )
    data: Registry[slots.AddressData] = Registry("data about an address")
    data.add("harbour", slots.AddressData("Harbour", one.erase, "What others answered."))
    data.add("mailroom", slots.address_data.get("mailroom"))
    monkeypatch.setattr(slots, "correspondence", correspondence)
    monkeypatch.setattr(slots, "address_data", data)
    return one


def post(
    to: str,
    words: str = "Good day.",
    *,
    sender: str = AMINA,
    envelope: str | None = None,
    trust: str = "",
    channel: str = Channel.SMTP,
    **headers: str,
) -> Letter:
    """A letter from ``sender`` to one address of ours, stored and processed."""
    address = to if "@" in to else f"{to}@{DOMAIN}"
    number = Letter.objects.count()
    heads = {"From": sender, "To": address, "Subject": "", "Message_ID": f"<{number}@example.org>"}
    spoken = headers.pop("Content_Language", "")
    message = made(words, **(heads | headers))
    if spoken:
        message["Content-Language"] = spoken
    (letter,) = actions.receive(
        message.as_bytes(),
        recipients=[address],
        envelope_from=sender if envelope is None else envelope,
        channel=channel,
        received_at=clock.now(),
    )
    if trust:
        Letter.objects.filter(pk=letter.pk).update(trust=trust)
        letter.refresh_from_db()
    actions.process(letter)
    assert letter.state == LetterState.HANDLED, letter.problem
    return letter


def the_answer(kind: str) -> OutgoingLetter:
    return OutgoingLetter.objects.get(kind=f"mailroom/{kind}")


def kinds() -> list[str]:
    return [kind.removeprefix("mailroom/") for kind in _all_kinds()]


def _all_kinds() -> list[str]:
    return list(OutgoingLetter.objects.order_by("id").values_list("kind", flat=True))


def link(letter: OutgoingLetter) -> str:
    """The page of the first link in a letter."""
    found = re.search(rf"{settings.DIWAN_ORIGIN}(/\S*asked/\S+)", letter.text)
    assert found is not None
    return found[1]


# --- help --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "language", "title"),
    [
        ("How can I take part in your discussions?", "en", "Harbour en"),
        ("Comment puis-je participer à vos discussions, s’il vous plaît ?", "fr", "Harbour fr"),
        ("كيف يمكنني أن أشارك في نقاشاتكم؟", "ar", "Harbour ar"),
    ],
)
def test_help_is_given_in_the_language_of_the_letter(room, words, language, title):
    post("help", words)
    answer = the_answer("help")
    assert (answer.to_address, answer.language) == (AMINA, language)
    for said in (title, f"harbour@{DOMAIN}", f"unsubscribe@{DOMAIN}", f"erase@{DOMAIN}"):
        assert said in answer.text
    assert answer.headers["Auto-Submitted"] == "auto-replied"
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in answer.html


@pytest.mark.parametrize("contact", ["", "people@towns.example"])
def test_help_says_that_nobody_reads_it_and_how_to_reach_a_person(room, settings, contact):
    settings.DIWAN_OPERATOR_NAME = "The towns" if contact else ""
    settings.DIWAN_OPERATOR_CONTACT = contact
    post("help", "How can I take part in your discussions?")
    text = the_answer("help").text
    assert "nobody reads what you wrote" in text
    assert "for its facilitation team" in text
    assert "for members only are not listed" in text
    assert ("Reach those who run this site:" in text) == bool(contact)
    assert f"The towns\n{contact}" in text or not contact


#: “your”, “you wrote”, “write!” to many: letters go to one
_TO_MANY = re.compile(r"\w(?:كم|تموه|[كجرملب]تم)\b|\b(?:ا|أ)\w{2,6}وا\b|\bأنتم\b")


def test_letters_in_arabic_speak_to_one_person(room):
    post("help", "كيف يمكنني أن أشارك في نقاشاتكم؟", sender="one@example.org")
    post("noreply", "شكرا جزيلا لكم على رسالتكم الجميلة", sender="two@example.org")
    post("erase", "أريد أن تحذفوا كل ما تحفظونه عني من فضلكم", sender="three@example.org")
    post("unsubscribe", "أريد إلغاء الاشتراك من فضلكم", sender="four@example.org")
    letters = OutgoingLetter.objects.filter(language="ar")
    assert len(letters) == 4
    assert not [
        _TO_MANY.findall(each.subject + each.text)
        for each in letters
        if _TO_MANY.search(each.subject + each.text)
    ]


def test_an_answer_to_a_letter_that_takes_none_is_answered_where_no_door_did(room):
    post("noreply", "Merci beaucoup pour votre lettre, je voudrais participer.")
    answer = the_answer("help")
    assert "vous avez répondu à une lettre qui ne prend pas de réponses" in answer.text.lower()
    assert str(posting.message(answer)["From"]).endswith(f"<help@{DOMAIN}>")
    assert "reads what is written to this address" in listener.why_refused(f"noreply@{DOMAIN}")


def test_the_page_about_writing_names_the_same_addresses(room, client):
    with override("ar"):
        page = client.get(reverse("mailroom:by_mail")).content.decode()
    for said in ("Harbour ar", f"harbour@{DOMAIN}", f"help@{DOMAIN}", f"unsubscribe@{DOMAIN}"):
        assert said in page


def test_a_word_or_a_header_tells_the_language_of_a_letter_too_short_for_it(room):
    post("help", "", Subject="Aide", sender="one@example.org")
    post("help", "SOS", Content_Language="ar", sender="two@example.org")
    post("help", "SOS", sender="three@example.org")
    rows = OutgoingLetter.objects.order_by("id")
    assert list(rows.values_list("language", flat=True)) == ["fr", "ar", "en"]


def test_a_word_that_tells_no_language_is_answered_in_that_of_our_letter(room):
    actions.send("mailroom/stopped", to=AMINA, language="fr", context={})
    (sent,) = OutgoingLetter.objects.all()
    post("help", "SOS", In_Reply_To=f"<{sent.message_id}>")
    assert the_answer("help").language == "fr"
    post("erase", "erase", In_Reply_To=f"<{sent.message_id}>")
    assert the_answer("confirm_erase").language == "en", "but a word we know tells it"


def test_thousands_of_letters_from_one_address_get_one_answer_a_day(room, monkeypatch):
    for number in range(60):
        post("help", f"Help me, I ask for the {number}th time.", envelope=f"x{number}@example.net")
    assert kinds() == ["help"]
    later = clock.now() + timedelta(days=1, hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    post("help", "And one more on the next day.")
    assert kinds() == ["help", "help"]


@pytest.mark.parametrize(
    "more",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Subject": "Out of office: back on Monday"},
        {"Precedence": "junk"},
        {"envelope": ""},
        {"sender": "no-reply@example.org"},
        {"sender": "noreply@example.org"},
        {"sender": "mailer-daemon@example.org"},
        {"sender": "postmaster@example.org"},
        {"sender": "talk-request@lists.example.org"},
        {"sender": f"erase@{DOMAIN}"},
        {"sender": f"anybody@{DOMAIN}"},
        {"List_Post": "<mailto:talk@lists.example.org>", "sender": "talk@lists.example.org"},
        {"trust": Trust.FAIL},
        {"X_Diwan_Loop": "elsewhere.example"},
        {"channel": Channel.IMAP, "envelope": "", "Return_Path": "<>"},
        {"X_Spam_Flag": "YES"},
    ],
)
@pytest.mark.parametrize("box", ["help", "unsubscribe", "erase"])
def test_machines_lists_and_forged_senders_are_never_answered(room, box, more):
    post(box, "I am away until Monday; please write to my colleague.", **more)
    assert kinds() == []
    assert room.stopped == room.erased == []


# --- the round trip --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("box", "confirm", "done", "yes", "language"),
    [
        ("unsubscribe", "confirm_stop", "stopped", "yes", "en"),
        ("unsubscribe", "confirm_stop", "stopped", "Oui.\n\n> quoted", "fr"),
        ("erase", "confirm_erase", "erased", "نعم", "ar"),
        ("erase", "confirm_erase", "erased", "OK", "en"),
        ("erase", "confirm_erase", "erased", "Please delete my data.", "en"),
    ],
)
def test_a_wish_is_granted_when_our_answer_is_answered_with_yes(
    room, box, confirm, done, yes, language
):
    asking_words = {
        "en": "I want to hear no more from you, please.",
        "fr": "Je ne souhaite plus recevoir de nouvelles de votre part, merci.",
        "ar": "لا أريد أن تصلني أي رسائل منكم بعد اليوم",
    }
    post(box, asking_words[language])
    assert room.stopped == room.erased == [], "the first letter changes nothing"
    question = the_answer(confirm)
    assert (question.to_address, question.language) == (AMINA, language)
    post(question.reply_to, yes, sender=AMINA if box == "erase" else "work@example.net")
    assert room.stopped == ([(AMINA, "")] if box == "unsubscribe" else [])
    assert room.erased == ([AMINA] if box == "erase" else [])
    answer = the_answer(done)
    assert (answer.to_address, answer.language) == (AMINA, language), "never whoever answered"
    assert Entry.objects.get(verb=asking.GRANTED).details == {
        "wish": "erase" if box == "erase" else "stop"
    }
    assert kinds() == ([done] if box == "erase" else [confirm, done])


def test_letters_about_one_thing_are_stopped_by_its_tag(room):
    post(addressing.tagged("unsubscribe", "d1"))
    question = the_answer("confirm_stop")
    assert "The harbour" in question.text
    post(question.reply_to, "yes")
    (recipient,) = {recipient for _address, recipient in room.stopped}
    assert recipient == addressing.tagged("unsubscribe", "d1")
    assert "The harbour" in the_answer("stopped").text


def test_whoever_asked_about_one_thing_can_end_all_by_the_second_link(room, client):
    post(addressing.tagged("unsubscribe", "d1"))
    links = re.findall(rf"{settings.DIWAN_ORIGIN}(/\S*asked/\S+)", the_answer("confirm_stop").text)
    assert len(links) == 2
    client.post(links[1])
    assert room.stopped == [(AMINA, "")]


def test_the_button_of_the_page_does_it_and_a_look_at_it_does_not(room, client):
    post("erase", "Forget what you know about me, please.")
    page = link(the_answer("confirm_erase"))
    shown = client.get(page)
    assert AMINA in shown.content.decode()
    assert shown["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in shown["Cache-Control"]
    client.head(page)
    assert room.erased == []
    assert "What others answered." in client.post(page).content.decode()
    assert room.erased == [AMINA]


def test_erasing_forgets_the_letters_and_what_was_sent(room):
    first = post("erase", "Forget what you know about me, please.")
    reply_to = the_answer("confirm_erase").reply_to
    second = post(reply_to, "yes")
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.from_address == second.from_address == ""
    assert not RawLetter.objects.exists()
    assert kinds() == ["erased"], "only the letter that says so is left"


def test_an_address_that_only_looks_the_same_is_another():
    """Some databases take ı for i where they compare without case."""
    for address in ("amını@example.org", "amini@example.org"):
        actions.send("mailroom/stopped", to=address, language="en", context={})
    actions.erase_letters_of("amını@example.org")
    assert OutgoingLetter.objects.get().to_address == "amini@example.org"


def test_letters_to_the_house_go_when_they_are_old(room):
    post("help", "What is this?")
    later = clock.now() + timedelta(days=1)
    assert Letter.objects.unclaimed_before(later).count() == 1


# --- abuse -----------------------------------------------------------------------------------
def test_a_token_is_good_once(room, client):
    post("unsubscribe")
    question = the_answer("confirm_stop")
    post(question.reply_to, "yes")
    post(question.reply_to, "yes", Subject="again", sender="other@example.net")
    assert client.post(link(question)).status_code == 410
    assert client.get(link(question)).status_code == 410
    assert len(room.stopped) == 1
    assert kinds() == ["confirm_stop", "stopped", "not_done"]
    assert the_answer("not_done").to_address == "other@example.net"


def test_a_token_is_too_old_after_a_week(room, client, monkeypatch):
    post("erase")
    question = the_answer("confirm_erase")
    later = clock.now() + asking.LIFE + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.post(link(question)).status_code == 410
    post(question.reply_to, "yes")
    assert room.erased == []
    assert "too old" in the_answer("not_done").text
    assert "too old" in listener.why_refused(question.reply_to), "the door says so as well"


def test_a_token_of_another_address_does_nothing_to_mine(room):
    """Whoever asks for themselves gets a token for themselves, whatever they write into From."""
    post("erase", sender="mallory@example.net")
    token = the_answer("confirm_erase").reply_to
    post(token, "yes", sender=AMINA)
    assert room.erased == []
    post(token, "yes", sender="mallory@example.net")
    assert room.erased == ["mallory@example.net"]


@pytest.mark.parametrize(
    ("language", "asking_words", "sentence"),
    [
        ("en", "Forget what you know about me, please.", "only be confirmed from the address"),
        ("fr", "Oubliez tout ce que vous savez de moi, s’il vous plaît.", "que depuis l’adresse"),
        ("ar", "انسوا كل ما تعرفونه عني من فضلكم", "من العنوان الذي يخصه"),
    ],
)
def test_only_the_address_itself_confirms_its_erasure(room, language, asking_words, sentence):
    post("erase", asking_words)
    question = the_answer("confirm_erase")
    yes = {"en": "yes", "fr": "oui", "ar": "نعم"}[language]
    post(question.reply_to, yes, sender="colleague@example.net")
    assert room.erased == []
    answer = the_answer("not_done")
    assert (answer.to_address, answer.language) == ("colleague@example.net", language)
    assert sentence in answer.text
    post(question.reply_to, yes, trust=Trust.FAIL)
    post(question.reply_to, yes, sender="noreply@example.net")
    assert room.erased == []
    assert kinds() == ["confirm_erase", "not_done"], "and whoever may not be answered is not"
    post(question.reply_to, yes)
    assert room.erased == [AMINA]


def test_a_forged_sender_gets_a_question_at_most_and_nothing_happens(room):
    for _ in range(5):
        post("erase", "Delete me.", sender=AMINA, envelope="mallory@example.net")
        post("unsubscribe", "Stop.", sender=AMINA, envelope="mallory@example.net")
    assert sorted(kinds()) == ["confirm_erase", "confirm_stop"]
    assert set(OutgoingLetter.objects.values_list("to_address", flat=True)) == {AMINA}
    assert room.stopped == room.erased == []


@pytest.mark.parametrize(
    ("words", "headers"),
    [
        ("I am away until Monday.", {}),
        ("yes", {"Auto_Submitted": "auto-replied"}),
        ("yes", {"Subject": "Automatic reply: Please confirm"}),
        ("", {}),
        ("No problem, I will look at it.", {}),
        ("unsubscribe", {}),
    ],
)
def test_a_vacation_note_and_whatever_is_no_yes_confirms_nothing(room, words, headers):
    post("erase", "Forget me, please, all of it.")
    reply_to = the_answer("confirm_erase").reply_to
    for _ in range(3):
        post(reply_to, words, **headers)
    assert room.erased == []
    assert kinds().count("not_done") == (0 if headers else 1)


@pytest.mark.parametrize(
    ("language", "unclear", "told"),
    [
        ("fr", "Pourquoi donc ?", "Écrivez le mot oui sur la première ligne"),
        ("ar", "لماذا؟", "نعم في السطر الأول"),
        ("en", "Why?", "Write the word yes on the first line"),
    ],
)
def test_an_unclear_answer_is_told_what_to_write_in_its_language(room, language, unclear, told):
    asked = {"en": "erase my data", "fr": "effacez mes données", "ar": "احذفوا بياناتي"}
    post("erase", asked[language])
    post(the_answer("confirm_erase").reply_to, unclear)
    answer = the_answer("not_done")
    assert answer.language == language
    assert told in answer.text
    assert ("Write the word" in answer.text) is (language == "en")


@pytest.mark.parametrize(
    ("language", "no", "told"),
    [
        ("en", "No.", "you need do nothing"),
        ("en", "Hello,\nthat wasn’t me, thank you", "you need do nothing"),
        ("fr", "non", "vous n’avez rien à faire"),
        ("fr", "Bonjour,\n\nce n’était pas moi", "vous n’avez rien à faire"),
        ("ar", "لا", "لا شيء يتغير"),
        ("ar", "لم أطلب ذلك", "لا شيء يتغير"),
    ],
)
def test_whoever_says_no_hears_that_nothing_changes(room, language, no, told):
    asked = {"en": "erase my data", "fr": "effacez mes données", "ar": "احذفوا بياناتي"}
    post("erase", asked[language])
    post(the_answer("confirm_erase").reply_to, no)
    answer = the_answer("left_alone")
    assert (answer.to_address, answer.language) == (AMINA, language)
    assert told in answer.text
    assert not re.search(r"\b(?:yes|oui)\b|نعم", answer.text)
    assert kinds() == ["confirm_erase", "left_alone"]
    assert room.erased == []


def test_two_machines_never_write_to_each_other_for_ever(room):
    """A machine without any mark answers each of our letters; it hears from us once a day."""
    post("help", "I am away until Monday.")
    for _ in range(10):
        for sent in OutgoingLetter.objects.exclude(reply_to=""):
            post(sent.reply_to, "I am away until Monday.")
        post("help", "I am away until Monday.", Subject="Re: What you can do by mail")
    assert kinds() == ["help"]


def test_a_room_that_refuses_undoes_everything_and_says_why(room, client):
    room.refusal = "Sign in, and erase it there."
    post("erase", "Delete what you hold about me.")
    question = the_answer("confirm_erase")
    post(question.reply_to, "yes")
    assert "Sign in, and erase it there." in the_answer("not_done").text
    assert not Entry.objects.filter(verb=asking.GRANTED).exists()
    room.refusal = ""
    client.post(link(question))
    assert room.erased == [AMINA], "the token is still good"


# --- addresses -------------------------------------------------------------------------------
def test_the_door_takes_the_boxes_of_the_house_and_no_others():
    for box in ("help", "unsubscribe", "erase"):
        assert inbox.accepts(f"{box}@{DOMAIN}")
        assert not inbox.accepts(f"{box}@elsewhere.example")
        assert not inbox.accepts(f"{box}+made-up@{DOMAIN}")
    assert not inbox.accepts(f"confirm@{DOMAIN}")
    assert not inbox.accepts(f"nobody@{DOMAIN}")


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789.-+@", max_size=60))
def test_no_made_up_token_is_opened(token):
    with pytest.raises(Refusal):
        asking.opened(token)
    assert not inbox.accepts(f"confirm+{token}@{DOMAIN}")


@given(st.integers(0, 40), st.characters(codec="ascii", categories=["Ll", "Nd"]))
def test_a_token_with_one_letter_changed_is_none(place, letter):
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    good = asking.new_token("e", "fr", Letter(pk=123456789, received_at=moment))
    changed = good[:place] + letter + good[place + 1 :]
    if changed != good:
        assert not inbox.accepts(f"confirm+{changed}@{DOMAIN}")


def test_what_the_door_says_says_what_to_do():
    for box in ("help+made-up", "noreply"):
        assert f"help@{DOMAIN}" in listener.why_refused(f"{box}@{DOMAIN}")
    assert listener.why_refused(f"help@{DOMAIN}") == ""


def test_the_page_of_a_broken_link_says_what_to_do(client):
    answer = client.get(reverse("mailroom:asked", args=["no-such-token"]))
    assert answer.status_code == 410
    assert f"help@{DOMAIN}" in answer.content.decode()
