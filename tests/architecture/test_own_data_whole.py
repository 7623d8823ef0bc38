"""No relation to a person is forgotten when they take along what is held about them (P-11)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps

from diwan.audit.models import Entry
from diwan.core import clock, slots
from diwan.people.actions.rights import erase, everything_about
from diwan.people.models import Mandate, Merge, Person, Vetting
from diwan.people.tests.factories import make_organisation, make_person

#: relations that no export tells of, and why
REASONS = {
    "people.DirectoryEntry.person": "made of the profile, which is told; never more than it",
    "people.Block.blocked": "that others blocked somebody is theirs: telling would harm them",
    "people.SignInLink.person": "the digest of a link for some minutes, which nobody can read",
    "discussions.Presence.person": "who has the desk open now; forgotten within minutes",
    "people.Person.groups": "nobody is in one before there are editors of pages (ADR 0019)",
    "people.Person.user_permissions": "nobody has one: rights of editors come by groups",
    "admin.LogEntry.user": "a table of the framework that nothing here writes",
}


def relations() -> set[str]:
    """``room.Model.field`` of every relation of any model to a person; through tables by theirs."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation and Person in (field.related_model, _owner(model, field))
    }


def _owner(model: type, field: object) -> type | None:
    """The person's own lists, ``themes``, tell about them as well."""
    return model if getattr(field, "many_to_many", False) else None


def covered() -> set[str]:
    return {relation for source in slots.personal_data for relation in source.covers}


def test_every_relation_to_a_person_is_told_or_has_a_reason():
    assert relations() - covered() - set(REASONS) == set()


def test_nothing_is_named_that_is_not_there_or_told_all_the_same():
    known = relations() | {"admin.LogEntry.user"}
    assert covered() - known == set()
    assert set(REASONS) & covered() == set()
    assert set(REASONS) - known == set()


@pytest.mark.django_db
def test_what_a_steward_did_is_told_and_names_nobody_else():
    steward, other = make_person("s@example.org", name="Sana"), make_person(name="Otherina Name")
    body, twin = make_organisation("Body"), make_organisation("Twin")
    now = clock.now()
    body.verified_by, body.verified_at, body.review_due = steward, now, now.date()
    body.save()
    Mandate.objects.create(
        organisation=body,
        person=other,
        role="member",
        starts_on=now.date(),
        asked_at=now,
        confirmed_at=now,
        confirmed_by=steward,
    )
    Merge.objects.create(source=twin, target=body, at=now, by=steward)
    Vetting.objects.create(
        organisation=body,
        track_record="x",
        governance="y",
        conclusion="sound",
        reviewed_by=steward,
        reviewed_on=now.date(),
        next_review_on=now.date() + timedelta(days=300),
    )
    told = everything_about(steward)["people-deeds"][1]
    done = {key for key, rows in told.items() if rows}
    assert done == {
        "people Organisation verified_by",
        "people Mandate confirmed_by",
        "people Merge by",
        "people Vetting reviewed_by",
    }
    assert "Otherina" not in str(told)
    erase(steward, by=steward)
    assert Merge.objects.get().by.name == ""


@pytest.mark.django_db
def test_the_lines_of_the_log_are_told_without_others():
    person, other = make_person("a@example.org"), make_person("b@example.org")
    own, theirs = f"person:{person.pk}", f"person:{other.pk}"
    for actor, verb, subject in (
        (own, "verify organisation", "people.organisation:7"),
        (own, "suspend", theirs),
        (theirs, "update profile", own),
        (theirs, "verify organisation", "people.organisation:8"),
    ):
        Entry(at=clock.now(), actor=actor, verb=verb, subject=subject).save()
    told = everything_about(person)["audit"][1]
    assert [(row["verb"], row["thing"]) for row in told["did"]] == [
        ("verify organisation", "people.organisation:7"),
        ("suspend", "person"),
    ]
    assert [set(row) for row in told["done"]] == [{"verb", "at"}]
    assert theirs not in str(told)
