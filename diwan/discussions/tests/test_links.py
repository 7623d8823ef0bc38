"""Links that contributors name: gathered, decided about, and looked up by the clock."""

from __future__ import annotations

import pytest

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.core.links import Found, looking
from diwan.core.tests.answering import NEAR, standing_in
from diwan.discussions.actions import authoring, links, moderation
from diwan.discussions.models import LinkCandidate

SAID = "Read https://example.org/loans and www.example.net/a, and write to me if you like."


@pytest.fixture
def named(say, bilal):
    return moderation.release(say(SAID), by=bilal)


@pytest.mark.django_db
def test_links_of_released_words_become_candidates(discussion, named, say):
    say("Held: https://example.org/held")
    urls = set(links.of_discussion(discussion).values_list("url", flat=True))
    assert urls == {"https://example.org/loans", "http://www.example.net/a"}
    links.gather_all(discussion)
    assert LinkCandidate.objects.count() == 2


@pytest.mark.django_db
def test_a_new_version_brings_its_own_links_and_keeps_what_was_decided(discussion, named, bilal):
    links.decide(discussion, url="https://example.org/loans", state="kept", by=bilal)
    version = authoring.correct(named, text="Only https://example.org/new now.", by=None)
    moderation.merge_correction(version, by=bilal)
    urls = set(LinkCandidate.objects.values_list("url", flat=True))
    assert urls == {"https://example.org/loans", "https://example.org/new"}


@pytest.mark.django_db
def test_withdrawn_words_leave_no_links(named):
    authoring.withdraw(named, by=None)
    assert not LinkCandidate.objects.exists()


@pytest.mark.django_db
def test_an_address_is_decided_for_all_who_name_it(discussion, named, say, bilal):
    moderation.release(say("Me too: https://example.org/loans is good."), by=bilal)
    assert links.decide(discussion, url="https://example.org/loans", state="dropped", by=bilal) == 2
    with pytest.raises(Refusal, match="names this any more"):
        links.decide(discussion, url="https://example.org/none", state="kept", by=bilal)
    with pytest.raises(Refusal, match="keep it or not"):
        links.decide(discussion, url="https://example.org/loans", state="odd", by=bilal)


@pytest.mark.django_db
def test_nothing_is_asked_while_it_is_off(discussion, named, bilal, monkeypatch):
    monkeypatch.setattr(looking, "look", lambda url: pytest.fail("network"))
    with pytest.raises(Refusal, match="DIWAN_CHECK_LINKS"):
        links.check(discussion, by=bilal)
    assert links.check_due(clock.now()) == 0


@pytest.mark.django_db
def test_the_worker_tells_what_it_found(discussion, named, settings, monkeypatch):
    settings.DIWAN_CHECK_LINKS = True
    answers = {"https://example.org/loans": Found("dead", "404")}
    monkeypatch.setattr(looking, "look", lambda url: answers.get(url, Found("alive")))
    assert links.check_due(clock.now()) == 2
    told = dict(LinkCandidate.objects.values_list("url", "link_state"))
    assert told == {"https://example.org/loans": "dead", "http://www.example.net/a": "alive"}
    assert links.check_due(clock.now()) == 0


@pytest.mark.django_db
def test_the_clock_looks_through_a_stand_in(discussion, say, bilal, settings, monkeypatch):
    settings.DIWAN_CHECK_LINKS = True
    monkeypatch.setattr(looking, "GUARD", NEAR)
    with standing_in() as server:
        moderation.release(say(f"See {server.url}/404 and {server.url}/200 please."), by=bilal)
        assert links.check_due(clock.now()) == 2
    told = dict(LinkCandidate.objects.values_list("url", "link_state"))
    assert told == {f"{server.url}/404": "dead", f"{server.url}/200": "alive"}
