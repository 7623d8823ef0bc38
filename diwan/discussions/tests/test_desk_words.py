"""The words of one contribution at the desk: passages, and where statements cite them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from diwan.audit.models import Entry
from diwan.discussions import reviewing
from diwan.discussions.actions import authoring, marking, moderation, stating
from diwan.discussions.desk import words as desk_words
from diwan.discussions.desk.words import CitedBy, runs
from diwan.discussions.models import Passage
from diwan.texts.paragraphs import paragraphs

from . import desk

HTMX = {"HTTP_HX_REQUEST": "true"}
LETTER = (
    "Dear all,\n\nA loan from the Atlas Foundation helped me in Senegal. It came early.\n\n"
    "The town hall should help, not the ministry.\n\nAmina"
)


def by(start, end, number=1, **fields):
    return CitedBy(f"k{number}", number, "T1Q1", "supports", False, start, end, **fields)


# --- runs ------------------------------------------------------------------------------
def test_words_are_cut_where_a_citation_begins_or_ends():
    words = "One door helps. Two do not."
    found = list(runs(words, 0, len(words), [by(4, 15), by(9, 15, 2)]))
    assert [(run.text, run.is_cited, [each.number for each in run.ended]) for run in found] == [
        ("One ", False, []),
        ("door ", True, []),
        ("helps.", True, [1, 2]),
        (" Two do not.", False, []),
    ]


def test_a_citation_that_runs_on_is_told_where_the_passage_ends():
    words = "One door helps. Two do not."
    (first,) = runs(words, 0, 15, [by(0, 27)])
    assert (first.text, first.is_cited, [each.number for each in first.ended]) == (
        "One door helps.",
        True,
        [1],
    )
    (second,) = runs(words, 16, 27, [by(0, 27)])
    assert [each.number for each in second.ended] == [1]


def test_line_ends_of_a_mail_program_are_blanks_those_typed_stay():
    words = "A line that was wrapped by the\nprogram goes on.\n\n- an item\n- another"
    assert [run.text for run in runs(words, 0, len(words), [])] == [
        "A line that was wrapped by the program goes on.\n- an item\n- another"
    ]


pieces = st.sampled_from(["one ", "two", ". ", "\n", "\n\n", "- ", "سطر ", "B"])


@given(
    st.lists(pieces, min_size=1, max_size=30).map("".join).filter(str.strip),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=4),
)
def test_no_letter_is_lost_and_each_citation_is_told_once(words, places):
    cited = [
        by(start, min(start + size, len(words)), number)
        for number, (start, size) in enumerate(places)
        if start < len(words)
    ]
    found = list(runs(words, 0, len(words), cited))
    assert "".join("".join(run.text for run in found).split()) == "".join(words.split())
    told = [each.number for run in found for each in run.ended]
    assert sorted(told) == [each.number for each in cited]
    lines = len(paragraphs(words))
    assert "".join(run.text for run in found).strip().count("\n") == lines - 1


# --- on the page -----------------------------------------------------------------------
@pytest.fixture
def released(say, amina, bilal):
    """A letter of four passages; the third is doubtful."""
    contribution = moderation.release(say(LETTER, by=amina), by=bilal)
    version = contribution.versions.get(is_released=True)
    kinds = [
        ("greeting", [], 0.9),
        ("answer", ["T1Q1"], 0.9),
        ("answer", ["T1Q2"], 0.2),
        ("signature", [], 0.9),
    ]
    start = 0
    for words, (kind, targets, confidence) in zip(
        version.masked.split("\n\n"), kinds, strict=False
    ):
        start = version.masked.index(words, start)
        Passage.objects.create(
            version=version,
            start=start,
            end=start + len(words),
            kind=kind,
            targets=targets,
            confidence=confidence,
            language="en",
        )
    return contribution


@pytest.fixture
def draft(discussion, released, bilal):
    return desk.begin(discussion, by=bilal)


@pytest.fixture
def answer(released):
    return Passage.objects.filter(version__contribution=released).order_by("start")[1]


def url(name, **values):
    return reverse(f"discussions:{name}", kwargs={"slug": "small-towns", **values})


def post(client, address, passage, query="", **data):
    return client.post(url(address, pk=passage.pk) + query, data)


@pytest.mark.django_db
def test_the_first_released_contribution_is_open(client, draft, released, bilal):
    client.force_login(bilal)
    reading = client.get(url("desk")).context["reading"]
    assert reading["open"] == released
    assert [shown.kind for shown in reading["passages"]] == [
        *("greeting", "answer", "answer", "signature")
    ]
    assert [target.label for target in reading["passages"][1].answers] == ["1.1"]
    assert [shown.is_doubtful for shown in reading["passages"]] == [False, False, True, False]


@pytest.mark.django_db
def test_cited_words_name_the_statements_that_cite_them(client, draft, released, answer, bilal):
    loan = "A loan from the Atlas Foundation helped me in Senegal."
    stating.write(
        draft, by=bilal, text="Loans help.", stretches=[desk.stretch(released, loan)], about="T1Q1"
    )
    client.force_login(bilal)
    page = client.get(url("desk") + f"?c={released.number}")
    shown = page.context["reading"]["passages"][1]
    assert [(run.text, run.is_cited) for run in shown.runs] == [
        (loan, True),
        (" It came early.", False),
    ]
    (cited,) = shown.cited
    assert cited.number == 1
    assert f"#s-{cited.key}" in page.content.decode()
    assert "<mark>" in page.content.decode()


@pytest.mark.django_db
def test_whole_passages_and_single_sentences_can_be_chosen(client, draft, released, answer, bilal):
    client.force_login(bilal)
    words = client.get(url("desk")).content.decode()
    assert f'form="selection" name="passage" value="{answer.pk}"' in words
    start = answer.start
    end = start + len("A loan from the Atlas Foundation helped me in Senegal.")
    assert f'name="stretch" value="{answer.version_id}-{start}-{end}"' in words
    # a passage of one sentence is chosen as a whole
    assert len(re.findall('name="stretch"', words)) == 2


@pytest.mark.django_db
def test_nothing_is_chosen_where_nothing_can_be_cited(client, released, bilal):
    client.force_login(bilal)
    assert 'name="passage"' not in client.get(url("desk")).content.decode()


@pytest.mark.django_db
def test_a_list_narrowed_in_the_address_keeps_its_filters(client, draft, released, bilal):
    client.force_login(bilal)
    page = client.get(url("desk") + "?about=T1Q2&lang=en&q=T1Q1")
    chosen = {"about": "T1Q2", "lang": "en", "state": "released"}
    assert page.context["reading"]["chosen"] == chosen
    words = page.content.decode()
    assert f"?about=T1Q2&amp;lang=en&amp;q=T1Q1&amp;c={released.number}#desk-words" in words
    assert '<input type="hidden" name="q" value="T1Q1">' in words


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["99", "x", "-1", "9" * 40, "1;drop", "²"])
def test_an_odd_number_opens_nothing(client, draft, bilal, number):
    client.force_login(bilal)
    assert client.get(url("desk"), {"c": number}).status_code == 200


@pytest.mark.django_db
def test_what_is_held_leads_to_the_queue(client, draft, say, bilal):
    held = say("Not read by anybody yet.", email="h@example.net")
    client.force_login(bilal)
    item = url("item", pk=held.pk)
    assert item not in client.get(url("desk")).content.decode()
    assert item in client.get(url("desk") + "?state=all").content.decode()


@pytest.mark.django_db
def test_the_columns_come_alone_for_htmx(client, draft, released, bilal):
    client.force_login(bilal)
    part = client.get(url("desk_words", number=released.number) + "?about=T1Q1", **HTMX)
    assert part["HX-Push-Url"] == url("desk") + f"?about=T1Q1&c={released.number}"
    assert "<html" not in part.content.decode()
    rows = client.get(url("desk_list") + "?lang=fr&state=", **HTMX)
    assert rows["HX-Push-Url"] == url("desk") + "?lang=fr"
    assert rows.context["reading"]["rows"][0].contribution == released
    assert client.get(url("desk_words", number=99), **HTMX).status_code == 404


@pytest.mark.django_db
def test_the_columns_alone_lead_to_the_desk_without_htmx(client, released, bilal):
    client.force_login(bilal)
    answer = client.get(url("desk_words", number=1) + "?lang=en")
    assert answer.headers["Location"] == url("desk") + "?lang=en&c=1#desk-words"


# --- deciding --------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_mark_is_put_on_by_one_button(client, draft, answer, bilal):
    client.force_login(bilal)
    done = post(client, "desk_mark", answer, "?c=1&about=T1Q1", mark="practice", seen="")
    assert done.headers["Location"] == url("desk") + f"?c=1&about=T1Q1#p{answer.pk}"
    answer.refresh_from_db()
    assert (answer.marks, answer.corrected_by) == (["practice"], bilal)


@pytest.mark.django_db
def test_a_marked_passage_comes_back_alone_for_htmx(client, draft, answer, bilal):
    client.force_login(bilal)
    part = client.post(url("desk_mark", pk=answer.pk), {"mark": "evidence", "seen": ""}, **HTMX)
    words = part.content.decode()
    assert words.startswith("<li")
    assert words.count('<li class="passage') == 1
    assert re.search(r'value="evidence" aria-pressed="true"', words)
    assert [mark.value for mark in part.context["row"].marks if mark.is_on] == ["evidence"]


@pytest.mark.django_db
def test_kind_and_questions_are_changed_at_the_desk(client, draft, answer, bilal):
    client.force_login(bilal)
    post(client, "desk_correct", answer, kind="answer", targets=["T1Q1", "T2Q1"], seen="")
    answer.refresh_from_db()
    assert answer.targets == ["T1Q1", "T2Q1"]


@pytest.mark.django_db
def test_a_name_in_the_words_is_accepted_with_one_click(client, draft, answer, bilal):
    client.force_login(bilal)
    (offered,) = client.get(url("desk")).context["reading"]["passages"][1].offered
    post(client, "desk_accept", answer, name=f"{offered.kind}:{offered.name}", seen="")
    answer.refresh_from_db()
    assert answer.named == [{"kind": offered.kind, "name": offered.name}]
    assert offered.name == "Atlas Foundation"
    shown = client.get(url("desk")).context["reading"]["passages"][1]
    assert shown.offered == []


@pytest.mark.django_db
def test_the_form_of_tags_offers_what_the_words_name(client, draft, answer, bilal):
    client.force_login(bilal)
    tags = client.get(url("desk_passage", pk=answer.pk)).context["tags"]
    assert [(box.value, box.is_on) for box in tags.places] == [("SN", False)]
    assert [box.is_on for box in tags.named] == [False]
    part = client.get(url("desk_passage", pk=answer.pk), **HTMX)
    assert part.content.decode().startswith("<form")


@pytest.mark.django_db
def test_themes_places_and_names_are_kept(client, draft, answer, bilal):
    client.force_login(bilal)
    post(
        client,
        "desk_tag",
        answer,
        themes=["health"],
        places=["SN"],
        another_place="TN",
        named=["organisation:Atlas Foundation"],
        another_kind="initiative",
        another_name="One Door",
        seen="",
    )
    answer.refresh_from_db()
    assert (answer.themes, answer.places) == (["health"], ["SN", "TN"])
    assert answer.named == [
        {"kind": "organisation", "name": "Atlas Foundation"},
        {"kind": "initiative", "name": "One Door"},
    ]
    words = client.get(url("desk")).content.decode()
    for said in ("Health", "Tunisia", "One Door"):
        assert said in words


@pytest.mark.django_db
def test_what_was_typed_stays_when_somebody_else_was_faster(client, draft, answer, bilal, admin):
    marking.mark(answer, by=admin, mark="practice")
    client.force_login(bilal)
    typed = {"themes": ["health"], "another_name": "One Door", "another_kind": "initiative"}
    page = post(client, "desk_tag", answer, seen="", **typed)
    assert page.status_code == 409
    assert page.context["tags"].name == "One Door"
    assert [box.value for box in page.context["tags"].themes if box.is_on] == ["health"]
    fresh = page.context["tags"].seen
    assert post(client, "desk_tag", answer, seen=fresh, **typed).status_code == 302
    answer.refresh_from_db()
    assert (answer.marks, answer.themes) == (["practice"], ["health"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("desk_mark", {"mark": "brilliant"}),
        ("desk_mark", {"mark": "practice", "seen": "yesterday"}),
        ("desk_correct", {"kind": "poem"}),
        ("desk_accept", {"name": "person:Amina"}),
        ("desk_tag", {"themes": ["no-theme"]}),
        ("desk_tag", {"another_name": "x" * 201}),
        ("desk_tag", {"named": ["person:Amina"]}),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(client, draft, answer, bilal, name, data):
    client.force_login(bilal)
    page = post(client, name, answer, **data)
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    answer.refresh_from_db()
    assert answer.corrected_at is None


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["desk_mark", "desk_correct", "desk_accept", "desk_tag"])
def test_a_passage_that_is_gone_leads_back(client, draft, answer, bilal, name):
    authoring.withdraw(answer.version.contribution, by=None)
    client.force_login(bilal)
    assert post(client, name, answer).status_code == 302
    assert client.post(url(name, pk=answer.pk), {}, **HTMX).status_code == 409


@pytest.mark.django_db
def test_a_passage_of_another_discussion_is_none_here(client, draft, answer, bilal):
    from .factories import make_discussion  # noqa: PLC0415

    make_discussion("elsewhere", lead=bilal)
    client.force_login(bilal)
    there = reverse("discussions:desk_mark", args=["elsewhere", answer.pk])
    assert client.post(there, {"mark": "practice"}, **HTMX).status_code == 409
    assert not Entry.objects.filter(verb="mark passage").exists()


# --- what is marked --------------------------------------------------------------------
@pytest.mark.django_db
def test_all_of_one_mark_stand_together(client, draft, released, answer, bilal):
    marking.mark(answer, by=bilal, mark="practice")
    third = Passage.objects.filter(version__contribution=released).order_by("start")[2]
    marking.tag(third, by=bilal, themes=["health"], places=[], named=[])
    client.force_login(bilal)
    everything = client.get(url("desk_marked"))
    assert [row.pk for row in everything.context["rows"]] == [answer.pk, third.pk]
    assert [(tab.value, tab.count) for tab in everything.context["marks"] if tab.count] == [
        ("practice", 1)
    ]
    page = client.get(url("desk_marked") + "?mark=practice")
    (row,) = page.context["rows"]
    assert row.words.startswith("A loan from the Atlas Foundation")
    assert f"{url('desk')}?c={released.number}#p{answer.pk}" in page.content.decode()
    assert [row.pk for row in client.get(url("desk_marked") + "?theme=health").context["rows"]] == [
        third.pk
    ]
    assert client.get(url("desk_marked") + "?mark=practice&theme=health").context["rows"] == []


@pytest.mark.django_db
def test_without_a_mark_the_page_says_how_to_put_one(client, released, bilal):
    client.force_login(bilal)
    assert "Nothing is marked yet" in client.get(url("desk_marked")).content.decode()


@pytest.mark.django_db
def test_the_words_take_the_same_queries_however_long(
    discussion, draft, released, django_assert_num_queries
):
    row = desk_words.contribution(discussion, released.number)
    known = reviewing.targets(discussion)
    with django_assert_num_queries(2):
        assert len(desk_words.shown(row, known, draft)) == 4
