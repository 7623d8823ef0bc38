from __future__ import annotations

from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from diwan.core import clock
from diwan.discussions import reviewing
from diwan.discussions.actions import authoring, finding, moderation, passages
from diwan.discussions.models import Passage

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}
LETTER = (
    "Dear all,\n\nA loan helped my return more than any training did.\n\n"
    "The town hall should help, not the ministry.\n\nAmina"
)


@pytest.fixture
def released(say, amina, bilal):
    """A letter of four passages; the third is doubtful."""
    contribution = moderation.release(say(LETTER, by=amina), by=bilal)
    cut(contribution)
    return contribution


def cut(contribution):
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


@pytest.mark.parametrize("name", ["queue", "desk"])
def test_new_words_are_told_to_be_cut_again_and_one_button_does_it(
    client, discussion, released, bilal, name
):
    client.force_login(bilal)
    where = reverse(f"discussions:{name}", args=[discussion.slug])
    assert 'id="uncut"' not in client.get(where).content.decode()
    corrected = Passage.objects.get(kind="answer", confidence=0.9)
    passages.correct(corrected, by=bilal, kind="answer", targets=["T1Q2"])
    changed = LETTER.replace("not the ministry", "with the ministry")
    moderation.merge_correction(authoring.correct(released, text=changed, by=None), by=bilal)
    page = client.get(where).content.decode()
    assert "The words of 1 contribution are new or changed" in page
    assert reverse("discussions:find_passages", args=[discussion.slug]) in page
    client.post(reverse("discussions:find_passages", args=[discussion.slug]))
    assert 'id="uncut"' not in client.get(where).content.decode()
    kept = Passage.objects.shown().get(corrected_by=bilal)
    assert kept.targets == ["T1Q2"]


def test_nothing_is_to_be_cut_again_before_passages_were_found(client, discussion, say, bilal):
    moderation.release(say("One desk is enough."), by=bilal)
    assert reviewing.uncut(discussion) == ()


def list_url(discussion, query=""):
    return reverse("discussions:passages", args=[discussion.slug]) + query


def page_url(released, query=""):
    return reverse("discussions:passages_of", args=["small-towns", released.number]) + query


def save_url(released, passage):
    return reverse("discussions:correct_passage", args=["small-towns", released.number, passage.pk])


def passage_of(released, place):
    return Passage.objects.filter(version__contribution=released).order_by("start")[place - 1]


# --- the list --------------------------------------------------------------------------
def test_the_list_says_how_each_contribution_stands(client, discussion, released, say, bilal):
    uncut = moderation.release(say("Nobody has cut this yet.", by=None), by=bilal)
    client.force_login(bilal)
    page = client.get(list_url(discussion))
    first, second = page.context["rows"]
    assert first.words == "A loan helped my return more than any training did."
    assert second.words == "Nobody has cut this yet."
    assert (first.passages, first.answers, first.doubtful, first.corrected) == (4, 2, 1, 0)
    assert (second.contribution.pk, second.passages) == (uncut.pk, 0)
    assert [piece.colours for piece in first.pieces] == [(), (1,), (2,), ()]
    assert [(name, count) for name, _label, count in page.context["tabs"]] == [
        ("", 2),
        ("look", 1),
        ("new", 1),
    ]
    coverage = {label: count for label, count, _colour in page.context["coverage"]}
    assert list(coverage.values()) == [1, 1, 0]


@pytest.mark.parametrize(("show", "place"), [("look", 0), ("new", 1)])
def test_the_list_is_narrowed(client, discussion, released, say, bilal, show, place):
    both = [released, moderation.release(say("Nobody has cut this yet.", by=None), by=bilal)]
    client.force_login(bilal)
    rows = client.get(list_url(discussion, f"?show={show}")).context["rows"]
    assert [row.contribution.pk for row in rows] == [both[place].pk]


def test_the_list_costs_the_same_for_one_and_three(
    assert_same_queries, discussion, say, amina, bilal
):
    def make(number):
        cut(moderation.release(say(f"{LETTER} {number}", by=amina), by=bilal))

    assert_same_queries(list_url(discussion), make, person=bilal)


def test_one_contribution_costs_the_same_for_one_passage_and_three(
    assert_same_queries, discussion, say, amina, bilal
):
    contribution = moderation.release(say(LETTER, by=amina), by=bilal)
    version = contribution.versions.get(is_released=True)

    def make(number):
        Passage.objects.create(
            version=version,
            start=number,
            end=number + 1,
            kind="answer",
            targets=["T1Q1"],
            corrected_by=bilal,
            corrected_at=clock.now(),
        )

    assert_same_queries(page_url(contribution), make, person=bilal)


def test_without_released_words_the_list_says_what_to_do(client, discussion, bilal):
    client.force_login(bilal)
    page = client.get(list_url(discussion)).content.decode()
    assert "Release contributions first" in page
    assert reverse("discussions:queue", args=[discussion.slug]) in page


def test_the_button_finds_passages_and_keeps_what_was_corrected(
    client, discussion, released, bilal
):
    mine = passages.correct(passage_of(released, 2), by=bilal, kind="introduction", targets=[])
    client.force_login(bilal)
    url = reverse("discussions:find_passages", args=[discussion.slug])
    page = client.post(url, follow=True)
    assert [str(message) for message in page.context["messages"]]
    again = Passage.objects.get(version=mine.version, start=mine.start)
    assert (again.kind, again.corrected_by) == ("introduction", bilal)
    assert client.get(url).status_code == 405


@pytest.mark.parametrize("bound", ["AT_ONCE", "CHARACTERS_AT_ONCE"])
def test_many_contributions_or_long_ones_are_read_in_the_worker(
    client, discussion, released, bilal, monkeypatch, bound
):
    monkeypatch.setattr(finding, bound, 0)
    Passage.objects.all().delete()
    client.force_login(bilal)
    url = reverse("discussions:find_passages", args=[discussion.slug])
    page = client.post(url, follow=True)
    assert "are being found" in str(next(iter(page.context["messages"])))
    assert Passage.objects.filter(version__contribution=released).exists()


def test_the_desk_says_how_many_wait_for_a_look(client, released, bilal):
    client.force_login(bilal)
    page = client.get(reverse("portal:desk")).content.decode()
    assert "/passages/?show=look" in page
    assert reviewing.waiting([released.discussion_id]) == {released.discussion_id: 1}
    passages.correct(passage_of(released, 3), by=bilal, kind="answer", targets=["T1Q2"])
    assert reviewing.waiting([released.discussion_id]) == {}
    assert "/passages/?show=look" not in client.get(reverse("portal:desk")).content.decode()


# --- one contribution ------------------------------------------------------------------
def test_passages_stand_in_reading_order_with_number_colour_and_pattern(client, released, bilal):
    client.force_login(bilal)
    page = client.get(page_url(released))
    rows = page.context["rows"]
    assert [row.text for row in rows] == LETTER.split("\n\n")
    assert [row.is_doubtful for row in rows] == [False, False, True, False]
    html = page.content.decode()
    assert 'data-q="1"><span class="swatch" data-q="1"></span>' in html
    assert html.count("Look here") == 1
    narrowed = client.get(page_url(released, "?only=look")).context["rows"]
    assert [row.place for row in narrowed] == [3]


def test_only_words_that_readers_see_are_shown(client, released, say, bilal):
    client.force_login(bilal)
    assert client.get(page_url(released)).status_code == 200
    moderation.set_aside(released, by=bilal, reason="rules")
    assert client.get(page_url(released)).status_code == 404
    unheard = reverse("discussions:passages_of", args=["small-towns", 99])
    assert client.get(unheard).status_code == 404


def test_a_passage_is_corrected_by_its_form(client, released, bilal):
    client.force_login(bilal)
    passage = passage_of(released, 3)
    answer = client.post(
        save_url(released, passage),
        {"kind": "answer", "targets": ["T2Q1", "T1Q1"], "seen": ""},
        follow=True,
    )
    passage.refresh_from_db()
    assert passage.targets == ["T1Q1", "T2Q1"]
    assert passage.corrected_by == bilal
    assert answer.redirect_chain[0][0].endswith(f"#p{passage.pk}")
    assert "decided by <bdi>Bilal</bdi>" in answer.content.decode()


def test_htmx_gets_the_passage_alone_and_how_many_are_left(client, released, bilal):
    client.force_login(bilal)
    passage = passage_of(released, 3)
    answer = client.post(
        save_url(released, passage), {"kind": "greeting", "targets": ["T1Q1"], "seen": ""}, **HTMX
    )
    html = answer.content.decode()
    passage.refresh_from_db()
    assert (passage.kind, passage.targets) == ("greeting", [])
    assert html.count("<li ") == 1
    assert "<html" not in html
    assert 'hx-swap-oob="true"' in html
    assert "Nothing to look at" in html


@pytest.mark.parametrize("part", [{}, HTMX])
def test_bad_input_keeps_what_was_chosen(client, released, bilal, part):
    client.force_login(bilal)
    passage = passage_of(released, 2)
    for data in (
        {"kind": "answer", "targets": ["T1", "T1Q2"]},
        {"kind": "poem", "targets": ["T1Q2"]},
        {"kind": "answer", "targets": ["T1Q2", "nonsense"]},
        {"kind": "answer", "targets": ["T1Q2"], "seen": "yesterday"},
    ):
        answer = client.post(save_url(released, passage), data, **part)
        html = answer.content.decode()
        assert answer.status_code == 422, data
        assert 'role="alert"' in html
        assert 'value="T1Q2" checked' in html.replace(" data-topic", "")
    passage.refresh_from_db()
    assert passage.corrected_at is None


@pytest.mark.parametrize("part", [{}, HTMX])
def test_a_colleague_who_was_faster_is_not_overwritten(client, released, bilal, admin, part):
    passage = passage_of(released, 3)
    passages.correct(passage, by=admin, kind="reference", targets=[])
    client.force_login(bilal)
    mine = {"kind": "answer", "targets": ["T2Q1"], "seen": ""}
    answer = client.post(save_url(released, passage), mine, **part)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else corrected" in html
    assert 'value="T2Q1" checked' in html
    passage.refresh_from_db()
    assert (passage.kind, passage.corrected_by) == ("reference", admin)
    seen = {"seen": passage.corrected_at.isoformat()}
    assert seen["seen"].split("+")[0] in html
    assert client.post(save_url(released, passage), mine | seen).status_code == 302
    passage.refresh_from_db()
    assert passage.targets == ["T2Q1"]


def test_a_passage_that_was_found_anew_meanwhile_is_told(client, discussion, released, bilal):
    passage = passage_of(released, 3)
    passages.align(discussion, by=bilal)
    if Passage.objects.filter(pk=passage.pk).exists():
        Passage.objects.filter(pk=passage.pk).delete()
    client.force_login(bilal)
    data = {"kind": "greeting", "seen": ""}
    part = client.post(save_url(released, passage), data, **HTMX)
    assert part.status_code == 409
    assert "found anew" in part.content.decode()
    page = client.post(save_url(released, passage), data, follow=True)
    assert "found anew" in str(next(iter(page.context["messages"])))


def test_a_passage_of_another_contribution_is_not_corrected_here(client, released, say, bilal):
    other = moderation.release(say(LETTER, by=None), by=bilal)
    client.force_login(bilal)
    passage = passage_of(released, 2)
    answer = client.post(save_url(other, passage), {"kind": "greeting"}, **HTMX)
    assert answer.status_code == 409
    passage.refresh_from_db()
    assert passage.kind == "answer"


def test_others_correct_nothing(client, released, dele, amina):
    passage = passage_of(released, 2)
    for person in (dele, amina):
        client.force_login(person)
        assert client.post(save_url(released, passage), {"kind": "greeting"}).status_code == 403
        with pytest.raises(PermissionDenied):
            passages.correct(passage, by=person, kind="greeting", targets=[])


def test_keys_are_given_to_the_first_ten_questions(discussion):
    known = reviewing.targets(discussion)
    assert [(key, target.press) for key, target in known.items()] == [
        ("T1Q1", "1"),
        ("T1Q2", "2"),
        ("T2Q1", "3"),
        ("T1", "t"),
        ("T2", "t"),
    ]
    assert len(set(reviewing.KIND_KEYS.values())) == len(reviewing.KIND_KEYS)


def test_while_the_worker_finds_passages_the_page_says_so_and_asks_again(
    client, discussion, say, bilal, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    moderation.release(say("A loan helped my return."), by=bilal)
    client.force_login(bilal)
    url = reverse("discussions:passages", args=[discussion.slug])
    assert "http-equiv" not in client.get(url).content.decode()
    for _press in range(2):
        with patch.object(finding, "AT_ONCE", 0):
            client.post(reverse("discussions:find_passages", args=[discussion.slug]))
    assert DBTaskResult.objects.count() == 1
    assert 'http-equiv="refresh"' in client.get(url).content.decode()
