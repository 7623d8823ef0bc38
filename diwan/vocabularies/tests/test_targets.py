from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from diwan.vocabularies import source
from diwan.vocabularies.actions import load_vocabularies
from diwan.vocabularies.models import Goal
from diwan.vocabularies.templatetags.targets import about_migration, by_goal
from diwan.vocabularies.words import Framework

if TYPE_CHECKING:
    from django.db.models import QuerySet

pytestmark = pytest.mark.django_db

# By goal: how many numbered targets, and how many lettered ones (means to reach them).
THE_AGENDA = {
    1: (5, 2),
    2: (5, 3),
    3: (9, 4),
    4: (7, 3),
    5: (6, 3),
    6: (6, 2),
    7: (3, 2),
    8: (10, 2),
    9: (5, 3),
    10: (7, 3),
    11: (7, 3),
    12: (8, 3),
    13: (3, 2),
    14: (7, 3),
    15: (9, 3),
    16: (10, 2),
    17: (19, 0),
}


def codes_of_the_agenda() -> list[str]:
    return [
        f"{goal}.{ending}"
        for goal, (numbered, lettered) in THE_AGENDA.items()
        for ending in [*range(1, numbered + 1), *"abcd"[:lettered]]
    ]


def targets() -> QuerySet[Goal]:
    return Goal.objects.filter(framework=Framework.SDG)


def test_every_target_of_the_agenda_is_there_in_its_order() -> None:
    load_vocabularies()
    assert [target.code for target in targets()] == codes_of_the_agenda()
    assert [target.position for target in targets()] == list(range(169))


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_target_has_a_short_title_of_its_own_in_each_language(language: str) -> None:
    load_vocabularies()
    titles = [target.names[language] for target in targets()]
    assert len(set(titles)) == 169
    for title in titles:
        assert title == " ".join(title.split())
        assert 2 <= len(title.split()) <= 12
        assert bool(re.search("[\u0621-\u064a]", title)) == (language == "ar")


def test_a_target_stands_under_its_goal() -> None:
    load_vocabularies()
    goals = by_goal(targets())
    assert [goal.number for goal in goals] == list(source.sdg_goals())
    sizes = {int(goal.number): len(goal.targets) for goal in goals}
    assert sizes == {number: sum(both) for number, both in THE_AGENDA.items()}
    for goal in goals:
        assert set(goal.names) == {"en", "fr", "ar"}
        assert all(goal.names.values())


def test_the_targets_about_migration_are_known() -> None:
    load_vocabularies()
    related = about_migration(targets())
    assert {target.code for target in related} == source.migration_related()
    assert " ".join(target.code for target in related) == (
        "3.8 3.c 4.3 4.4 4.b 5.2 8.5 8.6 8.7 8.8 10.7 10.c 11.3 16.2 16.9 17.3 17.16 17.17 17.18"
    )
    by_number = Counter(target.code.partition(".")[0] for target in related)
    assert {goal.number: goal.about_migration for goal in by_goal(targets())} == {
        str(number): by_number[str(number)] for number in THE_AGENDA
    }


def test_loading_completes_and_orders_a_shorter_list_of_before() -> None:
    load_vocabularies()
    targets().exclude(code__in=source.migration_related()).delete()
    for position, target in enumerate(targets()):
        Goal.objects.filter(pk=target.pk).update(position=position)
    kept = {target.code: target.pk for target in targets()}
    assert load_vocabularies() == 169
    assert [target.code for target in targets()] == codes_of_the_agenda()
    assert {code: targets().get(code=code).pk for code in kept} == kept
    assert load_vocabularies() == 0


def test_the_goals_are_written_in_few_queries(django_assert_max_num_queries: Any) -> None:
    load_vocabularies()
    Goal.objects.all().delete()
    with django_assert_max_num_queries(10):
        assert load_vocabularies() == 192


def test_the_page_shows_migration_first_and_then_every_goal(client: Any) -> None:
    load_vocabularies()
    page = client.get(reverse("vocabularies:themes")).content.decode()
    first, heading, rest = page.partition("All targets by goal")
    assert heading
    assert "Cheaper remittances" in first
    assert "Nobody left in extreme poverty" not in first
    assert "Nobody left in extreme poverty" in rest
    assert rest.count("<details>") == 17
    assert rest.count(">About migration<") == 19
    assert "10 targets · 2 about migration" in rest


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("/fr", ["Moins d&#x27;inégalités", "Des envois de fonds moins chers", "10 cibles"]),
        ("/ar", ["الحد من عدم المساواة", "خفض كلفة التحويلات المالية", "10 غايات"]),
    ],
)
def test_the_goals_speak_french_and_arabic(client: Any, prefix: str, words: list[str]) -> None:
    load_vocabularies()
    page = client.get(f"{prefix}/vocabularies/themes/").content.decode()
    for text in words:
        assert text in page


def test_targets_without_a_mark_show_no_list_of_migration(client: Any) -> None:
    Goal.objects.create(framework=Framework.SDG, code="1.1", names={"en": "Out of poverty"})
    page = client.get(reverse("vocabularies:themes")).content.decode()
    assert "Targets about migration" not in page
    assert "1 target<" in page
    assert "Out of poverty" in page
