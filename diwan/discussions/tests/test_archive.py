"""An archive is whole, leads everywhere it says, and tells nothing that readers may not see."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from datetime import date
from html.parser import HTMLParser
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import get_language, override
from hypothesis import given
from hypothesis import strategies as st

from diwan.core.errors import Refusal
from diwan.discussions import archive
from diwan.discussions.actions import authoring, passages, replying
from diwan.discussions.archive import places
from diwan.discussions.models import Attachment, BackgroundPaper, Discussion
from diwan.texts.passages import Passage as Found

from .factories import make_contribution, make_discussion

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "fr", "ar")
DAY = date(2026, 3, 9)
WORDS = "Mayors should pay a mentor who goes with each returning family during the first year."
SECRETS = ("amel@example.net", "+216 98 123 456", "98 123 456", "convener@example.org")


@pytest.fixture(autouse=True)
def plain_passages():
    """Each contribution is one answer to the first question."""

    def _find(_outline, writings):
        return [
            (Found(0, len(each.text), "answer", ("T1Q1",), 0.9, each.language),)
            for each in writings
        ]

    with patch.object(passages.pure, "find", _find):
        yield


@pytest.fixture
def harbour(bilal):
    """Five contributions: in full, on several lines, anonymous, withdrawn, and one never shown."""
    discussion = make_discussion(
        lead=bilal, context={"en": "Write to convener@example.org or ring +216 98 123 456."}
    )

    def _say(text, **fields):
        return make_contribution(discussion, text, released=bilal, question="T1Q1", **fields)

    _say(WORDS, name="Amel Ben Salah amel@example.net", country="TN")
    _say(
        f"The port trained <b>45</b> families.\n\nRing me: +216 98 123 456.\n\nSee {'x' * 3} "
        "https://example.org/a?b=1&c=2 for more.",
        name="Nadia Trabelsi",
        organisation="Harbour office",
    )
    _say(
        "منحت البلدية قرضا صغيرا لكل عائد أراد فتح ورشة.", attribution="anonymous", name="هند كريم"
    )
    gone = _say("These words are taken back for good.", name="Gone Person")
    authoring.withdraw(gone, by=None)
    make_contribution(discussion, "Held words that nobody released.", name="Held Person")
    return Discussion.objects.get(pk=discussion.pk)


def kept(discussion, **options):
    options = {"languages": LANGUAGES, "day": DAY, "with_draft": True} | options
    return dict(archive.files(discussion, **options))


@pytest.fixture
def drafted(harbour):
    replying.consolidate(harbour, by=None)
    return Discussion.objects.get(pk=harbour.pk)


class Links(HTMLParser):
    """What a page leads to, what it loads, and where it can be led to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.root: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given_ = dict(attrs)
        self.tags.add(tag)
        if tag == "html":
            self.root = given_
        if "id" in given_:
            self.ids.append(given_["id"])
        if "href" in given_:
            (self.links if tag == "a" else self.loads).append(given_["href"])
        if "src" in given_:
            self.loads.append(given_["src"])


def pages(files):
    return {
        path: Links(content.decode()) for path, content in files.items() if path.endswith(".html")
    }


def broken(files):
    """Every link or load that leads nowhere, as (page, address)."""
    read = pages(files)
    wrong = []
    for path, page in read.items():
        for href in [*page.links, *page.loads]:
            if href.startswith("https://example.org/"):
                continue
            target, _mark, fragment = href.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            there = there if target else path
            if there not in files or (fragment and fragment not in read[there].ids):
                wrong.append((path, href))
    return wrong


def test_every_link_of_every_page_leads_somewhere(drafted):
    files = kept(drafted)
    assert broken(files) == []
    assert all(len(page.ids) == len(set(page.ids)) for page in pages(files).values())
    files["en/index.html"] = files["en/index.html"].replace(b'"call.html"', b'"gone.html"')
    files["en/reply.html"] = files["en/reply.html"].replace(b"#w", b"#v")
    assert {page for page, _href in broken(files)} == {"en/index.html", "en/reply.html"}


def test_long_lists_are_parted_and_still_lead_everywhere(drafted, monkeypatch):
    monkeypatch.setattr(places, "PER_PAGE", 2)
    files = kept(drafted)
    assert {"en/contributions.html", "en/contributions-page-2.html"} <= set(files)
    assert "en/question-1-page-2.html" in files
    assert broken(files) == []


def test_nothing_runs_and_nothing_is_fetched(drafted):
    for path, page in pages(kept(drafted)).items():
        assert page.loads == ["style.css" if path == "index.html" else "../style.css"]
        assert not page.tags & {"script", "iframe", "img", "form", "object", "base", "style"}
    style = kept(drafted)["style.css"].decode()
    assert "url(" not in style
    assert "@import" not in style


def test_a_citation_leads_to_the_exact_words_marked(drafted):
    files = kept(drafted)
    reply = json.loads(files["data/reply.json"])
    cited = [each for row in reply["statements"] for each in row["citations"]]
    texts = {
        row["number"]: row for row in json.loads(files["data/contributions.json"])["contributions"]
    }
    assert cited
    for each in cited:
        name = f"w{each['contribution']}-{each['version']}-{each['start']}-{each['end']}"
        assert f'href="contributions.html#{name}"' in files["ar/reply.html"].decode()
        words = texts[each["contribution"]]["text"][each["start"] : each["end"]]
        assert hashlib.sha256(words.encode()).hexdigest() == each["sha256"]
        after = files["ar/contributions.html"].decode().split(f'id="{name}"></span>')[1]
        assert re.match(r'(?:<span class="anchor" id="[^"]+"></span>)*<mark>', after)


def test_the_manifest_lists_every_file_with_its_digest(drafted):
    files = kept(drafted)
    manifest = json.loads(files.pop(archive.MANIFEST))
    assert (manifest["date"], manifest["format"]) == ("2026-03-09", archive.FORMAT)
    assert {each["path"]: each["sha256"] for each in manifest["files"]} == {
        path: hashlib.sha256(content).hexdigest() for path, content in files.items()
    }


def test_no_contact_detail_and_nothing_unreleased_is_in_it(drafted):
    everything = b"\n".join(kept(drafted).values()).decode()
    for secret in (*SECRETS, "Held words", "Held Person", "taken back for good", "Gone Person"):
        assert secret not in everything, secret
    assert "هند كريم" not in everything
    assert "visitor@example.org" not in everything
    assert "Amel Ben Salah" in everything
    assert "&lt;b&gt;45&lt;/b&gt;" in everything
    assert drafted.mail_address not in everything


def test_a_withdrawn_contribution_leaves_a_notice_in_place(drafted):
    files = kept(drafted)
    page = files["en/contributions.html"].decode()
    part = page.split('id="c4"')[1].split("</article>")[0]
    assert "has withdrawn this contribution" in part
    rows = json.loads(files["data/contributions.json"])["contributions"]
    assert [row["state"] for row in rows] == ["released", "released", "released", "withdrawn"]
    assert set(rows[3]) == {"number", "state", "received_on", "reply_to"}


def test_words_that_were_cited_and_withdrawn_later_are_gone_from_the_reply(drafted):
    first = drafted.contributions.get(number=1)
    authoring.withdraw(first, by=None)
    files = kept(drafted)
    assert WORDS not in b"\n".join(files.values()).decode()
    assert broken(files) == []


def test_it_speaks_three_languages_and_arabic_runs_from_the_right(drafted):
    files = kept(drafted)
    for language in LANGUAGES:
        root = Links(files[f"{language}/index.html"].decode()).root
        assert root == {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    assert "The harbour" in files["en/call.html"].decode()
    assert "Le harbour" in files["fr/call.html"].decode()
    assert "المرفأ harbour" in files["ar/call.html"].decode()
    names = [{path[3:] for path in files if path.startswith(f"{each}/")} for each in LANGUAGES]
    assert names[0] == names[1] == names[2]
    readme = files["README.txt"].decode()
    assert all(title in readme for title in ("The harbour", "Le harbour", "المرفأ harbour"))


def test_one_language_alone(drafted):
    files = kept(drafted, languages=("fr",))
    assert broken(files) == []
    assert not [path for path in files if path.startswith(("en/", "ar/"))]


def test_a_paragraph_has_a_number_and_an_address(drafted):
    page = Links(kept(drafted)["en/contributions.html"].decode())
    assert {"c2", "c2-p1", "c2-p2", "c2-p3"} <= set(page.ids)


def test_the_draft_of_the_reply_is_only_there_on_demand_and_marked(drafted):
    without = kept(drafted, with_draft=False)
    assert not {"en/reply.html", "data/reply.json"} & set(without)
    assert b"reply.html" not in without["en/contributions.html"]
    assert broken(without) == []
    assert "A draft of the facilitation team" in kept(drafted)["en/reply.html"].decode()


def test_a_discussion_in_preparation_is_refused():
    draft = make_discussion("draft-town", stage="draft")
    with pytest.raises(Refusal, match=r"draft-town.*preparation"):
        kept(draft)


def test_an_archive_for_members_says_so():
    files = kept(make_discussion("inside", audience="members"))
    for path, content in files.items():
        if path.startswith("en/"):
            assert "for members only" in content.decode(), path
    assert "for members only" in files["index.html"].decode()
    assert "for members only" in files["README.txt"].decode()
    assert broken(files) == []


def test_an_archive_without_any_contribution_stands():
    files = kept(make_discussion("quiet"))
    assert broken(files) == []
    assert "No contribution was released." in files["en/contributions.html"].decode()


def test_only_files_that_may_be_shown_are_in_it_and_tell_no_name(harbour):
    first, third = (harbour.contributions.get(number=number) for number in (1, 3))
    _attach(first, "report-of-amel.txt", b"released")
    _attach(first, "macro.txt", b"refused", refused="It holds macros.")
    _attach(third, "hind-karim.txt", b"anonymous")
    _attach(harbour.contributions.get(state="held"), "held.txt", b"held")
    paper = BackgroundPaper(discussion=harbour, language="en", title="Note", size=5)
    paper.file.save("note.pdf", ContentFile(b"paper"))
    files = kept(Discussion.objects.get(pk=harbour.pk))
    assert files["files/c1-1.txt"] == b"released"
    assert files["files/c3-1.txt"] == b"anonymous"
    assert [path for path in files if path.startswith("papers/")] == ["papers/1-en-version-1.pdf"]
    everything = b"\n".join(files.values())
    assert not [word for word in (b"refused", b"hind-karim", b"held.txt") if word in everything]
    assert b"report-of-amel.txt" in files["fr/files.html"]
    assert broken(files) == []


def _attach(contribution, name, content, *, refused=""):
    made = Attachment(
        contribution=contribution,
        name=name,
        size=len(content),
        content_type="text/plain",
        refused=refused,
    )
    made.file.save(name, ContentFile(content))


def test_the_same_rows_make_the_same_bytes(drafted):
    first = kept(drafted)
    again = kept(Discussion.objects.get(pk=drafted.pk))
    assert list(first.items()) == list(again.items())


def test_the_day_is_that_of_the_last_change(harbour):
    gone = harbour.contributions.get(number=4)
    later = gone.withdrawn_at.replace(year=gone.withdrawn_at.year + 2, hour=12)
    harbour.contributions.filter(pk=gone.pk).update(withdrawn_at=later)
    assert archive.last_change(harbour) == later.date()


def test_whoever_takes_the_files_keeps_the_language_of_the_session(drafted):
    with override("fr"):
        spoken = {get_language() for _path in archive.files(drafted, languages=LANGUAGES, day=DAY)}
    assert spoken == {"fr"}


def test_the_number_of_queries_does_not_grow(harbour, bilal, django_assert_num_queries):
    replying.consolidate(harbour, by=None)
    with CaptureQueriesContext(connection) as few:
        kept(Discussion.objects.get(pk=harbour.pk))
    for number in range(6):
        more = make_contribution(
            harbour, f"{WORDS} In town {number} it was so.", released=bilal, question="T1Q1"
        )
        _attach(more, "a.txt", b"a")
    replying.consolidate(harbour, by=None)
    with django_assert_num_queries(len(few)):
        kept(Discussion.objects.get(pk=harbour.pk))


@given(st.integers(0, 1000))
def test_every_entry_of_a_list_stands_on_exactly_one_page(count):
    leaves = places.leaves("list", count)
    shown = [index for leaf in leaves for index in range(leaf.first, leaf.last)]
    assert shown == list(range(count))
    assert len({leaf.name for leaf in leaves}) == len(leaves) >= 1
    assert all(leaf.last - leaf.first <= places.PER_PAGE for leaf in leaves)
