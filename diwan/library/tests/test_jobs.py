"""What the clock does: links, reminders, what is out of date, what is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diwan.core import clock, links
from diwan.library import jobs
from diwan.library.models import Item
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_person

from .factories import make_item, make_published, make_reviewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return make_published(make_person("amina@example.org"))


def letters(kind):
    return OutgoingLetter.objects.filter(kind=f"library/{kind}").count()


def test_no_link_is_asked_for_unless_that_is_allowed(item, monkeypatch, settings):
    settings.DIWAN_CHECK_LINKS = False
    monkeypatch.setattr("diwan.core.links.look", pytest.fail)
    assert jobs.look_at_links(clock.now()) == 0


def test_a_dead_link_is_told_once(item, monkeypatch, settings):
    settings.DIWAN_CHECK_LINKS = True
    monkeypatch.setattr("diwan.core.links.look", lambda _url: links.Found("dead", "404"))
    now = clock.now()
    assert jobs.look_at_links(now) == 1
    assert jobs.look_at_links(now) == 0
    assert jobs.look_at_links(now + timedelta(days=31)) == 1
    item.refresh_from_db()
    assert item.link_state == "dead"
    assert letters("link_dead") == 1


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "http://192.168.0.1/", "http://[::1]/"])
def test_an_address_inside_is_never_asked_for(item, monkeypatch, settings, address):
    settings.DIWAN_CHECK_LINKS = True
    Item.objects.update(link=address)
    monkeypatch.setattr("socket.create_connection", pytest.fail)
    assert jobs.look_at_links(clock.now()) == 1
    item.refresh_from_db()
    assert item.link_state != "alive"


def test_a_reviewer_is_reminded_once():
    draft = make_item(make_person("amina@example.org"))
    steward = make_person("steward@example.org", is_steward=True)
    make_reviewers(draft, steward, "one@example.org", "two@example.org")
    now = clock.now()
    assert jobs.remind_reviewers(now) == 2
    assert jobs.remind_reviewers(now) == 0
    assert letters("review_due") == 2


def test_what_is_past_its_day_is_told_once(item):
    now = clock.now()
    assert jobs.tell_out_of_date(now) == 0
    Item.objects.update(review_due_on=now.date() - timedelta(days=1))
    assert jobs.tell_out_of_date(now) == 1
    assert jobs.tell_out_of_date(now) == 0
    assert letters("out_of_date") == 1


def test_only_what_nobody_ever_read_is_forgotten(item):
    draft = make_item(item.submitted_by, "A draft")
    young = make_item(item.submitted_by, "A young one")
    Item.objects.exclude(pk=young.pk).update(changed_at=clock.now() - timedelta(days=366))
    now = clock.now()
    assert jobs.due_drafts(now) == 1
    assert jobs.purge_drafts(now) == 1
    assert not Item.objects.filter(pk=draft.pk).exists()
    assert Item.objects.count() == 2
