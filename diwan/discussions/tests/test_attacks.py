"""What people of bad will, bad machines and bad luck try."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.core.files import check_file
from diwan.core.logs import WithoutSecrets
from diwan.discussions import jobs
from diwan.discussions.actions import authoring, calling, intake, moderation, teamwork
from diwan.discussions.models import Attachment, Contribution
from diwan.discussions.views.author import writing
from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import OutgoingLetter
from diwan.people import actions as people
from diwan.people.tests.factories import make_person
from diwan.portal.models import SearchDocument

from .conftest import letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    cache.clear()
    with override("en"):
        yield
    cache.clear()


def words_of_the_whole_database() -> str:
    rows = []
    for model in apps.get_models():
        rows += [str(list(row.values())) for row in model._default_manager.values()]
    return "\n".join(rows)


def acknowledgements():
    return OutgoingLetter.objects.filter(kind__startswith="discussions/acknowledgement")


# --- letters that want no answer -----------------------------------------------------------
def test_a_letter_with_a_null_return_path_is_taken_and_not_answered(discussion):
    raw = letter("A market needs shade.", to=discussion.mail_address)
    (stored,) = mailroom.receive(
        raw,
        recipients=[discussion.mail_address],
        envelope_from="",
        channel="smtp",
        received_at=clock.now(),
    )
    mailroom.process(stored)
    assert Contribution.objects.get(letter=stored).state == "held"
    assert not acknowledgements().exists()


@pytest.mark.parametrize(
    ("sender", "headers"),
    [
        (
            "Amel via Towns <towns@lists.example.net>",
            {"List_Post": "<mailto:towns@lists.example.net>", "List_Id": "<towns.example.net>"},
        ),
        ("towns-owner@lists.example.net", {}),
        ("Bank <no-reply@bank.example>", {}),
    ],
)
def test_an_answer_with_a_secret_link_never_goes_to_a_list_or_a_machine(post, sender, headers):
    post("A market needs shade and water.", sender=sender, From=sender, **headers)
    assert not acknowledgements().exists()


def test_a_writer_whose_letter_came_through_a_list_is_answered(post):
    post("A market needs shade.", List_Id="<towns.example.net>", List_Post="<mailto:t@e.example>")
    assert acknowledgements().get().to_address == "amel@example.net"


def test_who_signs_a_hundred_letters_with_anothers_address_makes_us_write_few(post):
    for number in range(25):
        post(f"Market number {number} needs shade.", Message_ID=f"<m{number}@example.net>")
    assert Contribution.objects.count() == 25
    assert acknowledgements().count() == 10


# --- floods ----------------------------------------------------------------------------------
def write(client, discussion, intent="save", **typed):
    url = reverse("discussions:contribute", args=[discussion.slug])
    return client.post(url, {"attribution": "named", "intent": intent, "text": "Words", **typed})


def test_a_flood_of_visitors_from_one_connection_is_held_back(client, discussion, monkeypatch):
    monkeypatch.setattr(writing, "MOST_DRAFTS", 3)
    for _number in range(3):
        assert write(client, discussion).status_code == 302
        client.cookies.clear()
    refused = write(client, discussion)
    assert refused.status_code == 422
    assert "Very many contributions" in refused.content.decode()
    assert "Words" in refused.content.decode(), "what was typed stays"
    assert Contribution.objects.count() == 3


def test_a_draft_holds_a_limited_number_of_files(client, discussion, monkeypatch):
    monkeypatch.setattr(writing, "MOST_KEPT", 1)
    assert (
        write(client, discussion, attachments=SimpleUploadedFile("a.txt", b"A")).status_code == 302
    )
    refused = write(client, discussion, attachments=SimpleUploadedFile("b.txt", b"B"))
    assert refused.status_code == 422
    assert Attachment.objects.count() == 1


def test_a_request_that_says_it_is_huge_is_refused_before_it_is_read(client, discussion, settings):
    settings.DIWAN_ATTACHMENT_MAX_BYTES = 1_000
    big = SimpleUploadedFile("a.txt", b"A" * 5_100_000)
    assert write(client, discussion, attachments=big).status_code == 400
    assert not Contribution.objects.exists()


# --- the same page sent twice ------------------------------------------------------------------
def test_a_draft_handed_in_twice_at_once_is_handed_in_once(discussion, bilal):
    draft = intake.start(discussion, by=None)
    saying = intake.Saying(answers=[(None, "First words")], email="amel@example.net")
    again = Contribution.objects.get(pk=draft.pk)
    moderation.release(intake.submit(draft, saying), by=bilal)
    with pytest.raises(Refusal):
        intake.submit(again, intake.Saying(answers=[(None, "Other words")]))
    with pytest.raises(Refusal):
        intake.save_draft(Contribution(pk=draft.pk, discussion=discussion, state="draft"), saying)
    draft.refresh_from_db()
    assert draft.state == "released"
    assert draft.versions.get().text == "First words"
    assert acknowledgements().count() == 1


# --- what must be gone is gone ---------------------------------------------------------------
def with_file(contribution, name="amina-benali.txt", content=b"My story"):
    intake.attach(contribution, [check_file(name, content)])
    return contribution.attachments.get()


def test_a_draft_thrown_away_takes_its_files_along(discussion, amina):
    draft = intake.start(discussion, by=amina)
    path = with_file(draft).file.name
    assert default_storage.exists(path)
    intake.discard(draft, by=amina)
    assert not default_storage.exists(path)


def test_drafts_of_visitors_go_after_a_month_with_their_files(discussion, amina):
    draft = intake.save_draft(
        intake.start(discussion, by=None),
        intake.Saying(answers=[(None, "Unfinished")], email="amel@example.net"),
    )
    own = intake.start(discussion, by=amina)
    path = with_file(draft).file.name
    assert jobs.count_drafts(clock.now()) == 0
    later = clock.now() + timedelta(days=31)
    assert jobs.count_drafts(later) == jobs.purge_drafts(later) == 1
    assert list(Contribution.objects.all()) == [own]
    assert not default_storage.exists(path)


def test_withdrawing_a_letter_takes_the_words_of_its_copies_along(post):
    words = "Every morning the fishers of the old harbour wait for ice. " * 4
    first = post(words)
    copy = post(words, Subject="Once more")
    assert copy.duplicate_of == first
    authoring.withdraw(first, by=None)
    OutgoingLetter.objects.all().delete()
    assert "wait for ice" not in words_of_the_whole_database()


def test_a_contribution_taken_out_of_the_discussion_is_not_indexed_again(say, bilal):
    shown = moderation.release(say("Ice for the harbour", email="a@example.net"), by=bilal)
    moderation.set_aside(shown, by=bilal, reason="rules")
    shown.refresh_from_db()
    authoring.attribute(shown, attribution="organisation", by=None)
    assert not SearchDocument.objects.filter(source="contributions").exists()


def test_erasing_an_account_leaves_its_name_and_address_nowhere(say, post, discussion, make_amel):
    amel, lead = make_amel
    shown = moderation.release(say("I am Amel Ben Salah, at amel@example.net.", by=amel), by=lead)
    held = say("Amel Ben Salah again", by=amel)
    path = with_file(held).file.name
    draft = intake.start(discussion, by=amel)
    draft_path = with_file(draft, name="amel.txt").file.name
    by_mail = post("Dear all, Amel Ben Salah here. We need ice.\n\n-- \nAmel Ben Salah")
    shown_mail = moderation.release(
        post("And shade, says Amel Ben Salah.", Message_ID="<2@example.net>"), by=lead
    )
    moderation.give_back(by_mail, by=lead, note="Dear Amel Ben Salah, please be short.")
    exported = str(people.everything_about(amel)["discussions"])
    assert "We need ice" in exported
    people.erase(amel, by=amel)
    everything = words_of_the_whole_database()
    assert "Amel" not in everything
    assert "amel@" not in everything
    assert not default_storage.exists(path)
    assert not default_storage.exists(draft_path)
    shown.refresh_from_db()
    shown_mail.refresh_from_db()
    assert (shown.state, shown_mail.state) == ("released", "released")
    assert "[name]" in shown.versions.get().masked


@pytest.fixture
def make_amel(bilal):
    return make_person(email="amel@example.net", name="Amel Ben Salah"), bilal


def test_what_is_purged_after_delivery_is_gone_everywhere(post, discussion, bilal):
    post("We need ice. Amel Ben Salah, +216 71 123 456\n\n> quoted ice cream")
    moderation.set_aside(
        post("Spam of Amel Ben Salah", Message_ID="<9@x>"), by=bilal, reason="rules"
    )
    for stage in ("closed", "consolidated", "delivered"):
        discussion = calling.move(discussion, stage, by=bilal)
    OutgoingLetter.objects.all().delete()
    later = clock.now() + timedelta(days=200)
    assert jobs.purge_originals(later) == 2
    everything = words_of_the_whole_database()
    for trace in ("Amel", "amel@", "71 123 456", "quoted ice cream"):
        assert trace not in everything
    assert jobs.count_originals(later) == 0


def deliver(discussion, by):
    for stage in ("closed", "consolidated", "delivered"):
        discussion = calling.move(discussion, stage, by=by)
    OutgoingLetter.objects.all().delete()
    return clock.now() + timedelta(days=200)


def test_what_was_never_released_loses_everything_after_delivery(
    client, discussion, post, say, bilal, amina
):
    told = {"name": "Amel Ben Salah", "organisation": "Hirafa", "email": "amel@example.net"}
    held = say("Held words", **told)
    returned = moderation.give_back(say("Returned words", by=amina), by=bilal, note="Say more.")
    aside = moderation.set_aside(
        say("Aside words", **told), by=bilal, reason="rules", note="Against rule 2."
    )
    taken_down = moderation.release(say("Taken words", **told), by=bilal)
    taken_down = moderation.set_aside(taken_down, by=bilal, reason="rules", note="Against rule 3.")
    withdrawn = authoring.withdraw(say("Withdrawn words", **told), by=None)
    posted = post("Posted words of Amel Ben Salah")
    draft = intake.start(discussion, by=amina)
    everyone = [held, returned, aside, taken_down, withdrawn, posted, draft]
    paths = [with_file(row).file.name for row in (held, aside, draft)]
    later = deliver(discussion, bilal)
    assert jobs.count_originals(later - timedelta(days=30)) == 0
    assert jobs.count_originals(later) == len(everyone)
    assert jobs.purge_originals(later) == len(everyone)
    everything = words_of_the_whole_database()
    for trace in ("Amel", "amel@", "Hirafa", " words", "Re: Small towns", "My story"):
        assert trace not in everything, trace
    assert not Contribution.objects.exclude(decision_note="").exists()
    assert not any(default_storage.exists(path) for path in paths)
    assert not Attachment.objects.exists()
    assert not Contribution.objects.filter(author__isnull=False).exists()
    assert Contribution.objects.count() == len(everyone) - 1
    assert jobs.count_originals(later) == jobs.purge_originals(later) == 0
    client.force_login(bilal)
    for tab in ("held", "returned", "set_aside", "released"):
        queue = reverse("discussions:queue", args=[discussion.slug])
        assert client.get(queue, {"tab": tab}).status_code == 200
    item = reverse("discussions:item", args=[discussion.slug, held.pk])
    assert client.get(item).status_code == 200


def test_what_was_released_keeps_the_words_and_files_that_readers_see(discussion, say, bilal):
    held = say("We need ice, says +216 71 123 456.", name="Amel Ben Salah", email="a@example.net")
    shown_path = with_file(held).file.name
    kept_back = Attachment.objects.create(
        contribution=held,
        file=SimpleUploadedFile("kept.txt", b"x"),
        name="kept.txt",
        content_type="text/plain",
        size=1,
        refused="Not shown.",
    )
    shown = moderation.release(held, by=bilal, edited="We need much ice.")
    later = deliver(discussion, bilal)
    assert jobs.count_originals(later) == jobs.purge_originals(later) == 1
    shown.refresh_from_db()
    assert (shown.state, shown.author_name, shown.author_email) == (
        "released",
        "Amel Ben Salah",
        "",
    )
    assert [version.masked for version in shown.versions.all()] == ["", "We need much ice."]
    assert default_storage.exists(shown_path)
    assert not default_storage.exists(kept_back.file.name)
    assert list(shown.attachments.values_list("name", flat=True)) == ["amina-benali.txt"]
    assert jobs.count_originals(later) == 0


def test_a_visitors_draft_is_counted_by_one_rule_only(discussion, bilal):
    intake.save_draft(intake.start(discussion, by=None), intake.Saying(answers=[(None, "Ice")]))
    later = deliver(discussion, bilal)
    assert (jobs.count_drafts(later), jobs.count_originals(later)) == (1, 0)


# --- who is it? ---------------------------------------------------------------------------------
def test_the_name_of_a_file_does_not_tell_an_anonymous_author(client, say, bilal):
    held = say("Ice for the harbour", email="a@example.net", attribution="anonymous")
    file = with_file(held)
    shown = moderation.release(held, by=bilal)
    page = client.get(reverse("discussions:contributions", args=[shown.discussion.slug]))
    assert "amina-benali" not in page.content.decode()
    assert "File 1.txt" in page.content.decode()
    answer = client.get(reverse("discussions:attachment", args=[file.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="File 1.txt"'


@pytest.mark.parametrize(
    "path", ["mine/a%00b", "call/%00", "team/%00", "small-towns/questions/%00"]
)
def test_an_address_that_no_database_can_look_up_is_not_found(client, discussion, bilal, path):
    client.force_login(bilal)
    assert client.get(f"/discussions/{path}/").status_code == 404


def test_an_old_invitation_to_the_team_opens_nothing(discussion, bilal, amina):
    invitation = teamwork.invite_facilitator(discussion, email=amina.email, languages=[], by=bilal)
    invitation.invited_at -= timedelta(days=31)
    with pytest.raises(Refusal, match="expired"):
        teamwork.accept_facilitation(invitation, by=amina)
    assert not discussion.team.filter(person=amina).exists()


@pytest.mark.parametrize(
    "path",
    [
        "/discussions/mine/SECRETsecret12/attribution/",
        "/account/link/SECRETsecret12",
        "/ar/account/invitation/SECRETsecret12/?x=1",
        "/account/password/reset/key/1-SECRETsecret12/",
    ],
)
def test_no_log_line_holds_a_link_that_lets_one_act_for_another(path):
    record = logging.LogRecord("x", 30, "", 0, "Not Found: %s", (path,), None)
    assert WithoutSecrets().filter(record)
    assert "SECRET" not in record.getMessage()
    assert path.partition("SECRET")[0].removesuffix("1-") in record.getMessage()


def test_behind_a_proxy_each_visitor_has_an_allowance_of_their_own(
    client, discussion, monkeypatch, settings
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    monkeypatch.setattr(writing, "MOST_DRAFTS", 1)
    url = reverse("discussions:contribute", args=[discussion.slug])
    typed = {"attribution": "named", "intent": "save", "text": "Words"}
    answers = []
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.2"):
        client.cookies.clear()
        answer = client.post(url, typed, HTTP_X_FORWARDED_FOR=f"198.51.100.9, {address}")
        answers.append(answer.status_code)
    assert answers == [302, 302, 422]
