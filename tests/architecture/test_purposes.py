"""Nothing about people is kept without a purpose (P-1): every field that could is declared."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils.translation import override

from diwan.core import purposes
from diwan.people.models import Person

_TELLING = (
    models.CharField,
    models.TextField,
    models.EmailField,
    models.JSONField,
    models.FileField,
    models.BinaryField,
    models.GenericIPAddressField,
)


def could_be_personal(model: type[models.Model], field: Any) -> bool:
    """Whether a field can hold words, files, or a link to a person."""
    if field.is_relation:
        ties = {model, field.related_model} if field.many_to_many else {field.related_model}
        return Person in ties
    return isinstance(field, _TELLING)


def fields_to_declare() -> list[str]:
    return [
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)
        if could_be_personal(model, field)
    ]


def test_every_field_that_could_be_personal_is_declared():
    assert [path for path in fields_to_declare() if not purposes.is_declared(path)] == []


def test_nothing_is_declared_that_does_not_exist():
    there = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
    }
    declared = {*purposes.personal.names(), *purposes._impersonal}
    assert declared - there == set()


def test_the_fields_of_a_person_are_seen():
    found = fields_to_declare()
    assert {"people.Person.email", "people.Person.name", "people.Person.themes"} <= set(found)
    assert any(path.startswith("account.EmailAddress.") for path in found), "third parties too"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_declared_purpose_is_a_whole_sentence_in_each_language(language):
    with override(language):
        unsaid = [
            name
            for name, entry in purposes.personal.items()
            if not all(map(str, (entry.purpose, entry.basis, entry.retention, entry.audience)))
        ]
    assert unsaid == []
