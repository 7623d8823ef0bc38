"""Rights of the framework: nobody holds all of them, and an erasure leaves none."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction

from ..actions.rights import erase
from ..models import Person


def test_nobody_is_above_the_rules(amina):
    amina.is_superuser = True
    with pytest.raises(IntegrityError), transaction.atomic():
        amina.save()
    assert not Person.objects.get(pk=amina.pk).is_superuser


def test_an_administrator_has_no_right_of_the_framework(admin):
    assert admin.get_all_permissions() == set()


def test_an_erased_account_is_in_no_group(amina):
    amina.groups.add(Group.objects.create(name="editors"))
    amina.user_permissions.add(Permission.objects.order_by("pk").first())
    erase(amina, by=amina)
    assert not amina.groups.exists()
    assert not amina.user_permissions.exists()
