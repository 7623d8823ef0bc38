from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.core.files import check_file
from diwan.discussions import commands, inbox
from diwan.discussions.actions import calling, intake
from diwan.discussions.models import Contribution, Version
from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import OutgoingLetter

from .conftest import call_data, letter

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db


# --- by web ------------------------------------------------------------------------------
def test_what_comes_by_web_is_held_and_nobody_reads_it(say, amina, dele, discussion):
    contribution = say("One door that knows the others.", by=amina, question="T1Q1")
    assert contribution.state == "held"
    assert not Contribution.objects.visible_to(dele).exists()
    assert not Contribution.objects.visible_to(amina).exists()


def test_answers_keep_their_questions_and_contact_details_are_masked(discussion, amina):
    draft = intake.start(discussion, by=amina)
    answers = [
        ("T1Q2", "The town hall. Write to me: amina@example.org"),
        ("T1Q1", ""),
        (None, "Thank you all."),
    ]
    held = intake.submit(draft, intake.Saying(answers=answers, attribution="named"))
    version = held.versions.get()
    assert "amina@example.org" in version.text
    assert "@" not in version.masked
    assert [part["question"] for part in version.parts] == ["T1Q2", None]
    last = version.parts[-1]
    assert version.masked[last["masked_start"] : last["masked_end"]] == "Thank you all."


def test_the_language_is_told_from_the_words(say, amina):
    assert say("ينبغي أن تفتح البلدية مكتبا واحدا لكل العائدين.", by=amina).language == "ar"
    assert say("Il faut un seul guichet qui connaît tous les autres.", by=amina).language == "fr"


def test_a_fourth_language_is_kept_and_marked(say, amina):
    words = "Bisogna aprire uno sportello unico per le persone che ritornano nei piccoli comuni."
    assert say(words, by=amina).language == "it"


def test_an_empty_contribution_is_refused_and_stays_a_draft(discussion, amina):
    draft = intake.start(discussion, by=amina)
    with pytest.raises(Refusal):
        intake.submit(draft, intake.Saying(answers=[("T1Q1", "  ")]))
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_contribution_cannot_be_handed_in_twice(discussion, amina):
    draft = intake.start(discussion, by=amina)
    saying = intake.Saying(answers=[(None, "Once is enough.")])
    intake.submit(draft, saying)
    with pytest.raises(Refusal):
        intake.submit(draft, saying)


def test_a_closed_discussion_takes_nothing_by_web(discussion, bilal, amina):
    calling.move(discussion, "closed", by=bilal)
    discussion.refresh_from_db()
    with pytest.raises(Refusal):
        intake.start(discussion, by=amina)


def test_the_author_is_answered_in_their_language_without_a_name_in_the_subject(say, chloe):
    say("Un seul guichet.", by=chloe, name="Chloé Martin")
    answer = OutgoingLetter.objects.get(kind="discussions/acknowledgement")
    assert answer.language == "fr"
    assert "Chloé" not in answer.subject
    assert "/fr/discussions/mine/" in answer.text


def test_a_visitor_gives_an_address_and_owns_the_contribution_by_its_link(say):
    contribution = say("From a phone.", email="visitor@example.net", attribution="anonymous")
    assert contribution.author is None
    answer = OutgoingLetter.objects.get(to_address="visitor@example.net")
    assert contribution.token in answer.text
    assert "No name stands beside it unless you choose so." in answer.text


def test_only_the_team_enters_on_behalf_and_says_how_the_person_agreed(
    discussion, bilal, amina, dele
):
    saying = intake.Saying(answers=[("T1Q1", "Said on the phone.")], name="Salma")
    with pytest.raises(PermissionDenied):
        intake.enter_on_behalf(discussion, saying, source="phone", consent="yes", by=dele)
    with pytest.raises(Refusal):
        intake.enter_on_behalf(discussion, saying, source="phone", consent=" ", by=bilal)
    made = intake.enter_on_behalf(
        discussion, saying, source="phone", consent="Agreed on the phone.", by=bilal
    )
    assert (made.state, made.channel, made.entered_by) == ("held", "behalf", bilal)


# --- by mail -----------------------------------------------------------------------------
def test_a_letter_is_held_with_its_words_masked_and_its_author_answered(post):
    contribution = post(
        "Dear all,\n\nTopic 1, question 1: one desk for papers.\n\nAmel Ben Salah\n"
        "tel. +216 71 123 456\namel@example.net\n"
    )
    version = contribution.versions.get()
    assert (contribution.state, contribution.channel) == ("held", "mail")
    assert contribution.author is None
    assert "+216" in version.text
    for secret in ("+216", "71 123", "amel@example.net", "Amel Ben Salah"):
        assert secret not in version.masked
    assert OutgoingLetter.objects.get().kind == "discussions/acknowledgement"


def test_a_letter_is_never_tied_to_an_account_by_its_from_line(post, amina):
    contribution = post("It was me.", From="Amina <amina@example.org>")
    assert contribution.author is None
    assert not contribution.is_verified


def test_the_same_letter_processed_twice_is_one_contribution(post):
    contribution = post("Only once.")
    mailroom.process(contribution.letter)
    assert Contribution.objects.count() == 1
    assert OutgoingLetter.objects.count() == 1


def test_quoted_text_is_cut_kept_and_can_be_put_back(post):
    contribution = post(
        "We need one desk.\n\nOn Mon, 2 Nov 2026, Bilal <b@example.org> wrote:\n"
        "> What helps a return?\n> Who should help?\n"
    )
    assert "What helps" not in contribution.versions.get().masked
    assert "What helps a return?" in "".join(cut.text for cut in contribution.cuttings.all())


def test_a_resend_with_other_words_is_set_aside_but_can_be_inspected(post):
    first = post("The first words.", Message_ID="<same@example.net>")
    second = post("resent", Message_ID="<same@example.net>")
    assert (second.state, second.set_aside_reason) == ("set_aside", "duplicate")
    assert second.duplicate_of == first
    assert second.versions.get().text.strip() == "resent"


def test_an_automatic_reply_is_set_aside_and_never_answered(post):
    contribution = post("I am out of the office.", Auto_Submitted="auto-replied")
    assert (contribution.state, contribution.set_aside_reason) == ("set_aside", "automatic")
    assert not OutgoingLetter.objects.exists()


def test_suspicion_of_spam_only_holds_and_is_not_answered(post):
    contribution = post(
        "Claim now http://prize.example/1 http://prize.example/2 http://prize.example/3",
        Subject="YOU WON 5,000,000 EUR",
    )
    assert contribution.state == "held"
    assert contribution.is_suspected_spam
    assert not OutgoingLetter.objects.exists()


def test_a_late_letter_is_held_as_late_and_its_author_told(post, discussion):
    today = clock.now().date()
    discussion.opens_on, discussion.closes_on = today - timedelta(9), today - timedelta(days=2)
    discussion.save()
    contribution = post("Better late.")
    assert (contribution.state, contribution.is_late) == ("held", True)
    assert OutgoingLetter.objects.get().kind == "discussions/acknowledgement_late"


def test_the_door_knows_the_address_of_an_open_discussion_only(discussion, bilal):
    assert inbox.accepts(discussion.mail_address.upper())
    assert not inbox.accepts("somebody.else@diwan.localhost")
    assert not inbox.accepts("small-towns@elsewhere.example")


# --- files -------------------------------------------------------------------------------
def test_a_file_is_judged_by_its_bytes_not_by_its_name():
    assert check_file("notes.pdf", b"%PDF-1.4\n1 0 obj").content_type == "application/pdf"
    page = check_file("innocent.pdf", b"<html><script>alert(1)</script></html>")
    assert page.refused
    assert page.content == b""
    assert check_file("run.txt", b"MZ\x90\x00\x03\x00\x00\x00").refused


def test_a_pdf_that_acts_by_itself_is_refused():
    acting = b"%PDF-1.4\n1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"
    assert check_file("form.pdf", acting).refused
    inside_a_picture = b"%PDF-1.4\nstream\n\x01/JS(\x02\nendstream\n"
    assert not check_file("picture.pdf", inside_a_picture).refused


def test_a_large_file_is_refused_with_the_limit(settings):
    settings.DIWAN_ATTACHMENT_MAX_BYTES = 10_000
    assert "9.8" in check_file("big.txt", b"word " * 3000).refused


@pytest.mark.parametrize(
    ("name", "clean"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\تقرير.pdf", "تقرير.pdf"), ("\x00\n", "file")],
)
def test_file_names_lose_paths_and_control_characters(name, clean):
    assert check_file(name, b"plain words").name == clean


# --- a mailbox ---------------------------------------------------------------------------
def test_the_real_mailbox_gives_every_letter_its_place(data_dir: Path, db):
    folder = data_dir / "ediscussion"
    if not folder.is_dir():
        pytest.skip(f"There is no mailbox in {folder}.")
    commands.create_from_file(folder / "call.json")
    report = commands.import_mailbox(folder / "inbox.mbox", "tunis-2012")
    assert (report.letters, report.contributions, report.late) == (18, 13, 1)
    assert report.set_aside == {"duplicate": 1, "automatic": 1, "bounce": 1, "spam": 1}
    assert Contribution.objects.count() == 18
    assert not OutgoingLetter.objects.exists()
    languages = Contribution.objects.filter(is_late=False, state="held", is_suspected_spam=False)
    assert sorted(languages.values_list("language", flat=True)) == ["en"] * 7 + ["fr"] * 6
    for version in Version.objects.filter(contribution__state="held"):
        assert "@" not in version.masked


def test_a_mailbox_imported_again_adds_nothing(discussion, tmp_path):
    box = tmp_path / "inbox.mbox"
    letters = [letter(f"Letter {n} speaks.", to=discussion.mail_address) for n in range(3)]
    box.write_bytes(
        b"".join(b"From x@example.net Mon Nov  2 10:00:00 2026\n" + raw + b"\n" for raw in letters)
    )
    assert commands.import_mailbox(box, "small-towns").contributions == 3
    again = commands.import_mailbox(box, "small-towns")
    assert (again.contributions, again.known) == (0, 3)
    assert Contribution.objects.count() == 3


def test_a_call_on_the_command_line_is_led_by_an_account(tmp_path, amina):
    path = tmp_path / "led.json"
    path.write_text(json.dumps(call_data(slug="led")), encoding="utf-8")
    with pytest.raises(Refusal, match="nobody@example"):
        commands.create_from_file(path, lead="nobody@example.org")
    led = commands.create_from_file(path, lead="Amina@example.org")
    assert led.team.get().person == amina
    assert led.team.get().is_lead


def test_an_import_into_an_unknown_discussion_names_those_there_are(discussion, tmp_path):
    with pytest.raises(Refusal, match="small-towns"):
        commands.import_mailbox(tmp_path / "inbox.mbox", "no-such")


def test_a_call_whose_name_is_taken_leaves_nothing_behind(discussion, tmp_path):
    path = tmp_path / "call.json"
    path.write_text(json.dumps(call_data()), encoding="utf-8")
    with pytest.raises(Refusal, match="small-towns"):
        commands.create_from_file(path)
    path.write_text(json.dumps(call_data(slug="other", places=["XX"])), encoding="utf-8")
    with pytest.raises(Refusal, match="XX"):
        commands.create_from_file(path)
    assert not type(discussion).objects.filter(slug="other").exists()
