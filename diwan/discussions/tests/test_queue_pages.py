from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from diwan.core import clock
from diwan.core.files import check_file
from diwan.discussions.actions import authoring, calling, intake, moderation, talk, teamwork
from diwan.discussions.calls import Reader
from diwan.discussions.models import Contribution, Facilitator
from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import OutgoingLetter, RawLetter
from diwan.people.tests.factories import make_person

from .conftest import call_data

pytestmark = pytest.mark.django_db

WORDS = "A returnee needs one door.\n\nIt must open before departure. Call +216 71 123 456."
QUOTING = (
    "I agree with this.\n\nOn 3 March 2026 at 10:05, Diwan <x@example.org> wrote:\n> Old words."
)


@pytest.fixture
def held(say, amina):
    return say(WORDS, by=amina, question="T1Q1", name="Amina Trabelsi")


@pytest.fixture
def zaki(discussion, admin):
    """Facilitates another discussion."""
    person = make_person("zaki@example.org", name="Zaki")
    other = calling.create(Reader("test").call(call_data(slug="other")), by=None)
    teamwork.appoint(other, person, by=admin, is_lead=True)
    return person


def url(name, held, *more):
    return reverse(f"discussions:{name}", args=[held.discussion.slug, held.pk, *more])


def queue_url(discussion, query=""):
    return reverse("discussions:queue", args=[discussion.slug]) + query


def seen(held, **data):
    held.refresh_from_db()
    return {"revision": held.revision, **data}


# --- who may ---------------------------------------------------------------------------
VERBS = [
    ("release", {}),
    ("return", {"note": "Say more."}),
    ("set_aside", {"reason": "off_topic"}),
    ("put_back", {}),
    ("assign", {"me": "1"}),
    ("conflict", {"note": "We are cousins."}),
    ("language", {"language": "fr"}),
]


@pytest.mark.parametrize(("verb", "data"), VERBS)
def test_strangers_decide_nothing(client, held, dele, zaki, amina, verb, data):
    before = Contribution.objects.values().get(pk=held.pk)
    assert client.post(url(verb, held), seen(held, **data)).status_code == 302
    for person in (dele, zaki, amina):
        client.force_login(person)
        assert client.post(url(verb, held), seen(held, **data)).status_code == 403
    assert Contribution.objects.values().get(pk=held.pk) == before


@pytest.mark.parametrize("name", ["queue", "behalf"])
def test_strangers_do_not_see_the_queue(client, discussion, held, dele, zaki, name):
    page = reverse(f"discussions:{name}", args=[discussion.slug])
    answer = client.get(page)
    assert answer.status_code == 302
    assert "login" in answer["Location"]
    for person in (dele, zaki):
        client.force_login(person)
        assert client.get(page).status_code == 403
        assert client.get(url("item", held)).status_code == 403


def test_the_queue_of_an_unseen_draft_is_not_there(client, dele):
    hidden = calling.create(Reader("test").call(call_data(slug="hidden")), by=None)
    client.force_login(dele)
    assert client.get(queue_url(hidden)).status_code == 404


def test_an_administrator_may_decide(client, held, admin):
    client.force_login(admin)
    assert client.get(url("item", held)).status_code == 200
    client.post(url("release", held), seen(held))
    held.refresh_from_db()
    assert held.state == "released"


def test_an_item_of_another_discussion_is_not_found_here(client, held, zaki):
    client.force_login(zaki)
    assert client.get(reverse("discussions:item", args=["other", held.pk])).status_code == 404


def test_a_draft_is_nobodys_but_its_authors(client, discussion, amina, bilal):
    draft = intake.start(discussion, by=amina)
    client.force_login(bilal)
    assert client.get(url("item", draft)).status_code == 404


# --- the list --------------------------------------------------------------------------
def test_the_list_costs_the_same_for_one_and_three(
    client, discussion, say, amina, bilal, django_assert_num_queries
):
    say(WORDS, by=amina)
    client.force_login(bilal)
    client.get(queue_url(discussion))
    costs = {}
    for query in ("?tab=waiting", "?tab=proposals"):
        talk.propose_question(discussion, text="And pensions?", topic=None, by=amina)
        with CaptureQueriesContext(connection) as one:
            client.get(queue_url(discussion, query))
        costs[query] = len(one)
    for words in ("Second words.", "Third words."):
        say(words, by=amina)
        talk.propose_question(discussion, text=words, topic=None, by=amina)
    for query, cost in costs.items():
        with django_assert_num_queries(cost):
            client.get(queue_url(discussion, query))


def test_each_tab_holds_its_own(client, discussion, say, amina, bilal):
    waiting, late, spam = (
        say(words, by=amina) for words in ("Waiting here", "Late one", "Buy now")
    )
    Contribution.objects.filter(pk=late.pk).update(is_late=True)
    Contribution.objects.filter(pk=spam.pk).update(is_suspected_spam=True)
    aside = moderation.set_aside(say("Not the topic", by=amina), by=bilal, reason="off_topic")
    returned = moderation.give_back(say("Short words", by=amina), by=bilal, note="More, please.")
    released = moderation.release(say("Shown words", by=amina), by=bilal)
    client.force_login(bilal)
    expected = {
        "waiting": waiting,
        "late": late,
        "spam": spam,
        "set_aside": aside,
        "returned": returned,
        "released": released,
    }
    for tab, contribution in expected.items():
        page = client.get(queue_url(discussion, f"?tab={tab}"))
        assert [row.pk for row in page.context["rows"]] == [contribution.pk], tab
        counts = {entry["tab"]: entry["count"] for entry in page.context["tabs"]}
        assert counts[tab] == 1


def test_the_list_is_narrowed_by_language_channel_and_assignment(
    client, discussion, say, post, amina, bilal
):
    arabic = say("تحتاج البلدة الصغيرة إلى مكتب واحد يعرف بقية المكاتب.", by=amina)
    mail = post("A letter about returning home to a small town.")
    mine = moderation.take(say("Words for Bilal to read.", by=amina), by=bilal, to=bilal)
    client.force_login(bilal)

    def rows(query):
        page = client.get(queue_url(discussion, f"?tab=waiting&{query}"))
        return [row.pk for row in page.context["rows"]]

    assert rows("language=ar") == [arabic.pk]
    assert rows("channel=mail") == [mail.pk]
    assert rows("assigned=me") == [mine.pk]
    assert rows("assigned=nobody") == [arabic.pk, mail.pk]
    assert len(rows("language=nonsense&channel=%00")) == 3


def test_what_is_set_aside_is_found_by_its_reason(client, discussion, say, amina, bilal):
    off = moderation.set_aside(say("Not the topic", by=amina), by=bilal, reason="off_topic")
    moderation.set_aside(say("Rude words", by=amina), by=bilal, reason="rules")
    client.force_login(bilal)
    page = client.get(queue_url(discussion, "?tab=set_aside&reason=off_topic"))
    assert [row.pk for row in page.context["rows"]] == [off.pk]


# --- several at once -------------------------------------------------------------------
def test_what_is_left_for_the_same_reason_is_told_once_with_a_link_to_each(
    client, discussion, say, amina, bilal
):
    name = {"name": "Amina Trabelsi", "attribution": "anonymous"}
    rows = [say(f"Trabelsi knows {town}.", by=amina, **name) for town in ("Gabes", "Sfax")]
    client.force_login(bilal)
    chosen = [f"{row.pk}:{row.revision}" for row in rows]
    data = {"chosen": chosen, "act": "release"}
    page = client.post(queue_url(discussion), data, follow=True)
    (told,) = map(str, page.context["messages"])
    assert told.startswith("2 contributions were left as they were. The author chose not to be")
    assert all(f'<a href="{url("item", row)}">item {row.pk}</a>' in told for row in rows)
    assert told in page.content.decode()


def test_all_chosen_are_released_and_conflicts_are_told(
    client, discussion, say, amina, bilal, admin
):
    first, second, third = (say(words, by=amina) for words in ("One word", "Two words", "Three"))
    chosen = [f"{row.pk}:{row.revision}" for row in (first, second, third)]
    moderation.set_aside(second, by=admin, reason="off_topic")
    client.force_login(bilal)
    page = client.post(queue_url(discussion), {"chosen": chosen, "act": "release"}, follow=True)
    states = dict(discussion.contributions.values_list("pk", "state"))
    assert states == {first.pk: "released", second.pk: "set_aside", third.pk: "released"}
    told = [str(message) for message in page.context["messages"]]
    assert any(f">item {second.pk}</a>" in sentence for sentence in told)
    assert any("2 contributions are released" in sentence for sentence in told)


def test_a_name_that_may_still_stand_in_the_text_is_not_released_in_bulk(
    client, discussion, say, amina, bilal
):
    held = say(
        "Trabelsi knows this town.", by=amina, name="Amina Trabelsi", attribution="anonymous"
    )
    client.force_login(bilal)
    chosen = {"chosen": [f"{held.pk}:{held.revision}"], "act": "release"}
    client.post(queue_url(discussion), chosen)
    held.refresh_from_db()
    assert held.state == "held"
    assert "Trabelsi" in client.get(url("item", held)).content.decode()
    client.post(url("release", held), seen(held))
    held.refresh_from_db()
    assert held.state == "released"


@pytest.mark.parametrize(
    "words",
    [
        "As president of the Two Shores association I ask for one desk.",
        "En tant que coordinatrice du réseau, je demande un guichet.",
        "بصفتي رئيسة الجمعية أطلب شباكًا واحدًا.",
    ],
)
def test_who_says_what_they_are_is_looked_at_alone_and_the_list_says_why(
    client, discussion, say, amina, bilal, words
):
    held = say(words, by=amina, name="Amina Trabelsi", attribution="anonymous")
    other = say("One desk is enough.", by=amina, attribution="anonymous")
    client.force_login(bilal)
    shown = client.get(queue_url(discussion)).content.decode()
    assert shown.count("The text says what its author is:") == 1
    assert shown.count("Not released in bulk") == 1
    chosen = {"chosen": [f"{row.pk}:{row.revision}" for row in (held, other)], "act": "release"}
    client.post(queue_url(discussion), chosen)
    states = dict(discussion.contributions.values_list("pk", "state"))
    assert states == {held.pk: "held", other.pk: "released"}
    assert "The text says what its author is:" in client.get(url("item", held)).content.decode()


def test_all_chosen_are_set_aside_with_a_reason(client, discussion, say, amina, bilal):
    rows = [say(words, by=amina) for words in ("One word", "Two words")]
    chosen = [f"{row.pk}:{row.revision}" for row in rows]
    client.force_login(bilal)
    client.post(queue_url(discussion), {"chosen": chosen, "act": "set_aside"})
    assert not discussion.contributions.filter(state="set_aside").exists()
    client.post(queue_url(discussion), {"chosen": chosen, "act": "set_aside", "reason": "spam"})
    assert set(discussion.contributions.values_list("set_aside_reason", flat=True)) == {"spam"}


def test_nothing_of_another_discussion_is_decided_in_bulk(client, held, zaki):
    client.force_login(zaki)
    chosen = {"chosen": [f"{held.pk}:{held.revision}", "x:y", ""], "act": "release"}
    client.post(reverse("discussions:queue", args=["other"]), chosen)
    held.refresh_from_db()
    assert held.state == "held"


# --- one item --------------------------------------------------------------------------
def test_the_item_shows_what_came_beside_what_will_be_shown(client, held, bilal):
    client.force_login(bilal)
    page = client.get(url("item", held)).content.decode()
    assert '<del dir="auto">+216 71 123 456</del>' in page
    assert '<mark dir="auto">[phone]</mark>' in page
    assert "T1Q1" in page


def test_after_a_release_comes_the_next_that_waits(client, say, amina, bilal):
    first, second = say("One word", by=amina), say("Two words", by=amina)
    client.force_login(bilal)
    answer = client.post(url("release", first), seen(first))
    assert answer["Location"] == url("item", second)
    answer = client.post(url("release", second), seen(second))
    assert answer["Location"] == queue_url(second.discussion)
    assert [first.pk, second.pk] == list(
        Contribution.objects.order_by("number").values_list("pk", flat=True)
    )


def test_an_edit_keeps_what_came(client, held, bilal):
    client.force_login(bilal)
    text = WORDS.replace("one door", "a single door")
    client.post(url("release", held), seen(held, text=text, note="A small thing."))
    versions = list(held.versions.order_by("number"))
    assert [version.kind for version in versions] == ["received", "edited"]
    assert "one door" in versions[0].text
    assert "a single door" in versions[1].masked
    page = client.get(url("item", held)).content.decode()
    assert "<ins>a single</ins>" in page


def test_a_second_facilitator_is_told_and_keeps_what_they_typed(client, held, bilal, admin):
    stale = seen(held, text="My careful edit of it.", note="Because.")
    moderation.set_aside(held, by=admin, reason="off_topic")
    client.force_login(bilal)
    answer = client.post(url("release", held), stale)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "My careful edit of it." in page
    assert "Because." in page
    assert "Set aside" in page
    held.refresh_from_db()
    assert held.state == "set_aside"


def test_an_edit_is_offered_again_when_the_author_changed_the_text_meanwhile(client, held, bilal):
    stale = seen(held, text="My careful edit of it.")
    authoring.correct(held, text="New words of the author.", by=held.author)
    client.force_login(bilal)
    answer = client.post(url("release", held), stale)
    assert answer.status_code == 409
    form = answer.context["release_form"]
    held.refresh_from_db()
    assert form["text"].value() == "My careful edit of it."
    assert int(form["revision"].value()) == held.revision
    again = client.post(url("release", held), {"revision": held.revision, "text": "My edit."})
    assert again.status_code == 302
    assert held.versions.get(is_released=True).text == "My edit."


def test_an_empty_edit_is_refused(client, held, bilal):
    client.force_login(bilal)
    answer = client.post(url("release", held), seen(held, text=" ", note="Kept note."))
    assert answer.status_code == 422
    assert "Kept note." in answer.content.decode()


def test_a_return_needs_a_message(client, held, bilal):
    client.force_login(bilal)
    assert client.post(url("return", held), seen(held, note="")).status_code == 422
    client.post(url("return", held), seen(held, note="Which town?"))
    held.refresh_from_db()
    assert (held.state, held.decision_note) == ("returned", "Which town?")


def test_what_was_set_aside_is_put_back(client, held, bilal):
    client.force_login(bilal)
    client.post(url("set_aside", held), seen(held, reason="rules", note="Mind the tone."))
    held.refresh_from_db()
    assert (held.state, held.set_aside_reason) == ("set_aside", "rules")
    assert client.post(url("put_back", held), seen(held))["Location"] == url("item", held)
    held.refresh_from_db()
    assert held.state == "held"


def test_a_cut_piece_stands_in_place_and_is_put_back(client, post, bilal):
    mail = post(QUOTING)
    cutting = mail.cuttings.get()
    client.force_login(bilal)
    page = client.get(url("item", mail)).content.decode()
    assert "Cut: quoted text" in page
    assert "Old words." in page
    client.post(url("restore", mail, cutting.pk))
    assert "Old words." in mail.versions.get(kind="restored").text
    client.post(url("restore", mail, cutting.pk))
    assert mail.versions.count() == 2


def test_an_answer_stands_with_the_quoted_line_it_answers(client, post, bilal):
    mail = post(
        "On 3 March 2026 at 10:05, Diwan <x@example.org> wrote:\n> Dear all,\n>\n> Who returns?\n\n"
        "The young.\n\n> What helps?\n\nA fund.\n"
    )
    client.force_login(bilal)
    page = client.get(url("item", mail)).content.decode()
    assert page.count("The words below answer:") == 2
    first, second = page.index("Who returns?</q>"), page.index("What helps?</q>")
    assert first < page.index("The young.") < second < page.index("A fund.")
    assert "Dear all,</q>" not in page
    client.post(url("restore", mail, mail.cuttings.first().pk))
    assert "> Who returns?" in mail.versions.get(kind="restored").text


def test_words_above_a_quote_answer_no_line_of_it(client, post, bilal):
    client.force_login(bilal)
    page = client.get(url("item", post(QUOTING))).content.decode()
    assert "The words below answer:" not in page


def test_a_correction_is_shown_as_a_difference_and_taken_over(client, held, bilal):
    moderation.release(held, by=bilal)
    version = authoring.correct(held, text=WORDS.replace("one", "a single"), by=held.author)
    client.force_login(bilal)
    assert [row.pk for row in client.get(queue_url(held.discussion)).context["rows"]] == [held.pk]
    assert "<ins>a single</ins>" in client.get(url("item", held)).content.decode()
    client.post(url("merge", held, version.number), seen(held))
    assert "a single door" in held.versions.get(is_released=True).text
    assert not client.get(queue_url(held.discussion)).context["rows"].object_list


def test_a_correction_is_answered_by_keeping_the_words_with_a_note(client, held, bilal, amina):
    moderation.release(held, by=bilal)
    version = authoring.correct(held, text="Something else altogether.", by=held.author)
    client.force_login(bilal)
    refused = client.post(url("merge", held, version.number), seen(held, note=" "))
    assert refused.status_code == 422
    client.post(url("merge", held, version.number), seen(held, note="It answers nothing."))
    shown = held.versions.get(is_released=True)
    assert (shown.number, "one door" in shown.masked) == (3, True)
    assert client.get(url("item", held)).context["correction"] is None
    letter = OutgoingLetter.objects.get(kind="discussions/correction_kept")
    assert letter.to_address == amina.email
    assert "It answers nothing." in letter.text


def test_what_a_letter_says_of_its_writer_is_written_down(client, post, bilal):
    letter = post("From the town hall.\n\nMairie de Ksour")
    client.force_login(bilal)
    data = {"organisation": "Mairie de Ksour", "kind": "local_authority", "country": "TN"}
    client.post(url("describe", letter), data)
    letter.refresh_from_db()
    assert (letter.organisation_name, letter.kind, letter.country.code) == (
        "Mairie de Ksour",
        "local_authority",
        "TN",
    )
    assert client.post(url("describe", letter), {"kind": "king"}).status_code == 422


def test_assignment_conflict_and_language_are_kept(client, held, discussion, bilal, dele):
    Facilitator.objects.create(discussion=discussion, person=dele)
    client.force_login(bilal)
    client.post(url("assign", held), {"to": dele.pk})
    client.post(url("conflict", held), {"note": "We are cousins."})
    client.post(url("language", held), {"language": "sw"})
    held.refresh_from_db()
    assert (held.assigned_to, held.conflict_note, held.language) == (dele, "We are cousins.", "sw")
    client.post(url("assign", held), {"to": ""})
    held.refresh_from_db()
    assert held.assigned_to is None
    client.post(url("language", held), {"language": "nonsense"})
    held.refresh_from_db()
    assert held.language == "sw"


def test_nothing_is_assigned_to_somebody_outside_the_team(client, held, bilal, dele):
    client.force_login(bilal)
    client.post(url("assign", held), {"to": dele.pk})
    held.refresh_from_db()
    assert held.assigned_to is None


def test_the_letter_as_it_came_is_downloaded_while_it_is_kept(client, post, bilal, dele):
    mail = post("A letter about returning home to a small town.")
    client.force_login(dele)
    assert client.get(url("letter", mail)).status_code == 403
    client.force_login(bilal)
    answer = client.get(url("letter", mail))
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"returning home" in answer.content
    RawLetter.objects.all().delete()
    assert client.get(url("letter", mail)).status_code == 404
    assert "no longer kept" in client.get(url("item", mail)).content.decode()


def test_a_contribution_by_web_has_no_letter(client, held, bilal):
    client.force_login(bilal)
    assert client.get(url("letter", held)).status_code == 404


def test_an_attachment_is_opened_by_the_team_and_a_refused_one_says_why(
    client, say, amina, bilal, dele
):
    files = [check_file("notes.txt", b"Some notes."), check_file("run.exe", b"MZ\x00\x01")]
    held = say(WORDS, by=amina, files=files)
    good, bad = held.attachments.order_by("pk")
    client.force_login(dele)
    assert client.get(url("queue_file", held, good.pk)).status_code == 403
    client.force_login(bilal)
    answer = client.get(url("queue_file", held, good.pk))
    assert b"".join(answer) == b"Some notes."
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(url("queue_file", held, bad.pk)).status_code == 404
    assert bad.refused.split(";")[0] in client.get(url("item", held)).content.decode()


def test_the_page_of_an_item_has_links_before_and_after(client, say, amina, bilal):
    rows = [say(words, by=amina) for words in ("One word", "Two words", "Three words")]
    client.force_login(bilal)
    near = client.get(url("item", rows[1])).context["near"]
    assert (near.before, near.after, near.place, near.total) == (rows[0].pk, rows[2].pk, 2, 3)


def test_a_withdrawn_contribution_leaves_nothing_to_decide(client, held, bilal):
    authoring.withdraw(held, by=held.author)
    client.force_login(bilal)
    page = client.get(url("item", held))
    assert page.context["release_form"] is None
    assert client.post(url("release", held), seen(held)).status_code == 422


# --- on behalf -------------------------------------------------------------------------
def test_a_phone_call_is_entered_with_consent(client, discussion, bilal):
    page = reverse("discussions:behalf", args=[discussion.slug])
    client.force_login(bilal)
    data = {
        "source": "phone",
        "consent": "",
        "name": "Hedi Mansour",
        "attribution": "organisation",
        "organisation": "Town hall",
        "country": "TN",
        "answer_T1Q1": "One office that knows the others.",
    }
    refused = client.post(page, data)
    assert refused.status_code == 422
    assert "One office that knows the others." in refused.content.decode()
    notes = SimpleUploadedFile("notes.txt", b"Notes of the call.")
    client.post(page, {**data, "consent": "Agreed on the phone.", "attachments": notes})
    entered = discussion.contributions.get()
    assert (entered.channel, entered.state, entered.entered_by) == ("behalf", "held", bilal)
    assert entered.country.code == "TN"
    assert entered.versions.get().parts[0]["question"] == "T1Q1"
    assert entered.attachments.get().name == "notes.txt"


def test_a_file_that_is_not_taken_is_refused_on_behalf_too(client, discussion, bilal):
    client.force_login(bilal)
    data = {
        "source": "paper",
        "consent": "By letter.",
        "attribution": "anonymous",
        "free": "Some words of theirs.",
        "attachments": SimpleUploadedFile("run.exe", b"MZ\x00\x01"),
    }
    page = client.post(reverse("discussions:behalf", args=[discussion.slug]), data)
    assert page.status_code == 422
    assert not discussion.contributions.exists()


# --- proposals and reports -------------------------------------------------------------
@pytest.fixture
def proposal(discussion, amina):
    topic = discussion.topics.get(key="T1")
    return talk.propose_question(discussion, text="And pensions?", topic=topic, by=amina)


def test_a_proposed_question_is_promoted_in_languages(client, proposal, bilal, dele):
    page = url("proposal", proposal)
    client.force_login(dele)
    assert client.post(page, {"act": "promote"}).status_code == 403
    client.force_login(bilal)
    assert "And pensions?" in client.get(page).content.decode()
    data = {"act": "promote", "topic": proposal.topic_id, "words_en": "What of pensions?"}
    client.post(page, {**data, "words_fr": "Et les retraites ?", "words_ar": ""})
    proposal.refresh_from_db()
    assert proposal.state == "promoted"
    assert proposal.question.text == {"en": "What of pensions?", "fr": "Et les retraites ?"}
    assert client.post(page, data).status_code == 422


def test_a_proposed_question_is_declined_with_a_note(client, proposal, bilal):
    page = url("proposal", proposal)
    client.force_login(bilal)
    assert client.post(page, {"act": "decline", "note": ""}).status_code == 422
    client.post(page, {"act": "decline", "note": "T1Q2 asks it."})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision_note) == ("declined", "T1Q2 asks it.")


@pytest.mark.parametrize("state", ["kept", "acted"])
def test_a_report_is_answered(client, held, bilal, dele, state):
    moderation.release(held, by=bilal)
    made = talk.report(held, reason="This is ours.", by=dele)
    page = reverse("discussions:report_answer", args=[held.discussion.slug, made.pk])
    client.force_login(dele)
    assert client.get(page).status_code == 403
    client.force_login(bilal)
    assert url("item", held) in client.get(page).content.decode()
    assert client.post(page, {"state": "nonsense"}).status_code == 422
    client.post(page, {"state": state})
    made.refresh_from_db()
    assert made.state == state


# --- the desk --------------------------------------------------------------------------
def test_the_desk_counts_what_waits_for_a_facilitator(client, discussion, held, bilal, dele):
    client.force_login(bilal)
    page = client.get(reverse("portal:desk")).content.decode()
    assert queue_url(discussion, "?tab=waiting") in page
    client.force_login(dele)
    assert queue_url(discussion) not in client.get(reverse("portal:desk")).content.decode()


def test_a_long_queue_comes_in_pages(client, discussion, amina, bilal, monkeypatch):
    monkeypatch.setattr("diwan.discussions.views.queue.listing.PAGE_SIZE", 2)
    for number in range(5):
        Contribution.objects.create(
            discussion=discussion,
            channel="web",
            state="held",
            author=amina,
            created_at=clock.now(),
            received_at=clock.now(),
            author_name=f"Writer {number}",
        )
    client.force_login(bilal)
    page = client.get(queue_url(discussion, "?tab=waiting&page=3"))
    assert [row.author_name for row in page.context["rows"]] == ["Writer 4"]


# --- what was odd about a letter -------------------------------------------------------------
RAW = "From: Amel <amel@example.net>\r\nSubject: Papers\r\n{}\r\n\r\nThe caf\xe9 is open."


@pytest.fixture
def odd(discussion):
    """``odd("header: value")``: a letter in latin-1 with that header, without a Date."""

    def _odd(header: str) -> Contribution:
        (stored,) = mailroom.receive(
            RAW.format(header).encode("latin-1"),
            recipients=[discussion.mail_address],
            envelope_from="amel@example.net",
            channel="smtp",
            received_at=clock.now(),
        )
        mailroom.process(stored)
        return Contribution.objects.get(letter=stored)

    return _odd


@pytest.mark.parametrize(
    ("language", "heading", "sentence"),
    [
        ("en", "Something of the letter may be missing", "Some characters could not be told"),
        ("fr", "Il manque peut-être quelque chose de la lettre", "caractères"),
        ("ar", "قد ينقص شيء من الرسالة", "تعذر التأكد من"),
    ],
)
def test_what_may_have_cost_words_is_said_on_the_item_and_in_the_queue(
    client, odd, discussion, bilal, language, heading, sentence
):
    row = odd("Content-Type: text/plain; charset=utf-8")
    assert set(row.letter.problems) == {"charset", "date"}
    client.force_login(bilal)
    for name, more in (("item", [row.pk]), ("queue", [])):
        with override(language):
            address = reverse(f"discussions:{name}", args=[discussion.slug, *more])
        page = client.get(address).content.decode()
        assert heading in page
        assert sentence in page


def test_what_cost_nothing_stands_with_the_letter_only(client, odd, discussion, bilal):
    row = odd("Content-Type: text/plain; charset=iso-8859-1")
    assert row.letter.problems == ["date"]
    client.force_login(bilal)
    page = client.get(reverse("discussions:item", args=[discussion.slug, row.pk]))
    assert "The letter has no date that can be read." in page.content.decode()
    assert "may be missing" not in page.content.decode()
    queue = client.get(reverse("discussions:queue", args=[discussion.slug])).content.decode()
    assert "no date" not in queue
