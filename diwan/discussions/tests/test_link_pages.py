"""The page of links and references, and the letters around the desk in three languages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from diwan.core.links import Found, looking
from diwan.discussions.actions import approaching, links, moderation, posting, prioritising
from diwan.discussions.models import LinkCandidate
from diwan.mailroom.models import OutgoingLetter

pytestmark = pytest.mark.django_db
SAID = "Read https://example.org/loans and www.example.net/a, and write to me if you like."


@pytest.fixture
def named(say, bilal):
    return moderation.release(say(SAID), by=bilal)


def url(name, discussion, *more):
    return reverse(f"discussions:{name}", args=[discussion.slug, *more])


def test_each_address_stands_once_with_who_names_it(client, discussion, named, say, bilal):
    moderation.release(say("Me too: https://example.org/loans is good."), by=bilal)
    client.force_login(bilal)
    html = client.get(url("links", discussion)).content.decode()
    assert html.count('href="https://example.org/loans"') == 1
    assert "?from=1#c1" in html
    assert "?from=2#c2" in html
    assert "taken over by the library" in html


def test_the_page_says_what_was_found_out(client, discussion, named, bilal):
    LinkCandidate.objects.filter(url__endswith="loans").update(link_state="dead", trouble="404")
    LinkCandidate.objects.filter(url__endswith="/a").update(link_state="unknown", trouble="503")
    client.force_login(bilal)
    html = client.get(url("links", discussion)).content.decode()
    assert "Dead" in html
    assert "The page is not there any more." in html
    assert "status 503" in html


def test_keep_and_drop_move_an_address_between_the_tabs(client, discussion, named, bilal):
    client.force_login(bilal)
    page = url("links", discussion)
    client.post(page, {"url": "https://example.org/loans", "state": "kept", "show": "candidate"})
    assert "example.org/loans" in client.get(f"{page}?show=kept").content.decode()
    assert "example.org/loans" not in client.get(f"{page}?show=candidate").content.decode()
    answer = client.post(page, {"url": "https://nobody.example/", "state": "kept"})
    assert answer.status_code == 422


def test_looking_up_is_offered_only_where_it_is_on(
    client, discussion, named, bilal, settings, monkeypatch, django_capture_on_commit_callbacks
):
    client.force_login(bilal)
    page = url("links", discussion)
    assert "Look up whether they work" not in client.get(page).content.decode()
    assert "is off" in client.post(url("check_links", discussion), follow=True).content.decode()
    settings.DIWAN_CHECK_LINKS = True
    monkeypatch.setattr(looking, "look", lambda _url: Found("alive"))
    assert "Look up whether they work" in client.get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("check_links", discussion))
    assert set(LinkCandidate.objects.values_list("link_state", flat=True)) == {"alive"}


def test_a_reference_without_an_address_is_listed_by_its_words(client, discussion, say, bilal):
    moderation.release(
        say("We follow this.\n\nKutaro County (2024) ‘Review of small loans’, Kutaro Press"),
        by=bilal,
    )
    row = LinkCandidate.objects.get()
    assert row.url.startswith(links.NO_ADDRESS)
    client.force_login(bilal)
    html = client.get(url("links", discussion)).content.decode()
    assert "Review of small loans" in html
    assert "without an address" in html
    assert 'href="ref:' not in html


def test_the_page_asks_as_often_with_many(client, discussion, named, say, bilal):
    client.force_login(bilal)

    def _asked():
        with CaptureQueriesContext(connection) as asked:
            client.get(url("links", discussion))
        return len(asked)

    _asked()
    few = _asked()
    for number in range(8):
        moderation.release(say(f"See https://example.org/{number} for more of this."), by=bilal)
    assert _asked() == few


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_letters_speak_their_readers_language(
    discussion, named, amina, bilal, language, django_capture_on_commit_callbacks
):
    amina.language = language
    amina.save()
    discussion.follows.create(person=amina)
    row = approaching.add(
        discussion, by=bilal, name="Rim", email="rim@example.org", language=language
    )
    approaching.invite(row, by=bilal)
    idea = prioritising.propose_idea(title="Fees", text="Too high.", by=amina)
    prioritising.decline_idea(prioritising.open_idea(idea, by=bilal), note="Later.", by=bilal)
    with django_capture_on_commit_callbacks(execute=True):
        posting.publish(posting.draft(discussion, "digest", by=bilal), by=bilal, seen=0)
    kinds = ("approach", "idea_open", "idea_declined", "post")
    for kind in kinds:
        letter = OutgoingLetter.objects.get(kind=f"discussions/{kind}")
        assert letter.language == language
        greeting = {"en": "Good day", "fr": "Bonjour", "ar": "تحية طيبة"}[language]
        assert letter.text.startswith(greeting)
        assert "{" not in letter.text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_in_each_language(client, discussion, named, bilal, language):
    client.force_login(bilal)
    with translation.override(language):
        assert client.get(url("links", discussion)).status_code == 200
