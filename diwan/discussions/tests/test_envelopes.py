"""The outside of letters: one thread for each reader, a way out, and subjects that tell nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines
from django.urls import reverse
from django.utils.http import int_to_base36

import diwan
from diwan.core.files import check_file
from diwan.discussions.actions import envelopes, letters, moderation, stopping, talk
from diwan.discussions.models import Follow
from diwan.discussions.tests.factories import make_contribution, make_discussion
from diwan.mailroom.addressing import opened
from diwan.mailroom.models import OutgoingLetter
from diwan.people.actions import invite

ROOT = Path(diwan.__file__).parent
TEMPLATES = sorted(ROOT.glob("*/templates/*/letters/*.subject.txt"))
#: what somebody waits for, or is told because of what they did themselves
ANSWERS = {
    *("acknowledgement", "acknowledgement_late", "nothing_written", "released", "returned"),
    *("set_aside", "correction_kept", "correction_shown", "withdrawn", "endorsement_answered"),
    *("proposal_open", "proposal_promoted", "proposal_declined"),
    *("idea_open", "idea_promoted", "idea_declined"),
}
#: between the team and one person
PRIVATE = ANSWERS - {"nothing_written"}
STATES = re.compile(
    r"withdraw|return|set aside|declin|refus|object|late|after the last day|releas|correct|stands"
    r"|question about|spam|reject|accept|taken",
    re.IGNORECASE,
)


def name_of(path: Path) -> str:
    return path.name.removesuffix(".subject.txt")


def variables(path: Path) -> set[str]:
    return set(re.findall(r"{{\s*([\w.]+)", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parts[-3]}-{name_of(path)}")
def test_no_subject_names_anybody_or_anything_private(path):
    """Of what a letter knows, a subject may say the title of a discussion and the kind of message."""
    assert variables(path) <= {"title", "kind"}
    if path.parent.parent.name == "people" or name_of(path) in PRIVATE:
        text = re.sub(r"{%.*?%}|{{.*?}}", "", path.read_text(encoding="utf-8"))
        assert not STATES.search(text)
    engines["django"].from_string(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "path",
    [path for path in TEMPLATES if path.parent.parent.name == "discussions"],
    ids=name_of,
)
def test_every_letter_one_can_do_without_says_how_to_end_it(path):
    text = path.with_name(f"{name_of(path)}.txt").read_text(encoding="utf-8")
    has_way_out = "stop_url" in text or "other_stop" in text or "_ways_out.txt" in text
    assert has_way_out == (name_of(path) not in ANSWERS)


def headers(kind: str, **found: str) -> dict[str, str]:
    letter = OutgoingLetter.objects.filter(kind=kind, **found).latest("pk")
    return letter.headers


def test_what_is_sent_to_many_can_be_ended_by_one_click(discussion, bilal, dele, client):
    talk.follow(discussion, by=dele)
    letters.to_followers(discussion, "reminder")
    found = headers("discussions/reminder")
    page, mail = (each.strip("<>") for each in found["List-Unsubscribe"].split(", "))
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert opened(mail.removeprefix("mailto:"))[:2] == (
        "unsubscribe",
        f"d{int_to_base36(discussion.pk)}",
    )
    path = page.removeprefix("http://127.0.0.1:8000")
    assert client.get(path).content.count(b'<button class="button">') == 1
    assert Follow.objects.exists(), "a look changes nothing"
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Follow.objects.exists()
    assert letters.to_followers(discussion, "reminder") == 0


def test_a_post_without_cookie_and_token_ends_the_letters(discussion, dele, settings):
    from django.test import Client  # noqa: PLC0415 - one that checks what browsers must send

    talk.follow(discussion, by=dele)
    page = reverse("discussions:stop_letters", args=[stopping.token(discussion, dele.email)])
    assert Client(enforce_csrf_checks=True).post(page).status_code == 200
    assert not Follow.objects.exists()


def test_an_answer_to_ones_own_action_has_no_such_header(discussion, say, bilal):
    row = moderation.release(say("Words.", email="amel@example.net"), by=bilal)
    for kind in ("acknowledgement", "released"):
        found = headers(f"discussions/{kind}")
        assert "List-Unsubscribe" not in found
        assert found["List-Id"] == "<small-towns.discussions.diwan.localhost>"
        assert found["List-Help"] == "<mailto:help@diwan.localhost>"
    assert row.state == "released"


@pytest.mark.parametrize(
    ("attribution", "shown"),
    [("named", ["plan.txt", "list.txt"]), ("anonymous", ["File 1.txt", "File 2.txt"])],
)
def test_a_letter_names_the_files_that_came_as_readers_see_them(say, bilal, attribution, shown):
    files = [
        check_file("plan.txt", b"One office for all."),
        check_file("run.exe", b"MZ\x90\x00\x03\x00\x00\x00"),
        check_file("list.txt", b"First the school, then the road."),
    ]
    row = say("Words.", email="amel@example.net", attribution=attribution, files=files)
    moderation.release(row, by=bilal)
    for kind in ("acknowledgement", "released"):
        text = OutgoingLetter.objects.get(kind=f"discussions/{kind}").text
        assert re.findall(r"^- (\S.*\.(?:txt|exe|bin))$", text, re.MULTILINE) == shown


def test_what_came_and_what_was_decided_have_different_subjects(say, bilal):
    moderation.release(say("Words.", email="amel@example.net"), by=bilal)
    came, decided = (
        OutgoingLetter.objects.get(kind=f"discussions/{kind}").subject
        for kind in ("acknowledgement", "released")
    )
    assert came != decided
    assert came.startswith("We have your contribution to “")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "there you can correct your contribution."),
        ("fr", "vous pouvez y corriger votre contribution."),
        ("ar", "ويمكنك هناك تصحيح مساهمتك."),
    ],
)
def test_who_was_edited_hears_that_the_contribution_can_be_corrected(say, bilal, language, said):
    row = say("Words.", email="amel@example.net", language=language)
    moderation.release(row, edited="Other words.", by=bilal)
    assert said in OutgoingLetter.objects.get(kind="discussions/released").text


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Short", "Short"),
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 59 + "…"),
        ("word " * 11 + "words", "word " * 11 + "words"),
        ("word " * 12 + "more", "word " * 11 + "word…"),
        ("word " * 11 + "words more", "word " * 10 + "word…"),
        (
            "Comment les diasporas des petites villes peuvent-elles peuvent-elles aider",
            "Comment les diasporas des petites villes peuvent-elles…",
        ),
    ],
)
def test_a_long_title_before_our_address_is_cut_between_words(discussion, title, shown):
    discussion.title = {"en": title}
    assert envelopes.sender(discussion, "en") == shown
    assert len(shown) <= 60


def test_an_announcement_ends_all_announcements_and_is_the_root(db, dele, client):
    made = make_discussion()
    OutgoingLetter.objects.all().delete()
    letters.tell_stage.func(made.pk, "open")
    letter = OutgoingLetter.objects.filter(kind="discussions/announcement", to_address=dele.email)[
        0
    ]
    assert letter.message_id == envelopes.thread(made, dele.email)
    stop = letter.headers["List-Unsubscribe"].strip("<>")
    assert stop in letter.text
    path = stop.removeprefix("http://127.0.0.1:8000")
    assert client.get(path).content.count(b'<button class="button">') == 1
    dele.refresh_from_db()
    assert dele.wants_announcements
    client.post(path)
    dele.refresh_from_db()
    assert not dele.wants_announcements


def test_an_invitation_is_forgotten_by_one_click(admin, client):
    invitation = invite("new@example.org", language="fr", by=admin)
    found = headers("people/invitation")
    path = found["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    assert client.get(path).content.count(b'<button class="button">') == 1
    assert type(invitation).objects.filter(pk=invitation.pk).exists()
    client.post(path)
    assert not type(invitation).objects.filter(pk=invitation.pk).exists()


def test_a_letter_stands_under_what_it_answers_and_in_its_readers_thread(discussion, post, bilal):
    row = post("Words by letter.")
    moderation.release(row, by=bilal)
    root = f"<{envelopes.thread(discussion, row.author_email)}>"
    theirs = f"<{row.letter.message_id.strip('<>')}>"
    for kind in ("acknowledgement", "released"):
        found = headers(f"discussions/{kind}")
        assert (found["In-Reply-To"], found["References"]) == (theirs, f"{root} {theirs}")
    assert headers("discussions/acknowledgement")["Auto-Submitted"] == "auto-replied"
    assert "Auto-Submitted" not in headers("discussions/released"), "a person decided that"


def test_threads_differ_by_reader_and_discussion_and_tell_nobody(discussion):
    other = make_discussion("other")
    made = {
        envelopes.thread(each, address)
        for each in (discussion, other)
        for address in ("a@example.org", "b@example.org", "A@example.org ")
    }
    assert len(made) == 4
    assert not any("example" in each for each in made)


def test_answers_go_to_a_contribution_a_question_or_the_whole(discussion, say):
    row, question = say("Words."), discussion.questions.get(key="T1Q1")
    assert opened(envelopes.answers_to(row)).tag == f"c{int_to_base36(row.pk)}"
    assert opened(envelopes.answers_to(question)).tag == f"q{int_to_base36(question.pk)}"
    assert envelopes.answers_to(discussion) == discussion.mail_address
    discussion.address = "talks@elsewhere.example"
    assert envelopes.answers_to(discussion) == "talks@elsewhere.example"
    discussion.address = "x" * 50
    assert envelopes.answers_to(discussion.questions.model(pk=1, discussion=discussion)) == (
        "x" * 50 + "@diwan.localhost"
    )


def test_a_closed_discussion_takes_no_answers(db):
    closed = make_discussion(stage="closed")
    assert envelopes.answers_to(closed) == ""
    assert "List-Post" not in envelopes.headers(closed, "en")


# --- how often -------------------------------------------------------------------------------
def test_a_link_in_a_letter_changes_the_rhythm_without_signing_in(client, discussion, dele):
    talk.follow(discussion, by=dele)
    page = reverse("discussions:how_often", args=[stopping.token(discussion, dele.email)])
    assert 'value="daily"' in client.get(page).content.decode()
    assert client.post(page, {"rhythm": "sometimes"}).status_code == 422
    assert client.post(page, {"rhythm": "weekly"}).status_code == 200
    assert Follow.objects.get().rhythm == "weekly"
    talk.unfollow(discussion, by=dele)
    assert "You do not follow" in client.post(page, {"rhythm": "daily"}).content.decode()
    assert not Follow.objects.exists()


def test_a_follower_chooses_on_the_page_of_the_discussion(client, discussion, dele):
    client.force_login(dele)
    page = reverse("discussions:follow", args=[discussion.slug])
    assert "You do not follow" in client.get(page).content.decode()
    client.post(page)
    assert Follow.objects.get().rhythm == ""
    assert "checked" in client.get(page).content.decode()
    assert client.post(page, {"rhythm": "no"}).status_code == 422
    client.post(page, {"rhythm": "none"})
    assert Follow.objects.get().rhythm == "none"


def test_an_offer_of_less_stands_on_the_page_that_ends_it_all(client, discussion, dele):
    page = reverse("discussions:stop_letters", args=[stopping.token(discussion, dele.email)])
    assert "how-often" not in client.get(page).content.decode()
    talk.follow(discussion, by=dele)
    assert "how-often" in client.get(page).content.decode()


def test_contributions_without_account_get_no_circular_after_they_ended_them(db):
    made = make_discussion()
    make_contribution(made, email="visitor@example.org")
    assert list(letters.everybody(made)) == ["visitor@example.org"]
    stopping.stop(made, stopping.sign_of("visitor@example.org"))
    assert letters.everybody(made) == {}
