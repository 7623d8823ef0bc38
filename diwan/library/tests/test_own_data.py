"""What the library knows of somebody: told whole, and gone without what others read."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from diwan.core import slots
from diwan.library import actions
from diwan.library.models import Item
from diwan.people.tests.factories import make_person

from .factories import make_item, make_published, make_reviewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina():
    return make_person("amina@example.org", name="Amina")


def ours():
    return slots.personal_data.get("library")


def test_an_export_tells_what_was_submitted_and_reviewed(amina):
    make_published(amina, "Bees")
    item = make_item(make_person("other@example.org"), "Goats")
    steward = make_person("steward@example.org", is_steward=True)
    one, _two = make_reviewers(item, steward, "one@example.org", "two@example.org")
    told = ours().export(amina)
    assert [row["title"] for row in told["items submitted"]] == ["Bees"]
    assert [row["title"] for row in ours().export(one)["reviews"]] == ["Goats"]


def test_erasing_keeps_what_everybody_reads_without_the_name(
    amina, django_capture_on_commit_callbacks
):
    published = make_published(amina, "Bees")
    draft = make_item(amina, "A draft")
    kept = actions.attach(draft, "draft.txt", b"words", by=amina).file.name
    assert default_storage.exists(kept)
    with django_capture_on_commit_callbacks(execute=True):
        ours().erase(amina)
    assert not default_storage.exists(kept)
    published.refresh_from_db()
    assert (published.submitted_by, published.submitted_as) == (None, "not_named")
    assert not published.editions.filter(made_by__isnull=False).exists()
    assert not Item.objects.filter(pk=draft.pk).exists()


def test_a_name_that_stands_on_pages_is_told(amina):
    item = make_published(amina, "Bees")
    make_published(amina, "Unnamed", submitted_as="not_named")
    (shown,) = slots.name_places.get("library").shown(amina)
    assert shown.where == "Bees"
    assert shown.url == f"{item.get_absolute_url()}edit/"
