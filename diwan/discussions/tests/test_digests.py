"""The digest: what is new by question, for each reader in their language and rhythm."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils.http import int_to_base36

from diwan.core import clock
from diwan.discussions import jobs
from diwan.discussions.actions import authoring, digests, moderation, talk
from diwan.discussions.models import Contribution, Follow, Translation
from diwan.discussions.panels.team import digests_set_apart
from diwan.discussions.rules import digest as digest_of
from diwan.discussions.words import Rhythm
from diwan.mailroom import actions as mailroom
from diwan.mailroom.addressing import opened
from diwan.mailroom.models import OutgoingLetter
from diwan.mailroom.posting import message

from .conftest import letter

DAY = timedelta(days=1)


@pytest.fixture
def released(say, bilal):
    """``released("words", by=amina, question="T1Q1")``: said and let go."""

    def _released(*given, **more) -> Contribution:
        made = moderation.release(say(*given, **more), by=bilal)
        OutgoingLetter.objects.all().delete()
        return made

    return _released


@pytest.fixture
def reader(discussion, dele):
    """Dele follows since yesterday, once a day."""
    return following(discussion, dele, Rhythm.DAILY)


def following(discussion, person, rhythm: str) -> Follow:
    talk.follow(discussion, by=person, rhythm=rhythm)
    Follow.objects.filter(person=person).update(since=clock.now() - 8 * DAY)
    return Follow.objects.get(discussion=discussion, person=person)


def digest(to) -> OutgoingLetter:
    assert jobs.send_digests(clock.now() + DAY) == 1
    letter = OutgoingLetter.objects.get(kind="discussions/digest")
    assert letter.to_address == to.email
    return letter


def test_what_is_new_stands_under_its_question_in_their_order(reader, released, amina, dele):
    released("Second things.", by=amina, question="T1Q2")
    released("First things.", by=amina, question="T1Q1")
    released("On the whole.", by=amina)
    text = digest(dele).text
    places = [
        text.index(each)
        for each in (
            *("1.1 What helps a return?", "First things."),
            *("1.2 Who should help?", "Second things."),
            *("To no particular question", "On the whole."),
        )
    ]
    assert places == sorted(places)
    assert "Which skills?" not in text
    assert "No. 2, Amina (English):" in text


def test_an_answer_by_mail_goes_straight_to_its_question(reader, released, discussion, amina, dele):
    released("First things.", by=amina, question="T1Q1")
    letter = digest(dele)
    question = discussion.questions.get(key="T1Q1")
    [tagged] = set(re.findall(r"\S+\+q\S+", letter.text))
    assert opened(tagged)[:2] == ("small-towns", f"q{int_to_base36(question.pk)}")
    assert f'<a href="mailto:{tagged}?subject=1.1%20Small%20towns"' in letter.html
    assert letter.reply_to == discussion.mail_address


def test_a_letter_to_the_address_of_a_question_answers_it(reader, released, amina, dele):
    released("First things.", by=amina, question="T1Q2")
    [tagged] = set(re.findall(r"\S+\+q\S+", digest(dele).text))
    (stored,) = mailroom.receive(
        letter("A port that pays helps more.", to=tagged, sender="Dele <dele@example.org>"),
        recipients=[tagged],
        envelope_from="dele@example.org",
        channel="smtp",
        received_at=clock.now(),
    )
    mailroom.process(stored)
    answer = Contribution.objects.get(letter=stored)
    assert (answer.state, answer.discussion) == ("held", reader.discussion)
    assert [part["question"] for part in answer.versions.get().parts] == ["T1Q2"]


def test_nothing_is_sent_when_nothing_is_new(reader, released, amina, dele):
    assert jobs.send_digests(clock.now()) == 0
    released("First things.", by=amina)
    assert jobs.send_digests(clock.now() + 2 * DAY) == 1
    assert jobs.send_digests(clock.now() + 3 * DAY) == 0
    assert jobs.send_digests(clock.now() + 2 * DAY) == 0


def test_nobody_is_told_what_they_said_themselves(reader, released, dele):
    released("My own words.", by=dele)
    assert jobs.send_digests(clock.now() + DAY) == 0


def test_what_was_taken_back_before_the_morning_is_not_told(reader, released, amina):
    authoring.withdraw(released("Words to regret.", by=amina), by=amina)
    assert jobs.send_digests(clock.now() + DAY) == 0


@pytest.mark.parametrize(
    ("rhythm", "count"), [("each", 0), ("daily", 1), ("weekly", 1), ("none", 0)]
)
def test_each_reader_has_a_rhythm(discussion, released, amina, dele, rhythm, count):
    following(discussion, dele, rhythm)
    released("First things.", by=amina)
    assert jobs.send_digests(clock.now() + 7 * DAY) == count


def test_whoever_wants_each_contribution_gets_it_at_once(discussion, say, amina, bilal, dele):
    following(discussion, dele, Rhythm.EACH)
    following(discussion, amina, Rhythm.EACH)
    row = moderation.release(say("First things.", by=amina), by=bilal)
    letter = OutgoingLetter.objects.get(kind="discussions/contribution")
    assert letter.to_address == dele.email
    assert letter.from_name == "Amina · Small towns"
    assert opened(letter.reply_to)[:2] == ("small-towns", f"c{int_to_base36(row.pk)}")
    assert "Amina" not in letter.subject
    assert str(message(letter)["From"]) == f"Amina · Small towns <{letter.reply_to}>"


def test_a_change_of_rhythm_tells_nothing_twice(discussion, released, amina, dele):
    follow = following(discussion, dele, Rhythm.EACH)
    released("Told at once.", by=amina)
    talk.choose_rhythm(follow, Rhythm.DAILY)
    assert jobs.send_digests(clock.now()) == 0
    released("Told in the morning.", by=amina)
    assert jobs.send_digests(clock.now() + 2 * DAY) == 1


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize("rows", [1, 3])
def test_digests_look_everything_up_once(  # noqa: PLR0917 - fixtures
    discussion, released, amina, dele, admin, chloe, rows, people, django_assert_num_queries
):
    readers = [dele, admin, chloe][:people]
    for person in readers:
        following(discussion, person, Rhythm.DAILY)
    for number in range(rows):
        released(f"Thing {number}.", by=amina, question=["T1Q1", "T1Q2", "T2Q1"][number])
    # whether the thread is new, and the letter in its savepoint, and both in another
    for_all, for_each = 12, 6
    with django_assert_num_queries(for_all + for_each * people):
        assert jobs.send_digests(clock.now() + DAY) == people


@pytest.mark.parametrize(
    ("language", "one", "few"),
    [
        ("en", "1 contribution to “Small towns” is new:", "3 contributions to"),
        ("fr", "1 contribution à « Petites villes » est nouvelle :", "3 contributions à"),
        ("ar", "مساهمة واحدة جديدة في «المدن الصغيرة»:", "3 مساهمات جديدة"),
    ],
)
def test_it_counts_in_the_language_of_its_reader(reader, released, amina, dele, language, one, few):
    dele.language = language
    dele.save()
    released("First things.", by=amina, question="T1Q1")
    assert one in digest(dele).text
    OutgoingLetter.objects.all().delete()
    Follow.objects.update(digest_at=clock.now() - 3 * DAY)
    for number in range(2):
        released(f"Thing {number}.", by=amina)
    letter = digest(dele)
    assert few in letter.text
    assert f'<div lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in letter.html
    if language == "ar":
        assert '<span lang="en" dir="ltr">What helps a return?</span>' in letter.html
        assert '<p lang="en" dir="ltr"' in letter.html


@pytest.mark.parametrize(("origin", "mark"), [("human", "traduit"), ("machine", "par une machine")])
def test_a_translation_is_shown_and_marked(reader, released, amina, dele, origin, mark):
    dele.language = "fr"
    dele.save()
    version = released("Open the door.", by=amina).versions.get(is_released=True)
    made = Translation.objects.create(
        version=version,
        language="fr",
        text="Ouvrez la porte.",
        origin=origin,
        source_sha256=digest_of(version.masked),
        made_at=clock.now(),
    )
    text = digest(dele).text
    assert "Ouvrez la porte." in text
    assert mark in text
    assert "Open the door." not in text
    made.source_sha256 = "0" * 64
    made.save()
    OutgoingLetter.objects.all().delete()
    Follow.objects.update(digest_at=clock.now() - 3 * DAY)
    assert "Open the door." in digest(dele).text, "what is out of date is not shown"


def test_an_endless_discussion_makes_no_endless_letter(reader, released, amina, dele, monkeypatch):
    monkeypatch.setattr(digests, "MOST", 3)
    monkeypatch.setattr(digests, "MOST_OF_QUESTION", 2)
    for number in range(6):
        released(
            f"Thing {number}: " + "word " * 400, by=amina, question=["T1Q1", "T1Q2"][number % 2]
        )
    letter = digest(dele)
    assert letter.text.count("Thing ") == 3
    assert "And 3 more" in letter.text
    assert len(letter.text) < 4000


def test_a_contact_stays_hidden(reader, released, amina, dele):
    released("Write to me at amina.secret@example.net, please.", by=amina)
    letter = digest(dele)
    assert "amina.secret" not in letter.text + letter.html


def test_markup_in_words_is_no_markup(reader, released, amina, dele):
    released("<script>alert(1)</script> & more", by=amina)
    html = digest(dele).html
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_quiet_hours_hold_the_digest_back(reader, released, amina, dele):
    now = clock.now()
    dele.time_zone = "UTC"
    dele.quiet_from = (now - timedelta(hours=1)).time().replace(second=0, microsecond=0)
    dele.quiet_until = (now + timedelta(hours=2)).time().replace(second=0, microsecond=0)
    dele.save()
    released("First things.", by=amina)
    letter = digest(dele)
    assert timedelta(hours=1, minutes=58) < letter.due_at - letter.queued_at <= timedelta(hours=2)


# --- one that cannot be written ------------------------------------------------------------
@pytest.fixture
def broken(monkeypatch, reader, chloe):
    """Chloé follows, too, and whatever is written for readers of French fails."""
    told = digests._News.told

    def fail_in_french(news, versions, language):
        if language == "fr":
            raise ValueError("Words of somebody: Chloé")
        return told(news, versions, language)

    monkeypatch.setattr(digests._News, "told", fail_in_french)
    return following(reader.discussion, chloe, Rhythm.DAILY)


def test_a_digest_that_cannot_be_written_holds_up_no_other_and_is_tried_again(
    broken, reader, released, amina, monkeypatch, caplog
):
    released("First things.", by=amina, question="T1Q1")
    assert jobs.send_digests(clock.now() + DAY) == 1
    assert [each.to_address for each in OutgoingLetter.objects.all()] == [reader.person.email]
    broken.refresh_from_db()
    assert broken.digest_problem.startswith("ValueError in test_digests.py, line ")
    assert (broken.digest_at, bool(broken.digest_failed_at)) == (None, True)
    assert "Words" not in caplog.text + broken.digest_problem
    assert jobs.send_digests(clock.now() + DAY) == 0, "not before the next morning"
    monkeypatch.undo()
    assert jobs.send_digests(clock.now() + 2 * DAY) == 1
    broken.refresh_from_db()
    assert (broken.digest_failed_at, broken.digest_problem) == (None, "")
    assert "First things." in OutgoingLetter.objects.latest("pk").text


def test_what_is_new_and_cannot_be_looked_up_is_told_later(reader, released, amina, monkeypatch):
    released("First things.", by=amina, question="T1Q1")
    monkeypatch.setattr(digests._News, "_targets", lambda _news: 1 / 0)
    assert jobs.send_digests(clock.now() + DAY) == 0
    reader.refresh_from_db()
    assert reader.digest_problem.startswith("ZeroDivisionError")
    monkeypatch.undo()
    assert jobs.send_digests(clock.now() + 2 * DAY) == 1


def test_administrators_see_digests_that_were_set_apart_and_others_do_not(
    broken, released, amina, dele, rf
):
    released("First things.", by=amina, question="T1Q1")
    jobs.send_digests(clock.now() + DAY)
    request = rf.get("/")
    request.user = dele
    assert digests_set_apart(request) is None
    dele.is_administrator = True
    (row,) = digests_set_apart(request)["rows"]
    assert (row["title"].text, row["count"]) == ("Small towns", 1)
