"""A published reply as its readers and its team meet it on the site."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from diwan.audit.models import Entry
from diwan.core import clock
from diwan.discussions.actions import (
    authoring,
    calling,
    moderation,
    printing,
    publishing,
    stating,
    talk,
)
from diwan.discussions.models import Reply, Statement, Unused
from diwan.discussions.views.replies import published
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_person

from .invented_replies import long_reply
from .test_publishing import HALL, LOAN, cite, closed, draft, first, spoken, state

pytestmark = pytest.mark.django_db
BECAME = "discussions/became_delivered"
__all__ = ["closed", "draft", "first", "spoken"]


@pytest.fixture(autouse=True)
def _no_files():
    printing.forget(clock.now() + timedelta(days=9))
    cache.clear()


def url(name, reply, *more, slug_only=False):
    args = [reply.discussion.slug] if slug_only else [reply.discussion.slug, reply.number, *more]
    return reverse(f"discussions:{name}", args=args)


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


# --- reading ---------------------------------------------------------------------------
def test_everybody_reads_the_newest_published_version(client, first):
    html = page(client, url("public_reply", first, slug_only=True))
    assert LOAN in html
    assert "Facilitators’ summary" in html
    assert first.content_sha256 in html
    tree = HTMLParser(html)
    links = {node.attributes.get("href") for node in tree.css("a")}
    for form in ("pdf", "docx", "md", "json", "csv", "jsonld"):
        assert url("reply_file", first, form) in links
    assert any("/words/" in (href or "") and "?reply=1" in href for href in links)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_many_contributors_stand_on_a_page_of_their_own_and_every_link_finds_its_words(
    client, first, monkeypatch, language
):
    with translation.override(language):
        monkeypatch.setattr(published, "NAMED_HERE", 1)
        address = url("public_reply", first, slug_only=True)
        tree = HTMLParser(page(client, address))
        assert not tree.css("table.thanked, ul.named, details.sources")
        links = {str(node.attributes["href"]) for node in tree.css("a[href]")}
        listed = url("reply_contributors", first)
        assert listed in links
        cited = {link for link in links if "/words/" in link or link.startswith(listed)}
        assert len(cited) > 2
        rows = HTMLParser(page(client, listed)).css("table.thanked tr[id] a")
        assert len(rows) == first.discussion.contributions.released().count()
        cited |= {str(row.attributes["href"]) for row in rows}
        for link in cited:
            where, _hash, anchor = link.partition("#")
            there = HTMLParser(page(client, where))
            assert not anchor or there.css_first(f"#{anchor}") is not None, link


def test_a_reply_of_five_hundred_contributions_is_a_light_page(first, monkeypatch):
    """The frame of the house's pages weighs less than 12 KiB."""
    many = long_reply(responses=500, statements=150)
    names = random.Random(7)  # noqa: S311 - nothing is kept secret with it

    def _other(text):
        return " ".join("".join(names.choices("abcdefghilmnoprstuv", k=6)) for _ in text.split())

    said = tuple(replace(each, text=_other(each.text)) for each in many.statements)
    people = tuple(replace(each, name=_other("one two")) for each in many.contributors)
    many = replace(many, statements=said, contributors=people)
    monkeypatch.setattr(published, "build", lambda *_given: many)
    with translation.override("en"):
        for make in (published._body, published._contributors):
            assert len(gzip.compress(make(first).encode(), 6)) < 48 * 1024


def test_the_page_of_the_discussion_and_the_lists_lead_to_it(client, first):
    address = url("public_reply", first, slug_only=True)
    for listed in (
        first.discussion.get_absolute_url(),
        reverse("discussions:index"),
        reverse("portal:home"),
        reverse("discussions:contributions", args=[first.discussion.slug]),
    ):
        assert f'href="{address}"' in page(client, listed), listed


def test_a_visitor_finds_the_statements_again_from_the_words(client, first):
    cited = first.statements.get(number=2).citations.get()
    place = [cited.version.contribution.number, cited.version.number, cited.start, cited.end]
    html = page(client, reverse("discussions:words", args=[first.discussion.slug, *place]))
    assert f'href="{url("consolidated", first)}#s2"' in html


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "This sentence was changed since:"),
        ("fr", "Cette phrase a été modifiée depuis :"),
        ("ar", "عُدِّلت هذه الجملة بعد ذلك:"),
    ],
)
def test_the_words_of_a_merged_statement_lead_to_what_it_says_now(
    client, first, bilal, language, note
):
    cited = first.statements.get(number=2).citations.get()
    place = [cited.version.contribution.number, cited.version.number, cited.start, cited.end]
    with translation.override(language):
        address = reverse("discussions:words", args=[first.discussion.slug, *place]) + "?reply=1"
        made = publishing.begin_next(first, by=bilal)
        stating.merge(list(made.statements.all()[:2]), by=bilal, text=LOAN)
        assert note not in page(client, address)  # a draft is told nobody
        Reply.objects.filter(pk=made.pk).update(state="published", published_at=clock.now())
        html = page(client, address)
        assert html.count(note) == 1
        assert f'href="{url("consolidated", made)}#s1"' in html


def test_words_set_aside_are_not_found_again_from_the_words_of_others(client, first, spoken, bilal):
    moderation.set_aside(spoken[0], by=bilal, reason="off_topic")
    cited = first.statements.get(number=1).citations.get(order=2)
    place = [cited.version.contribution.number, cited.version.number, cited.start, cited.end]
    assert LOAN not in page(client, reverse("discussions:words", args=["small-towns", *place]))


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_pages_are_whole_in_each_language(client, first, bilal, language):
    publishing.begin_next(first, by=bilal)
    client.force_login(bilal)
    bilal.language = language
    bilal.save()
    draft = Reply.objects.drafts().get()
    with translation.override(language):
        for address in (
            url("public_reply", first, slug_only=True),
            url("integrity", first),
            url("deliver", first),
            url("publish", draft),
            url("replies", first, slug_only=True),
        ):
            html = page(client, address)
            assert f'lang="{language}"' in html


def test_a_draft_is_shown_to_its_team_alone(client, first, bilal, chloe):
    draft = publishing.begin_next(first, by=bilal)
    response = client.get(url("consolidated", draft))
    assert (response.status_code, "login" in response["Location"]) == (302, True)
    client.force_login(chloe)
    page(client, url("consolidated", draft), 403)
    page(client, url("reply_file", draft, "json"), 403)
    assert "version 2" not in page(client, url("public_reply", first, slug_only=True)).lower()


def test_what_changed_is_told_and_never_with_words_taken_back(client, first, spoken, bilal):
    second = publishing.begin_next(first, by=bilal)
    Statement.objects.filter(reply=second, number=1).update(
        text=f"{LOAN[:-1]} each.", changed_at=clock.now()
    )
    second = publishing.publish(second, by=bilal, note={"en": "One word was missing."})
    html = page(client, url("public_reply", first, slug_only=True))
    assert "What changed since version 1: 1 reworded" in " ".join(html.split())
    assert "<ins> each</ins>" in html
    assert "One word was missing." in html
    assert "newer version, number 2" in page(client, url("consolidated", first))
    authoring.withdraw(spoken[0], by=None)
    html = page(client, url("public_reply", first, slug_only=True))
    assert LOAN not in html
    assert "<ins>" not in html


def test_the_integrity_page_tells_what_was_taken(client, first, spoken):
    html = page(client, url("integrity", first))
    assert "Yes: its digest is the one" in html
    content = client.get(url("reply_content", first)).content
    assert hashlib.sha256(content).hexdigest() == first.content_sha256
    authoring.withdraw(spoken[1], by=None)
    html = " ".join(page(client, url("integrity", first)).split())
    assert "1 citation lost its words since" in html
    first.statements.filter(number=1).update(text="Forged.")
    Reply.objects.filter(pk=first.pk).update(published_at=clock.now())
    assert "No: it differs" in page(client, url("integrity", first))


def test_a_reply_for_members_is_for_members(client, first, chloe):
    first.discussion.audience = "members"
    first.discussion.save()
    address = url("public_reply", first, slug_only=True)
    assert client.get(address).status_code == 302
    assert client.get(url("reply_file", first, "json")).status_code == 302
    client.force_login(chloe)
    page(client, address)


# --- files -----------------------------------------------------------------------------
def test_the_table_is_safe_for_spreadsheets(client, first, spoken, bilal):
    Statement.objects.filter(reply=first, number=1).update(text="=cmd()", addressee="@all")
    body = client.get(url("reply_file", first, "csv")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [row["statement"] for row in rows] == ["1", "1", "2"]
    assert (rows[0]["text"], rows[0]["addressee"]) == ("'=cmd()", "'@all")
    assert rows[2]["words"] == HALL
    assert rows[0]["published_on"] == first.made_on.isoformat()


def test_the_linked_data_names_claims_and_quotations(client, first, settings):
    response = client.get(url("reply_file", first, "jsonld"))
    assert response["Content-Type"] == "application/ld+json"
    made = json.loads(response.content)
    assert (made["@context"], made["@type"]) == ("https://schema.org", "Report")
    assert made["url"] == settings.DIWAN_ORIGIN + url("consolidated", first)
    claim = made["hasPart"][1]
    assert (claim["@type"], claim["text"]) == ("Claim", HALL)
    assert claim["citation"][0]["text"] == HALL
    known = {each["@id"] for each in made["isBasedOn"]}
    assert claim["citation"][0]["isPartOf"]["@id"] in known


def test_a_visitor_waits_for_a_printed_file_and_gets_it(client, first, monkeypatch):
    address = url("reply_pack", first, "pack-T1Q1.docx")
    with monkeypatch.context() as patched:
        patched.setattr("diwan.discussions.views.replies.files._ask", lambda *_args: None)
        html = page(client, address)
        assert "The file is being made" in html
        assert "Facilitation" not in html
    response = client.get(address)  # asked of the worker, which tests have at once
    assert b"".join(response.streaming_content).startswith(b"PK")
    assert 'filename="small-towns-1-pack-T1Q1.en.docx"' in response["Content-Disposition"]


def test_there_is_no_pack_for_what_nobody_speaks_of(client, first):
    page(client, url("reply_pack", first, "pack-T2Q1.pdf"), 404)
    page(client, url("reply_pack", first, "pack-nothing.pdf"), 404)
    assert client.get(url("reply_pack", first, "summary.md")).content.startswith(b"# ")


# --- publishing ------------------------------------------------------------------------
def test_the_page_before_publishing_leads_to_each_place(client, draft, say, chloe, bilal):
    third = moderation.release(say("Thank you all.", by=chloe), by=bilal)
    bare = state(draft, "Nobody said so.")
    client.force_login(bilal)
    html = page(client, url("publish", draft))
    tree = HTMLParser(html)
    failed = [node.attributes["id"] for node in tree.css('.check[data-passed="no"]')]
    assert failed == ["check-cited", "check-covered"]
    assert "not translated" in html
    assert tree.css_first("#check-cited a").attributes["href"].endswith(f"#s-{bare.key}")
    assert "Publish it" not in html
    given = {"contribution": third.number, "reason": "too_short"}
    client.post(url("leave_out", draft), given)
    assert Unused.objects.get().contribution == third
    response = client.post(url("publish", draft))
    assert response.status_code == 422
    draft.refresh_from_db()
    assert draft.state == "draft"
    bare.delete()
    response = client.post(url("publish", draft), {"note_en": "First."})
    assert response["Location"] == url("public_reply", draft, slug_only=True)


def test_a_reason_must_be_one_of_the_list_for_one_not_cited(client, draft, spoken, bilal):
    client.force_login(bilal)
    for given in ({}, {"contribution": spoken[0].number, "reason": "no_room"}):
        client.post(url("leave_out", draft), given)
    assert not Unused.objects.exists()


def test_the_next_version_is_begun_from_the_list(client, first, bilal):
    client.force_login(bilal)
    listed = url("replies", first, slug_only=True)
    assert "Begin the next version" in page(client, listed)
    client.post(url("begin_next", first, slug_only=True))
    assert Reply.objects.drafts().get().based_on == first
    assert "Begin the next version" not in page(client, listed)
    client.post(url("begin_next", first, slug_only=True))
    assert Reply.objects.drafts().count() == 1


# --- delivering ------------------------------------------------------------------------
def test_a_reply_is_delivered_once_and_says_whether_it_is_endorsed(client, first, bilal):
    client.force_login(bilal)
    html = " ".join(page(client, url("deliver", first)).split())
    assert "the members have not endorsed it" in html
    assert url("reply_pack", first, "pack-T1Q1.pdf") in html
    for _again in range(2):
        client.post(url("deliver", first))
    first.refresh_from_db()
    assert first.discussion.stage == "delivered"
    line = Entry.objects.get(verb="deliver reply")
    count = len(set(OutgoingLetter.objects.filter(kind=BECAME).values_list("to_address")))
    assert line.details == {"version": 1, "endorsed": False, "letters": count}
    html = page(client, url("deliver", first))
    assert "Delivered on" in html
    assert '<button class="button">Deliver it' not in html


def test_the_page_counts_those_who_get_the_letter_and_not_those_who_follow(client, first, bilal):
    first.discussion.contributions.update(author=None, author_email="")
    visitor = first.discussion.contributions.released().first()
    talk.follow(first.discussion, by=make_person("reader@example.org", name="R"))
    client.force_login(bilal)
    assert "Nobody can be told by letter" in page(client, url("deliver", first))
    type(visitor).objects.filter(pk=visitor.pk).update(author_email="v@example.org")
    assert "1 person who spoke is told by letter" in page(client, url("deliver", first))
    client.post(url("deliver", first))
    assert OutgoingLetter.objects.get(kind=BECAME).to_address == "v@example.org"
    assert "1 person who spoke was told by letter" in page(client, url("deliver", first))


def test_where_nobody_can_be_written_to_the_page_says_so(client, first, bilal):
    first.discussion.contributions.update(author=None, author_email="")
    client.force_login(bilal)
    answer = client.post(url("deliver", first), follow=True)
    html = answer.content.decode()
    assert "Delivered. Nobody could be told by letter." in html
    assert "Nobody could be told by letter: none of the contributors confirmed an address" in html
    assert not OutgoingLetter.objects.filter(kind=BECAME).exists()


def test_only_the_newest_published_version_is_delivered(client, first, bilal):
    second = publishing.publish(publishing.begin_next(first, by=bilal), by=bilal)
    client.force_login(bilal)
    client.post(url("deliver", first))
    second.refresh_from_db()
    assert second.discussion.stage == "consolidated"
    client.post(url("deliver", second))
    second.refresh_from_db()
    assert second.discussion.stage == "delivered"


def test_a_new_version_after_an_early_one_keeps_the_stage(discussion, first, bilal):
    first.discussion.refresh_from_db()
    calling.move(first.discussion, "delivered", by=bilal)
    first.refresh_from_db()
    publishing.publish(publishing.begin_next(first, by=bilal), by=bilal)
    discussion.refresh_from_db()
    assert discussion.stage == "delivered"


def test_the_team_sees_what_fell_since(client, first, spoken, bilal):
    cite(first.statements.get(number=1), spoken[1])
    authoring.withdraw(spoken[1], by=None)
    address = url("public_reply", first, slug_only=True)
    assert "does not stand any more" not in page(client, address)
    client.force_login(bilal)
    assert "2 citations of this version do not stand any more" in " ".join(
        page(client, address).split()
    )


def test_an_administrator_of_nothing_else_may_publish(draft, admin):
    assert publishing.publish(draft, by=admin).state == "published"


def test_a_stranger_cannot_publish(client, draft):
    other = make_person("x@example.org", name="X")
    client.force_login(other)
    assert client.post(url("publish", draft)).status_code == 403
    assert Client().post(url("publish", draft)).status_code == 302
