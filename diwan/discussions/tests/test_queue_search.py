"""The team finds what is in its queue, in three languages; nobody else does, and nothing stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diwan.core import clock, slots
from diwan.discussions import jobs
from diwan.discussions.actions import authoring, calling, indexing, intake, moderation, teamwork
from diwan.discussions.calls import Reader
from diwan.discussions.models import Contribution, Discussion
from diwan.discussions.queue_finding import found
from diwan.people.tests.factories import make_person
from diwan.portal import actions as portal
from diwan.portal import queries
from diwan.portal.tests.table import kept_words

from .conftest import call_data

pytestmark = pytest.mark.django_db

SECRET = "zanzibarine"


def page(client, discussion, **query):
    query = {"tab": "waiting", **query}
    return client.get(reverse("discussions:queue", args=[discussion.slug]), query)


def rows(answer):
    return [row.pk for row in answer.context["rows"]]


def team_finds(discussion, words, *, person):
    rows = found(discussion.contributions.all(), words, person=person)
    return sorted(rows.values_list("pk", flat=True))


def index_holds(word):
    return any(word in words for words in kept_words())


# --- finding ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "words", "typed"),
    [
        ("fr", "La reconnaissance des diplômes étrangers, c’est l’urgence.", "diplome étranger"),
        ("fr", "Un guichet unique pour l'épargne", "EPARGNE guich"),
        ("ar", "تُيَسِّرُ الجمعيات عودة المهاجرين إلى قراهم", "للمهاجرين"),
        ("ar", "الاعتراف بالشهادات الأجنبية", "شهاد"),
        ("en", "Returnees need one door in their municipality.", "municipalities returnee"),
        ("en", "They must open it before departure.", '"before departure"'),
    ],
)
def test_words_are_found_in_three_languages(
    client, discussion, say, amina, bilal, language, words, typed
):
    wanted = say(words, by=amina, language=language)
    say("Something else. Autre chose. شيء آخر.", by=amina, language=language)
    client.force_login(bilal)
    answer = page(client, discussion, words=typed)
    assert rows(answer) == [wanted.pk]
    assert "<mark>" in answer.content.decode()
    assert answer.context["filters"]["words"].value() == typed


def test_the_subject_of_a_letter_is_found_and_shown(client, discussion, post, bilal):
    letter = post("One door would do.", Subject="The crossroads <b>office</b>")
    client.force_login(bilal)
    answer = page(client, discussion, words="crossroad")
    assert rows(answer) == [letter.pk]
    assert "<mark>crossroads</mark> &lt;b&gt;" in answer.content.decode()


def test_contact_details_are_not_found(discussion, say, amina, bilal):
    held = say("Call me on +216 71 123 456, or write to me@example.org about doors.", by=amina)
    assert team_finds(discussion, "doors", person=bilal) == [held.pk]
    for detail in ("71", "123", "456", "example"):
        assert team_finds(discussion, f'"{detail}"', person=bilal) == []


def test_names_of_authors_are_not_in_the_index(discussion, say, amina, bilal):
    say("One door.", by=amina, name="Amina Trabelsi")
    assert not index_holds("trabelsi")


def test_words_and_filters_narrow_together(client, discussion, say, post, amina, bilal):
    web = say("One door would do.", by=amina)
    mine = say("Two doors would do.", by=amina)
    moderation.take(mine, by=bilal, to=bilal)
    mail = post("Three doors would do.")
    french = say("Une porte ; a door.", by=amina, language="fr")
    client.force_login(bilal)
    assert rows(page(client, discussion, words="doors")) == [web.pk, mine.pk, mail.pk, french.pk]
    assert rows(page(client, discussion, words="door", channel="mail")) == [mail.pk]
    assert rows(page(client, discussion, words="door", assigned="me")) == [mine.pk]
    assert rows(page(client, discussion, words="door", language="fr")) == [french.pk]
    assert rows(page(client, discussion, words="door", channel="mail", assigned="me")) == []


def test_other_tabs_say_what_they_hold(client, discussion, say, amina, bilal):
    say("One door here.", by=amina)
    shown = moderation.release(say("A door there.", by=amina), by=bilal)
    moderation.release(say("A window there.", by=amina), by=bilal)
    aside = say("No door at all", by=amina)
    moderation.set_aside(aside, by=bilal, reason="off_topic")
    client.force_login(bilal)
    answer = page(client, discussion, words="door", language="en", page="1")
    assert [(each["label"], each["count"]) for each in answer.context["elsewhere"]] == [
        ("Set aside", 1),
        ("Released", 1),
    ]
    assert "1 contribution found here" in answer.content.decode()
    there = client.get(
        reverse("discussions:queue", args=[discussion.slug]) + answer.context["elsewhere"][1]["url"]
    )
    assert rows(there) == [shown.pk]
    assert there.context["choice"].language == "en"
    reasoned = page(client, discussion, tab="set_aside", reason="off_topic", words="doors")
    assert rows(reasoned) == [aside.pk]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("windmill", "try fewer or other words"), ("door windmill", "Nothing found")],
)
def test_nothing_found_says_what_to_do(client, discussion, say, amina, bilal, typed, sentence):
    say("A door.", by=amina)
    client.force_login(bilal)
    answer = page(client, discussion, words=typed).content.decode()
    assert sentence.lower() in answer.lower()
    assert f'value="{typed}"' in answer
    assert "0 contributions found here" in answer


def test_what_stands_on_another_tab_is_told_where_nothing_is_found(
    client, discussion, say, amina, bilal
):
    moderation.release(say("A door.", by=amina), by=bilal)
    client.force_login(bilal)
    answer = page(client, discussion, words="door").content.decode()
    assert "Look on the other tabs" in answer
    assert "?tab=released&amp;words=door" in answer


@pytest.mark.parametrize("typed", ["!!!", '"', "* ( ) NEAR", "x" * 5000, "\0", "'); DROP TABLE x;"])
def test_no_typing_breaks_the_queue(client, discussion, say, amina, bilal, typed):
    say("A door.", by=amina)
    client.force_login(bilal)
    assert page(client, discussion, words=typed).status_code == 200


def test_signs_alone_cannot_be_found(client, discussion, say, amina, bilal):
    say("A door!", by=amina)
    client.force_login(bilal)
    assert "at least one word" in page(client, discussion, words="!!!").content.decode()


def test_a_search_costs_the_same_for_one_and_three(client, discussion, say, amina, bilal):
    say("A door.", by=amina)
    client.force_login(bilal)
    page(client, discussion, words="door")
    with CaptureQueriesContext(connection) as one:
        page(client, discussion, words="door")
    say("Doors.", by=amina)
    say("My door.", by=amina)
    with CaptureQueriesContext(connection) as three:
        assert len(rows(page(client, discussion, words="door"))) == 3
    assert len(three) == len(one)


# --- who may ---------------------------------------------------------------------------------
def test_what_is_held_is_found_by_its_team_only(client, discussion, say, admin, amina, bilal, dele):
    held = say(f"The {SECRET} of the town", by=amina)
    zaki = make_person("zaki@example.org", name="Zaki")
    other = calling.create(Reader("test").call(call_data(slug="other")), by=None)
    teamwork.appoint(other, zaki, by=admin, is_lead=True)
    assert team_finds(discussion, SECRET, person=bilal) == [held.pk]
    assert team_finds(discussion, SECRET, person=admin) == [held.pk]
    for person in (zaki, amina, dele):
        assert team_finds(discussion, SECRET, person=person) == []
        answer = queries.search(person, SECRET)
        assert (answer.count, answer.found) == (0, [])
        client.force_login(person)
        assert page(client, discussion, words=SECRET).status_code == 403
    client.force_login(zaki)
    elsewhere = page(client, other, words=SECRET)
    assert (rows(elsewhere), elsewhere.context["elsewhere"]) == ([], [])


@pytest.mark.parametrize("source", ["", "queue"])
def test_held_words_are_not_on_the_page_of_the_search(
    client, discussion, say, amina, bilal, source
):
    say(f"The {SECRET} of the town", by=amina)
    client.force_login(bilal)
    answer = client.get(reverse("portal:search"), {"q": SECRET, "source": source})
    assert "0 results" in answer.content.decode()
    assert "queue" not in queries.sources()


def test_readers_find_the_shown_words_and_not_a_correction_that_waits(
    discussion, say, amina, bilal, dele
):
    shown = moderation.release(say("One door is enough here.", by=amina), by=bilal)
    authoring.correct(shown, text=f"One {SECRET} is enough here.", by=amina)
    assert queries.search(dele, SECRET).count == 0
    assert queries.search(dele, "door").count == 1
    assert team_finds(discussion, SECRET, person=bilal) == [shown.pk]


# --- what the index holds follows what is there ----------------------------------------------
def test_a_draft_is_in_no_index(discussion, amina):
    draft = intake.start(discussion, by=amina)
    intake.save_draft(draft, intake.Saying(answers=[(None, f"A {SECRET}")]))
    assert not index_holds(SECRET)


def test_an_edit_a_correction_and_a_restored_piece_are_found(discussion, say, post, amina, bilal):
    held = say("One windmill.", by=amina)
    authoring.correct(held, text="One watermill.", by=amina)
    assert team_finds(discussion, "windmill", person=bilal) == []
    assert team_finds(discussion, "watermills", person=bilal) == [held.pk]
    moderation.release(held, by=bilal, edited="One sawmill.")
    assert team_finds(discussion, "watermill", person=bilal) == []
    assert team_finds(discussion, "sawmill", person=bilal) == [held.pk]
    quoting = (
        "I agree.\n\nOn 3 March 2026 at 10:05, Diwan <x@example.org> wrote:\n> Old lighthouse."
    )
    letter = post(quoting)
    assert team_finds(discussion, "lighthouse", person=bilal) == []
    moderation.restore_cutting(letter.cuttings.get(), by=bilal)
    assert team_finds(discussion, "lighthouse", person=bilal) == [letter.pk]


def test_a_name_that_is_masked_anew_is_found_no_more(discussion, say, amina, bilal):
    held = say("I, Amina Trabelsi, want a door.", by=amina, name="Amina Trabelsi")
    assert team_finds(discussion, "trabelsi", person=bilal) == [held.pk]
    authoring.attribute(held, attribution="anonymous", by=amina)
    assert not index_holds("trabelsi")
    assert team_finds(discussion, "door", person=bilal) == [held.pk]


def test_a_corrected_language_is_indexed_in_it(discussion, say, amina, bilal):
    held = say("Les chevaux", by=amina, language="en")
    assert team_finds(discussion, "cheval", person=bilal) == []
    moderation.sign_language(held, language="fr", by=bilal)
    assert team_finds(discussion, "cheval", person=bilal) == [held.pk]


def test_what_is_set_aside_is_found_by_the_team_and_not_by_readers(
    discussion, say, amina, bilal, dele
):
    shown = moderation.release(say(f"The {SECRET} of the town", by=amina), by=bilal)
    assert queries.search(dele, SECRET).count == 1
    moderation.set_aside(shown, by=bilal, reason="off_topic")
    assert queries.search(dele, SECRET).count == 0
    assert team_finds(discussion, SECRET, person=bilal) == [shown.pk]


@pytest.mark.parametrize("is_shown", [True, False])
def test_no_withdrawn_word_stays(discussion, post, bilal, is_shown):
    letter = post(f"The {SECRET} of the town", Subject=f"A {SECRET}")
    if is_shown:
        moderation.release(letter, by=bilal)
    assert index_holds(SECRET)
    letter.refresh_from_db()
    authoring.withdraw(letter, by=None)
    assert not index_holds(SECRET)
    assert team_finds(discussion, SECRET, person=bilal) == []


def test_a_withdrawn_word_stays_in_no_duplicate(discussion, post):
    first, second = post(f"The {SECRET} of the town"), post(f"Another {SECRET} of the town")
    Contribution.objects.filter(pk=second.pk).update(duplicate_of=first)
    authoring.withdraw(first, by=None)
    assert not index_holds(SECRET)


def test_no_word_of_an_erased_member_stays_but_what_readers_see(discussion, say, amina, bilal):
    say(f"The {SECRET} of the town", by=amina)
    shown = moderation.release(say("A door. I am Amina Trabelsi.", by=amina), by=bilal)
    authoring.correct(shown, text=f"A door, and a {SECRET}.", by=amina)
    Contribution.objects.filter(pk=shown.pk).update(subject="A lighthouse")
    indexing.index_for_team(Contribution.objects.filter(pk=shown.pk))
    assert index_holds(SECRET)
    assert index_holds("lighthouse")
    authoring.anonymise(amina)
    assert not index_holds(SECRET)
    assert not index_holds("lighthouse")
    assert team_finds(discussion, "door", person=bilal) == [shown.pk]


def test_what_is_past_its_time_leaves_the_index(settings, discussion, say, post, bilal):
    post(f"The {SECRET} of the town")
    shown = moderation.release(post("A door.", Subject="A lighthouse"), by=bilal)
    now = clock.now()
    Discussion.objects.update(delivered_at=now - timedelta(days=settings.DIWAN_LETTERS_DAYS + 1))
    assert jobs.purge_originals(now) == 2
    assert not index_holds(SECRET)
    assert not index_holds("lighthouse")
    assert team_finds(discussion, "door", person=bilal) == [shown.pk]


def test_filling_the_index_anew_changes_nothing(discussion, say, post, amina, bilal):
    """What each action did to the index is what the whole of it says."""
    held, letter = say("One door.", by=amina), post("A windmill.", Subject="Mills")
    edited = moderation.release(say("A sawmill.", by=amina), by=bilal, edited="A watermill.")
    authoring.correct(edited, text="A paper mill.", by=amina)
    authoring.withdraw(say("Gone.", by=amina), by=amina)
    moderation.set_aside(letter, by=bilal, reason="off_topic")
    authoring.attribute(held, attribution="anonymous", by=amina)
    before = kept_words()
    ours = {"discussions": 1, "contributions": 1, "queue": 3}
    assert {name: count for name, count in portal.reindex_all().items() if name in ours} == ours
    assert kept_words() == before
    assert set(ours) <= set(slots.search_sources.names())
