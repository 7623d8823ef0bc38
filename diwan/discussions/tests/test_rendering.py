"""The forms of a reply: what each shows, that links lead somewhere, that bytes stay the same."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
import zlib
from dataclasses import fields, replace
from datetime import date
from hashlib import sha256
from io import BytesIO

import pytest
from django.utils.translation import gettext, override
from docx import Document as Docx
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from diwan.core.errors import Refusal
from diwan.discussions.reply import rendering
from diwan.discussions.reply.document import (
    Citation,
    Document,
    Published,
    Resource,
    Response,
    Statement,
)
from diwan.discussions.reply.reading import document_of

from .invented_replies import cited, empty_reply, invented_reply, long_reply

LANGUAGES = ["en", "fr", "ar"]
EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"


def page(document):
    return LexborHTMLParser(rendering.html(document))


def text_of(node):
    return " ".join(node.text(separator=" ").split())


def word(document):
    return Docx(BytesIO(rendering.docx(document)))


def words_of_word(made):
    """Everything written in a DOCX, tables and margins too."""
    parts = [made.element.body, made.sections[0].header._element, made.sections[0].footer._element]
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for part in parts
        for paragraph in part.iter(qn("w:p"))
    )


def plain_words(document):
    tree = LexborHTMLParser(MarkdownIt("commonmark").render(rendering.markdown(document)))
    return text_of(tree.body)


# --- the same bytes --------------------------------------------------------------------
PROGRAM = """
import sys, django
from hashlib import sha256
django.setup()
from diwan.discussions.reply import rendering
from diwan.discussions.tests.invented_replies import invented_reply
for language in ("en", "ar"):
    for form in (rendering.html, rendering.markdown, rendering.as_json, rendering.docx, rendering.pdf):
        made = form(invented_reply(language))
        data = made.encode() if isinstance(made, str) else made
        print(language, form.__name__, sha256(data).hexdigest())
"""


def test_two_processes_make_the_same_bytes(settings):
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            env={
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "DJANGO_SETTINGS_MODULE": "diwan.project.settings.testing",
                "PATH": "/usr/bin:/bin",
            },
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    made = [process.communicate()[0] for process in running]
    assert made[0] == made[1]
    assert len(made[0].splitlines()) == 10


# --- the page --------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [invented_reply, empty_reply, long_reply])
def test_every_link_leads_to_one_place(make, language):
    tree = page(make(language))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert sorted(ids) == sorted(set(ids))
    inside = {node.attributes["href"] for node in tree.css('a[href^="#"]')}
    assert {href[1:] for href in inside} <= set(ids)
    assert tree.css_first("html").attributes["lang"] == language


def test_a_citation_leads_to_exactly_its_words():
    tree = page(invented_reply())
    href = tree.css_first("#s3 .cites a").attributes["href"]
    words = tree.css_first(f'[id="{href[1:]}"] + mark')
    assert words.text() == "المرافقة من مهاجر متمرس أنفع من التكوين وحده."
    assert tree.css_first("#c3 .reading").attributes["lang"] == "ar"
    assert tree.css_first("#c3 .reading").attributes["dir"] == "rtl"


def test_cited_words_lead_back_to_their_statements():
    backs = page(invented_reply()).css("#c1 .backs a")
    assert [node.attributes["href"] for node in backs] == ["#s1", "#s2", "#s6"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_said_to_have_asked_for_what_nobody_was_asked(language):
    named = invented_reply(language)
    hidden = tuple(replace(each, name="", organisation="") for each in named.contributors)
    moderated, draft = (replace(named, contributors=hidden, is_moderated=is_it) for is_it in (1, 0))
    with override(language):
        asked = gettext("A contributor who asked not to be named")
        unasked = gettext("A contributor; nobody asked for the name")
        agreed = gettext(
            "Telephone numbers and addresses were masked; names stand as their owners agreed."
        )
    assert asked in plain_words(moderated)
    assert agreed in plain_words(moderated)
    assert asked not in plain_words(draft)
    assert agreed not in plain_words(draft)
    assert unasked in plain_words(draft)


def test_a_draft_with_names_says_whose_word_it_takes():
    draft = replace(invented_reply(), is_moderated=False)
    assert "whoever made this draft said that their owners agreed" in plain_words(draft)
    assert "may still tell who wrote it" in plain_words(draft)


def _answered_but_not_drawn():
    """Question 1.1 without statements, though contributions 1 and 99 answer it."""
    document = invented_reply()
    first, *others = document.topics
    asked = replace(first.questions[0], answered_by=(1, 99))
    topics = (replace(first, questions=(asked, *first.questions[1:])), *others)
    rest = [each for each in document.statements if each.about != asked.key]
    return replace(document, topics=topics, statements=tuple(rest))


def test_a_question_that_was_answered_is_never_said_to_have_no_answer():
    tree = page(_answered_but_not_drawn())
    said = tree.css_first("#q1-1 .quiet")
    assert text_of(said).startswith("2 contributions answer it;")
    assert "Nobody" not in text_of(said)
    assert [node.attributes["href"] for node in said.css("a")] == ["#c1"]
    assert "2 contributions answer it;" in plain_words(_answered_but_not_drawn())
    assert "in full: [1] [99]" in words_of_word(word(_answered_but_not_drawn()))


def test_differing_views_stand_beside_the_statement_with_a_word_and_a_sign():
    sides = page(invented_reply()).css("#s3 .side")
    assert len(sides) == 2
    assert text_of(sides[1]).startswith("≠ Differs group training reaches more people")
    assert "± Qualifies" in text_of(sides[1])


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (
            1,
            (
                "3 contributions: local or regional authority (1), diaspora association (1) · "
                "Western Africa (1), Western Europe (1) · as signed"
            ),
        ),
        (2, "one contribution: local or regional authority"),
        (4, "no contribution any more"),
        (8, "one contribution"),
    ],
)
def test_one_voice_is_one_contribution(number, words):
    assert text_of(page(invented_reply()).css_first(f"#s{number} .said__rests")).endswith(
        f" · {words}"
    )


def test_a_recommendation_names_whom_it_is_for():
    lines = [text_of(node) for node in page(invented_reply()).css("#recommendations .addressee")]
    assert lines == ["To: national governments, local and regional authorities", "To: The mayor"]
    assert "Destinataires : les gouvernements" in plain_words(invented_reply("fr"))


def test_words_that_were_taken_back_leave_a_sentence():
    assert "Its words were taken back." in text_of(page(invented_reply()).css_first("#s4"))
    assert "Its words were taken back." in plain_words(invented_reply())
    assert "Its words were taken back." in words_of_word(word(invented_reply()))


def test_late_ones_are_not_counted_among_those_released():
    assert (
        "6 contributions were released. 1 more came after the last day and is not part of this "
        "reply." in text_of(page(invented_reply()).css_first("#contributors"))
    )


def test_an_edited_and_a_withdrawn_citation_say_so():
    tree = page(invented_reply())
    assert "words withdrawn by their author" in text_of(tree.css_first("#s1"))
    assert "contribution edited since" in text_of(tree.css_first("#s3"))
    assert "perhaps" in text_of(tree.css_first("#s3"))


def test_a_name_turns_nothing_around_in_markdown():
    document = invented_reply()
    first = replace(document.contributors[0], name="Amel \u202egnilleps", organisation="")
    text = rendering.markdown(replace(document, contributors=(first, *document.contributors[1:])))
    assert "\u202e" not in text
    assert "\u2068Amel gnilleps\u2069" in text


def test_withdrawn_words_are_nowhere():
    gone = replace(cited(6, "Thank you"), words="", flag="withdrawn")
    document = invented_reply(
        statements=(replace(invented_reply().statements[0], text="", citations=(gone,)),),
        responses=tuple(each for each in invented_reply().responses if each.contribution != 6),
        contributors=tuple(
            each for each in invented_reply().contributors if each.contribution != 6
        ),
    )
    for form in (rendering.html, rendering.markdown, rendering.as_json):
        assert "Thank you" not in form(document)


def test_a_contributor_who_asked_not_to_be_named_is_thanked_all_the_same():
    rows = page(invented_reply()).css(".thanked tbody tr")
    assert text_of(rows[3]).startswith("4 A contributor who asked not to be named")
    assert text_of(rows[1]).startswith(
        "2 Association des Figuiers Diaspora association · as signed"
    )


def test_a_designation_has_its_note():
    tree = page(invented_reply())
    assert "Palestine*" in text_of(tree.css_first(".thanked"))
    assert "without prejudice" in text_of(tree.css_first(".footnote"))


@pytest.mark.parametrize("is_moderated", [True, False])
def test_what_nobody_moderated_is_marked_everywhere(is_moderated):
    document = invented_reply(is_moderated=is_moderated)
    found = [
        "Draft, not moderated" in page(document).css_first("body").text(),
        "Draft, not moderated" in plain_words(document),
        "Draft, not moderated" in words_of_word(word(document)),
        "No facilitator has read" in plain_words(document),
    ]
    assert found == [not is_moderated] * 4


def test_the_layout_is_in_its_language_and_quotations_in_theirs():
    tree = page(invented_reply("fr"))
    assert [node.text() for node in tree.css(".reply__body > section > h2")][:3] == [
        "La demande",
        "Contributrices et contributeurs, avec nos remerciements",
        "Résumé",
    ]
    assert "en arabe" in text_of(tree.css_first("#s3"))
    assert tree.css_first("#s3 .said__words").attributes["lang"] == "ar"


def test_an_empty_reply_says_so():
    tree = page(empty_reply())
    assert "No contribution was released." in text_of(tree.css_first("#contributors"))
    assert "Nobody answered this question." in text_of(tree.css_first("#answers"))
    assert "Not yet endorsed." in text_of(tree.css_first("#endorsement"))
    assert "No contribution was released." in words_of_word(word(empty_reply()))
    assert rendering.pdf(empty_reply()).startswith(b"%PDF-")


def test_the_page_fetches_nothing_and_runs_nothing():
    tree = page(invented_reply())
    assert tree.css("script, link, img, iframe, [src], [style]") == []
    assert "url(" not in rendering.html(invented_reply())


def test_on_the_site_citations_lead_where_the_caller_says():
    context = rendering.context(invented_reply(), lambda each: f"/words/{each.contribution}")
    assert {each.href for said in context["sheet"].topics[0].questions[0].said for each in said.cites} == {
        "/words/1", "/words/2", "/words/7",
    }  # fmt: skip


# --- what somebody wrote is never markup -------------------------------------------------
def evil(document):
    """``document`` with markup in every text that somebody else wrote."""
    start = len(EVIL)
    citation = Citation(1, 1, 0, start, sha256(EVIL.encode()).hexdigest(), "en", EVIL)
    said = document.statements[0]
    return replace(
        document,
        title=EVIL,
        event=EVIL,
        conveners=(EVIL,),
        facilitators=(EVIL,),
        context=EVIL,
        objective=EVIL,
        topics=tuple(
            replace(
                topic, title=EVIL, questions=tuple(replace(q, text=EVIL) for q in topic.questions)
            )
            for topic in document.topics
        ),
        contributors=tuple(
            replace(each, name=EVIL, organisation=EVIL) for each in document.contributors
        ),
        statements=tuple(
            Statement(n, kind, EVIL, "en", "T1Q1", said.weight,
                      (citation, replace(citation, stance="differs")), EVIL)
            for n, kind in enumerate(("point", "recommendation", "experience"), 1)
        ),
        resources=(
            Resource("link", EVIL, "javascript:alert(1)", (citation,)),
            Resource("link", "JavaScript:alert(1)", "JavaScript:alert(1)", (citation,)),
            Resource("link", EVIL, 'https://a.example/"><script>alert(1)</script>', (citation,)),
        ),
        responses=(Response(1, 1, "en", f"{EVIL}\n\nhttps://a.example/\"onx='alert(1)'>{EVIL}"),),
    )  # fmt: skip


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_what_somebody_wrote_is_never_markup(form):
    document = evil(invented_reply(languages=("en",)))
    made = getattr(rendering, form)(document)
    tree = LexborHTMLParser(MarkdownIt("commonmark").render(made) if form == "markdown" else made)
    assert tree.css("script, img") == []
    assert not any(name.startswith("on") for node in tree.css("*") for name in node.attributes)
    hrefs = [node.attributes["href"] for node in tree.css("a[href]")]
    assert all(href.startswith(("#", "http://", "https://")) for href in hrefs)


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_markup_in_texts_does_not_stop_the_other_forms(form):
    assert getattr(rendering, form)(evil(invented_reply()))


def test_links_out_of_the_reply_promise_nothing():
    nodes = page(invented_reply()).css('a[href^="http"]')
    assert nodes
    assert {node.attributes["rel"] for node in nodes} == {"nofollow noopener"}


# --- Markdown --------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_links_of_markdown_lead_to_explicit_anchors(language):
    tree = LexborHTMLParser(
        MarkdownIt("commonmark").render(rendering.markdown(invented_reply(language)))
    )
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    assert {node.attributes["href"][1:] for node in tree.css('a[href^="#"]')} <= ids


def test_markdown_shows_what_was_written():
    words = plain_words(invented_reply())
    assert "<b>Nobody</b> & nothing should be paid twice." in words
    assert "- Town councils should name one officer" in words
    for awkward in (
        "1. not a list",
        "* no *stars*",
        "# no heading",
        "a_b_c",
        "1) no",
        "+ no",
        "---",
    ):
        document = invented_reply(responses=(Response(1, 1, "en", awkward),), statements=())
        assert awkward in plain_words(document)


# --- JSON ------------------------------------------------------------------------------
def test_every_citation_of_the_json_is_checked_from_the_file_alone():
    made = json.loads(rendering.as_json(invented_reply()))
    texts = {(each["contribution"], each["version"]): each["text"] for each in made["responses"]}
    checked = 0
    for said in made["statements"]:
        for each in said["citations"]:
            if each["flag"] == "withdrawn":
                continue
            words = texts[each["contribution"], each["version"]][each["start"] : each["end"]]
            assert sha256(words.encode()).hexdigest() == each["sha256"]
            checked += 1
    assert checked == 11
    assert made["sections"][0]["questions"][0]["statements"] == [1, 2, 5, 6]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [invented_reply, empty_reply, long_reply])
def test_the_reply_is_read_back_from_its_json(make, language):
    document = make(language)
    assert document_of(json.loads(rendering.as_json(document))) == document


def test_a_published_reply_is_read_back_with_its_keys_and_digest():
    short = invented_reply()
    said = tuple(
        replace(each, key=f"key-{each.number}", by_hand=each.number == 2)
        for each in short.statements
    )
    document = replace(
        short, statements=said, state="published", published=Published(date(2012, 4, 2), "ab", 3)
    )
    made = json.loads(rendering.as_json(document))
    assert document_of(made) == document
    assert made["limits"]["statements_by"] == "team"


def test_the_json_has_every_field_of_the_document():
    published = Published(date(2012, 4, 2), "ab")
    made = json.loads(rendering.as_json(invented_reply(published=published)))
    named = set(made) | {"topics"}
    assert {field.name for field in fields(Document)} - named - {"title_language"} == set()
    assert "ي" in rendering.as_json(invented_reply())


# --- DOCX ------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_links_of_the_docx_lead_to_bookmarks(language):
    body = word(invented_reply(language)).element.body
    names = [node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    inside = {node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))} - {None}
    assert inside <= set(names)
    assert all(re.fullmatch(r"[a-z]\w{0,39}", name) for name in names)


def test_arabic_runs_from_right_to_left_in_the_docx():
    made = word(invented_reply("en"))
    [line] = [
        each for each in made.element.body.iter(qn("w:p"))
        if "أسئلتي" in "".join(node.text or "" for node in each.iter(qn("w:t")))
        and each.pPr.style == "ReplyStatement"
    ]  # fmt: skip
    assert line.pPr.find(qn("w:bidi")) is not None
    ways = {
        "".join(node.text or "" for node in run.iter(qn("w:t"))): run.rPr.find(qn("w:rtl"))
        is not None
        for run in line.iter(qn("w:r"))
    }
    assert ways["co-development"] is False
    assert next(way for words, way in ways.items() if "أسئلتي" in words) is True
    tags = {node.get(qn("w:bidi")) for node in line.iter(qn("w:lang"))} - {None}
    assert tags == {"ar-SA"}


def test_the_contents_of_the_docx_are_filled_before_they_are_updated():
    made = word(invented_reply())
    lines = [each for each in made.paragraphs if each.style.name == "Reply Contents"]
    assert [each.text for each in lines][:5] == [
        "The query",
        "Contributors, with thanks",
        "Summary",
        "What was said, question by question",
        "1. Coming back",
    ]
    marks = [node.get(qn("w:fldCharType")) for node in made.element.body.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]


def test_the_docx_holds_nothing_of_its_maker():
    made = zipfile.ZipFile(BytesIO(rendering.docx(invented_reply())))
    assert {entry.date_time for entry in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in made.namelist() if "thumbnail" in name]
    core = made.read("docProps/core.xml").decode()
    assert "2012-03-30T00:00:00Z" in core
    assert "python-docx" not in core


def test_every_cell_of_the_docx_has_a_paragraph():
    for cell in word(invented_reply("ar")).element.body.iter(qn("w:tc")):
        assert cell.findall(qn("w:p"))


# --- PDF -------------------------------------------------------------------------------
def opened(pdf):
    """The objects of a PDF, unpacked."""
    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompressobj().decompress(found[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def test_the_pdf_is_tagged_dated_and_linked():
    made = opened(rendering.pdf(invented_reply("ar")))
    assert b"/Marked true" in made
    assert b"/Lang (ar)" in made
    assert b"D:20120330" in made
    assert b"/Outlines" in made
    for name in (b"(s3)", b"(c3)", b"(responses)"):
        assert name in made


def test_without_its_libraries_the_pdf_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(Refusal, match=r"apt-get install libpango-1\.0-0"):
        rendering.pdf(empty_reply())


def test_a_title_too_long_for_the_property_of_a_file_is_cut_there_only():
    title = "towns\x07 " * 700
    document = replace(invented_reply(), title=title, conveners=("council " * 60,))
    made = word(document)
    assert len(made.core_properties.title) == len(made.core_properties.author) == 255
    assert words_of_word(made).count("towns") >= 700


def test_the_docx_says_which_program_made_it():
    with zipfile.ZipFile(BytesIO(rendering.docx(invented_reply()))) as archive:
        assert b"<Application>Diwan</Application>" in archive.read("docProps/app.xml")
        assert not any(b"Microsoft Mac" in archive.read(name) for name in archive.namelist())
