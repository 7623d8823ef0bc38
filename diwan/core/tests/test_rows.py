"""Keys are known before the rows are there, and nobody else gets them."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from diwan.core.rows import reserved_keys

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
