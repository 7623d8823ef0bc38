from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from diwan.audit.models import Entry
from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.discussions.actions import authoring, moderation, passages, printing, replying
from diwan.discussions.models import Citation, Discussion, Passage, Reply
from diwan.discussions.reply import rendering
from diwan.discussions.reply.building import build
from diwan.people import own_data

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}
LOAN = "A small loan of two hundred dinars helped most returnees of our town to open a workshop."
HALL = "The town hall should help returnees first, because every family knows where it stands."
ARABIC = "ساعدت القروض الصغيرة العائدين على فتح ورشاتهم في البلدات الصغيرة خلال سنة واحدة."


@pytest.fixture(autouse=True)
def _no_files():
    """None is left of another test, and none was asked for."""
    printing.forget(clock.now() + timedelta(days=9))
    cache.clear()


@pytest.fixture
def spoken(say, amina, chloe, bilal):
    """Three released contributions, two languages, two questions."""
    return [
        moderation.release(say(LOAN, by=amina, question="T1Q1"), by=bilal),
        moderation.release(say(HALL, by=chloe, question="T1Q2"), by=bilal),
        moderation.release(say(ARABIC, by=None, question="T1Q1"), by=bilal),
    ]


@pytest.fixture
def reply(discussion, spoken, bilal):
    """A draft of three answers, each decided by a person: what the program finds is not asked."""
    passages.align(discussion, by=bilal)
    for contribution, question in zip(spoken, ("T1Q1", "T1Q2", "T1Q1"), strict=True):
        for passage in Passage.objects.filter(version__contribution=contribution):
            passages.correct(passage, by=bilal, kind="answer", targets=[question])
    return replying.consolidate(discussion, by=None)


def url(name, reply, *more):
    return reverse(f"discussions:{name}", args=[reply.discussion.slug, reply.number, *more])


def words_url(citation):
    contribution = citation.version.contribution
    place = [contribution.number, citation.version.number, citation.start, citation.end]
    return reverse("discussions:words", args=[contribution.discussion.slug, *place])


def citation_of(reply, words):
    for row in Citation.objects.filter(statement__reply=reply).select_related("version"):
        if words in row.version.masked:
            return row
    raise AssertionError(f"nothing cites {words}")


def test_my_data_tells_what_a_facilitator_decided_and_had_drafted(discussion, spoken, bilal):
    passages.align(discussion, by=bilal)
    first = Passage.objects.filter(version__contribution=spoken[0]).first()
    passages.correct(first, by=bilal, kind="answer", targets=["T1Q1"])
    replying.start(discussion, by=bilal)
    mine = slots.personal_data.get("discussions")
    told = mine.export(bilal)
    (corrected,), (drafted,) = told["corrected passages"], told["drafted replies"]
    assert (corrected["contribution"], corrected["answers"]) == (spoken[0].pk, ["T1Q1"])
    assert (drafted["discussion"], drafted["version"]) == ("small-towns", 1)
    record = own_data.told(told, mine.fields)
    shown = {group.label: group.records[0] for group in record.groups if group.records}
    assert {fact.label for fact in shown["Passages you corrected"].facts} == {
        "Contribution",
        "What it is",
        "Questions it answers",
        "Corrected on",
    }
    assert all(fact.is_named for fact in shown["Consolidated replies you had drafted"].facts)
    mine.erase(bilal)
    assert not Passage.objects.filter(corrected_by=bilal).exists()
    assert not Reply.objects.filter(made_by=bilal).exists()


# --- drafting --------------------------------------------------------------------------
def test_the_page_says_what_goes_into_a_reply_and_what_waits(
    client, discussion, spoken, say, amina, bilal
):
    say("Still held, these words.", by=amina)
    client.force_login(bilal)
    html = client.get(reverse("discussions:replies", args=[discussion.slug])).content.decode()
    assert "3 released contributions go into it" in html
    assert "1 contribution is still held" in html


def test_without_released_words_there_is_no_button_but_a_way(client, discussion, bilal):
    client.force_login(bilal)
    page = reverse("discussions:replies", args=[discussion.slug])
    html = client.get(page).content.decode()
    assert "Draft the reply" not in html
    assert reverse("discussions:queue", args=[discussion.slug]) in html


def test_the_button_drafts_in_the_worker_and_leads_to_the_draft(
    client, discussion, spoken, bilal, django_capture_on_commit_callbacks
):
    client.force_login(bilal)
    page = reverse("discussions:replies", args=[discussion.slug])
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page)
    reply = Reply.objects.get()
    assert answer["Location"] == url("consolidated", reply)
    assert (reply.state, reply.made_by) == ("draft", bilal)
    html = client.get(answer["Location"]).content.decode()
    assert LOAN in html
    assert "Version 1" in client.get(page).content.decode()


def test_a_second_press_while_one_is_made_starts_nothing(client, discussion, spoken, bilal):
    client.force_login(bilal)
    page = reverse("discussions:replies", args=[discussion.slug])
    client.post(page)
    answer = client.post(page, follow=True)
    assert Reply.objects.count() == 1
    assert "being drafted now" in str(next(iter(answer.context["messages"])))


def test_progress_names_its_steps_and_works_without_scripts(client, discussion, spoken, bilal):
    reply = replying.start(discussion, by=bilal)
    Reply.objects.filter(pk=reply.pk).update(step="writing", done=3, total=12)
    client.force_login(bilal)
    html = client.get(url("consolidated", reply)).content.decode()
    assert '<noscript><meta http-equiv="refresh"' in html
    assert 'max="12" value="3"' in html
    assert 'aria-current="step">Choosing the statements' in html
    part = client.get(url("consolidated", reply), **HTMX).content.decode()
    assert "<html" not in part
    assert 'hx-trigger="every 1s"' in part


def test_when_it_is_done_htmx_is_told_to_show_it(client, reply, bilal):
    client.force_login(bilal)
    assert client.get(url("consolidated", reply), **HTMX)["HX-Refresh"] == "true"


def test_a_draft_that_failed_says_why_and_can_be_tried_again(client, discussion, spoken, bilal):
    reply = replying.start(discussion, by=bilal)
    Reply.objects.filter(pk=reply.pk).update(state="failed", trouble="The lamp went out.")
    client.force_login(bilal)
    html = client.get(url("consolidated", reply)).content.decode()
    assert "The lamp went out." in html
    assert "Try again" in html
    assert "hx-trigger" not in html


def test_a_draft_can_be_given_up(client, discussion, spoken, bilal, dele):
    reply = replying.start(discussion, by=bilal)
    client.force_login(dele)
    assert client.post(url("give_up", reply)).status_code == 403
    client.force_login(bilal)
    assert url("give_up", reply) in client.get(url("consolidated", reply)).content.decode()
    html = client.post(url("give_up", reply), follow=True).content.decode()
    assert "was given up before it was done" in html
    assert Entry.objects.filter(verb="give up reply").count() == 1
    assert client.get(url("consolidated", reply), **HTMX)["HX-Refresh"] == "true"
    again = client.post(url("give_up", reply), follow=True)
    assert "nothing to give up" in again.content.decode()


def test_a_draft_whose_worker_died_makes_room_for_another(client, discussion, spoken, bilal):
    reply = replying.start(discussion, by=bilal)
    long_ago = clock.now() - timedelta(minutes=11)
    Reply.objects.filter(pk=reply.pk).update(state="making", step="reading", moved_at=long_ago)
    client.force_login(bilal)
    page = client.get(url("consolidated", reply)).content.decode()
    assert "given up; begin a new one" in page
    assert "hx-trigger" not in page
    page = client.get(reverse("discussions:replies", args=[discussion.slug])).content.decode()
    assert "given up; begin a new one" in page
    assert "Draft the next version</button>" in page


# --- reading ---------------------------------------------------------------------------
def test_every_citation_leads_to_exactly_its_words(client, reply, bilal):
    client.force_login(bilal)
    html = client.get(url("consolidated", reply)).content.decode()
    citations = list(Citation.objects.filter(statement__reply=reply))
    assert citations
    for citation in citations:
        address = words_url(citation)
        assert f'href="{address}?reply=1#cited"' in html
        page = client.get(address).content.decode()
        words = citation.version.masked[citation.start : citation.end]
        assert f'<mark id="cited">{words}</mark>' in page
        assert f"#s{citation.statement.number}" in page


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_layout_follows_the_language_of_the_page(client, reply, bilal, language):
    client.force_login(bilal)
    with translation.override(language):
        address = url("consolidated", reply)
        document = build(reply, language)
        (heading, *_rest) = rendering.sheet(document).contents
    html = client.get(address).content.decode()
    assert f'<html lang="{language}"' in html
    assert heading.title in html
    assert ARABIC in html
    assert '<div class="reading" lang="ar" dir="rtl">' in html


def test_the_reply_costs_the_same_for_one_and_three(client, discussion, say, amina, bilal):
    client.force_login(bilal)
    costs = []
    for words in (LOAN, HALL, f"{ARABIC}"):
        moderation.release(say(words, by=amina, question="T1Q1"), by=bilal)
        reply = replying.consolidate(discussion, by=None)
        client.get(url("consolidated", reply))
        Reply.objects.exclude(pk=reply.pk).delete()
        with CaptureQueriesContext(connection) as captured:
            client.get(url("consolidated", reply))
        costs.append(len(captured))
    assert costs[0] == costs[2] <= 40, costs


def test_the_words_cost_the_same_with_one_statement_and_many(
    client, reply, bilal, django_assert_num_queries
):
    client.force_login(bilal)
    citation = citation_of(reply, LOAN)
    client.get(words_url(citation))
    with CaptureQueriesContext(connection) as captured:
        client.get(words_url(citation))
    first = citation.statement
    for order in (90, 91):
        Citation.objects.create(
            statement=first,
            order=order,
            version=citation.version,
            start=citation.start,
            end=citation.end,
            sha256=citation.sha256,
            language="en",
        )
    with django_assert_num_queries(len(captured)):
        client.get(words_url(citation))


# --- words that change -----------------------------------------------------------------
def test_withdrawn_words_are_nowhere_to_be_read(client, reply, spoken, bilal):
    citation = citation_of(reply, LOAN)
    authoring.withdraw(spoken[0], by=spoken[0].author)
    client.force_login(bilal)
    page = client.get(words_url(citation)).content.decode()
    assert "withdrawn by its author" in page
    assert LOAN not in page
    html = client.get(url("consolidated", reply)).content.decode()
    assert LOAN not in html
    assert "withdrawn" in html


def test_edited_words_are_flagged_and_marked_only_where_they_stand(client, reply, spoken, bilal):
    citation = citation_of(reply, LOAN)
    authoring.correct(spoken[0], text=f"One more thing. {LOAN}", by=spoken[0].author)
    moderation.merge_correction(spoken[0].versions.get(number=2), by=bilal)
    client.force_login(bilal)
    page = client.get(words_url(citation)).content.decode()
    assert "were changed since the reply" in page
    assert f'<mark id="cited">{LOAN}</mark>' in page
    authoring.correct(spoken[0], text="I take all of it back and say this.", by=spoken[0].author)
    moderation.merge_correction(spoken[0].versions.get(number=3), by=bilal)
    page = client.get(words_url(citation)).content.decode()
    words = page.split('class="reading cited"')[1].split("<aside")[0]
    assert "I take all of it back" in words
    assert LOAN not in words
    assert "<mark" not in words


def test_the_words_lead_back_to_the_version_the_reader_came_from(client, reply, bilal, dele):
    again = replying.consolidate(reply.discussion, by=None)
    citation = citation_of(reply, LOAN)
    old = url("consolidated", reply) + "#s"
    client.force_login(bilal)
    assert f"{words_url(citation)}?reply=1#cited" in client.get(old).content.decode()
    asked = {number: words_url(citation) + f"?reply={number}" for number in ("1", "2", "9", "x")}
    led = {
        number: {row.statement.reply.number for row, _ in client.get(page).context["statements"]}
        for number, page in asked.items()
    }
    assert led == {"1": {1}, "2": {again.number}, "9": {2}, "x": {2}}
    client.force_login(dele)
    assert not client.get(asked["1"]).context["statements"]


def test_on_the_site_each_response_is_folded_and_in_a_file_it_is_open(client, reply, bilal):
    client.force_login(bilal)
    page = HTMLParser(client.get(url("consolidated", reply)).text)
    assert len(page.css(".response details:not([open]) .reading")) == 3
    assert not HTMLParser(rendering.html(build(reply, "en"))).css(".response details")


@pytest.mark.parametrize(
    ("stage", "changes", "told"),
    [
        ("open", {}, ""),
        ("closed", {}, "as soon as they"),
        ("consolidated", {"event_on": date(2126, 3, 22)}, "before 22 March 2126"),
        ("consolidated", {"event_on": date(2020, 3, 22)}, "as soon as they"),
        ("delivered", {}, ""),
    ],
)
def test_visitors_are_told_when_the_reply_will_be_there(client, discussion, stage, changes, told):
    Discussion.objects.update(stage=stage, **changes)
    page = client.get(discussion.get_absolute_url())
    assert ("working on the consolidated reply" in page.text) == bool(told)
    assert told in page.context["on_the_way"]


def test_readers_see_the_words_but_not_what_a_draft_makes_of_them(client, reply, dele):
    citation = citation_of(reply, LOAN)
    for person in (None, dele):
        if person is not None:
            client.force_login(person)
        page = client.get(words_url(citation)).content.decode()
        assert LOAN in page
        assert "/replies/" not in page
        assert "Statement" not in page


def test_words_that_never_were_are_not_found(client, reply):
    citation = citation_of(reply, LOAN)
    for start, end in ((5, 5), (9, 4), (0, 99_999)):
        citation.start, citation.end = start, end
        assert client.get(words_url(citation)).status_code == 404
    held = reverse("discussions:words", args=["small-towns", 77, 1, 0, 5])
    assert client.get(held).status_code == 404


def test_nobody_reads_earlier_or_waiting_words_through_the_marks(
    client, reply, spoken, bilal, dele
):
    citation = citation_of(reply, LOAN)
    authoring.correct(spoken[0], text=f"Soon, soon. {LOAN}", by=spoken[0].author)
    waiting = spoken[0].versions.get(number=2)
    place = ["small-towns", spoken[0].number]
    secret = reverse("discussions:words", args=[*place, 2, 0, 4])
    for person in (None, dele, bilal):
        if person is not None:
            client.force_login(person)
        assert client.get(secret).status_code == 404
    client.logout()
    moderation.merge_correction(waiting, by=bilal)
    for start, end in ((0, 1), (2, 7), (0, 99_999), (9, 4)):
        page = client.get(reverse("discussions:words", args=[*place, 1, start, end]))
        assert LOAN in page.content.decode()
        assert "<mark" not in page.content.decode()
    assert "<mark" not in client.get(words_url(citation)).content.decode()  # a draft is nobody's
    client.force_login(bilal)
    assert "<mark" in client.get(words_url(citation)).content.decode()
    page = client.get(reverse("discussions:words", args=[*place, 1, 0, 1])).content.decode()
    assert "<mark" not in page


class Asked:
    """A task that nobody takes up."""

    def __init__(self, given):
        self.given = given

    def enqueue(self, *arguments):
        self.given.append(arguments)


# --- files -----------------------------------------------------------------------------
@pytest.mark.parametrize(("form", "holds"), [("md", b"Small towns"), ("json", b'"small-towns"')])
def test_plain_forms_come_at_once(client, reply, bilal, form, holds):
    client.force_login(bilal)
    answer = client.get(url("reply_file", reply, form))
    assert answer.status_code == 200
    assert holds in answer.content
    assert f"small-towns-1.en.{form}" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_printed_forms_are_made_in_the_worker_and_kept(client, reply, bilal, form, begins):
    client.force_login(bilal)
    answer = client.get(url("reply_file", reply, form))
    assert answer.status_code == 200
    first = b"".join(answer.streaming_content)
    assert first.startswith(begins)
    (kept,) = default_storage.listdir(printing.FOLDER)[1]
    assert kept.endswith(form)
    again = client.get(url("reply_file", reply, form))
    assert b"".join(again.streaming_content) == first


def test_a_file_that_is_being_made_is_waited_for(client, reply, bilal, monkeypatch):
    client.force_login(bilal)
    asked = []
    monkeypatch.setattr(printing, "print_reply", Asked(asked))
    address = url("reply_file", reply, "pdf")
    for _again in range(2):
        page = client.get(address).content.decode()
        assert "being made" in page
        assert '<noscript><meta http-equiv="refresh"' in page
    assert asked == [(reply.pk, "en", "pdf")]
    printing.keep(build(reply, "en"), "pdf")
    part = client.get(address, **HTMX).content.decode()
    assert "The file is ready." in part
    assert "hx-trigger" not in part


def test_a_file_that_cannot_be_made_says_why(client, reply, bilal, monkeypatch):
    def _refuse(_document):
        raise Refusal("The printer of this site is missing.")

    monkeypatch.setattr(rendering, "pdf", _refuse)
    client.force_login(bilal)
    html = client.get(url("reply_file", reply, "pdf")).content.decode()
    assert "The printer of this site is missing." in html
    assert "hx-trigger" not in html
    assert 'http-equiv="refresh"' not in html


def test_a_file_never_holds_words_that_were_taken_back(client, reply, spoken, bilal):
    before = printing.place(build(reply, "en"), "pdf")
    authoring.withdraw(spoken[0], by=spoken[0].author)
    assert printing.place(build(reply, "en"), "pdf") != before


def _take_back(contribution):
    authoring.withdraw(contribution, by=contribution.author)


def _hide_the_name(contribution):
    authoring.attribute(contribution, attribution="anonymous", by=contribution.author)


def _erase(contribution):
    authoring.anonymise(contribution.author)


@pytest.mark.parametrize("act", [_take_back, _hide_the_name, _erase])
def test_files_go_at_once_with_what_was_taken_back(
    reply, spoken, act, django_capture_on_commit_callbacks
):
    printing.keep(build(reply, "en"), "docx")
    with django_capture_on_commit_callbacks(execute=True):
        act(spoken[0])
    assert default_storage.listdir(printing.FOLDER)[1] == []


def test_a_file_made_while_words_are_taken_back_is_not_kept(reply, spoken, monkeypatch):
    def _slow(_document):
        _take_back(spoken[0])
        return b"with the words"

    monkeypatch.setattr(rendering, "docx", _slow)
    printing.print_reply.call(reply.pk, "en", "docx")
    assert default_storage.listdir(printing.FOLDER)[1] == []


def test_files_are_forgotten_after_a_day(reply):
    printing.keep(build(reply, "en"), "docx")
    assert printing.forget(clock.now() + timedelta(hours=23)) == 0
    assert printing.forget(clock.now() + timedelta(hours=25)) == 1
    assert default_storage.listdir(printing.FOLDER)[1] == []


def test_nothing_is_forgotten_where_nothing_was_printed():
    assert printing.forget(clock.now()) == 0


def test_a_reply_that_is_not_done_has_no_files(client, discussion, spoken, bilal):
    reply = replying.start(discussion, by=bilal)
    client.force_login(bilal)
    assert client.get(url("reply_file", reply, "md")).status_code == 404
