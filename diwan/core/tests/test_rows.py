"""Keys are known before the rows are there, and nobody else gets them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from diwan.core.rows import insert, reserved_keys

pytestmark = pytest.mark.django_db


def _row(name: str, **given) -> ContentType:
    return ContentType(app_label="nowhere", model=name, **given)


def test_reserved_keys_are_used_once():
    _row("first").save()
    with transaction.atomic():
        keys = list(reserved_keys(ContentType, 3))
        ContentType.objects.bulk_create(_row(f"row{key}", pk=key) for key in keys)
    after = _row("after")
    after.save()
    assert len({*keys, after.pk}) == 4
    assert keys == sorted(keys)
    assert after.pk > max(keys)
    assert ContentType.objects.filter(app_label="nowhere").count() == 5


def test_no_keys_are_no_keys():
    with transaction.atomic():
        assert list(reserved_keys(ContentType, 0)) == []


@pytest.mark.django_db(transaction=True)
def test_keys_are_reserved_in_the_transaction_that_uses_them():
    with pytest.raises(RuntimeError, match="transaction"):
        reserved_keys(ContentType, 1)


def test_rows_are_inserted_as_they_would_be_created():
    insert([_row("one"), _row("two")])
    assert [*ContentType.objects.filter(app_label="nowhere").values_list("model", flat=True)] == [
        "one",
        "two",
    ]
    with transaction.atomic():
        keys = reserved_keys(ContentType, 230)
        insert([_row(f"row{key}", pk=key) for key in keys])
    assert ContentType.objects.filter(pk__in=keys).count() == 230


def test_values_are_prepared_as_each_field_prepares_them():
    task = {
        "args_kwargs": {"args": ["é", None], "kwargs": {"n": 1.5}},
        "task_path": "a.b",
        "backend_name": "default",
        "run_after": datetime(2026, 11, 2, 10, tzinfo=UTC),
        "exception_class_path": "",
        "traceback": "",
    }
    made = DBTaskResult(**task)
    insert([made])
    created = DBTaskResult.objects.create(**task)
    for field in DBTaskResult._meta.concrete_fields:
        if field.name not in {"id", "enqueued_at"}:
            stored = DBTaskResult.objects.get(pk=made.pk)
            assert getattr(stored, field.name) == getattr(created, field.name), field.name
    made.priority = 5
    made.save()
    assert DBTaskResult.objects.get(pk=made.pk).priority == 5


def test_nothing_to_insert_is_nothing():
    insert([])
