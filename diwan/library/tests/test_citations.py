"""Citations hold together whatever a title says."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.library.citations import Work, bibtex, ris, schema, written
from diwan.library.templatetags.items import ld_json
from diwan.library.words import ItemKind

WORK = Work(
    key="bees",
    kind="study",
    title="Bees & {two} shores",
    url="https://diwan.example/library/bees/",
    authors=("Écrivaine, A.", "مؤلفة"),
    publishers=("Two Shores",),
    year=2025,
    doi="10.1000/182",
    languages=("fr", "ar"),
    keywords=("Reintegration",),
    licence="cc-by",
)


def test_bibtex_writes_what_is_known():
    assert bibtex(WORK) == (
        "@techreport{bees,\n"
        "  title = {{Bees \\& \\{two\\} shores}},\n"
        "  author = {{Écrivaine, A.} and {مؤلفة}},\n"
        "  institution = {Two Shores},\n"
        "  year = {2025},\n"
        "  doi = {10.1000/182},\n"
        "  url = {https://diwan.example/library/bees/},\n"
        "  language = {fr, ar},\n"
        "  keywords = {Reintegration}\n"
        "}\n"
    )


def test_ris_writes_what_is_known():
    assert ris(WORK).split("\r\n") == [
        "TY  - RPRT",
        "TI  - Bees & {two} shores",
        "AU  - Écrivaine, A.",
        "AU  - مؤلفة",
        "PB  - Two Shores",
        "PY  - 2025",
        "DO  - 10.1000/182",
        "UR  - https://diwan.example/library/bees/",
        "LA  - fr",
        "LA  - ar",
        "KW  - Reintegration",
        "ER  - ",
        "",
    ]


def test_schema_says_only_what_is_known():
    told = schema(WORK)
    assert told["@type"] == "ScholarlyArticle"
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "description" not in told


@given(st.text(), st.text(), st.sampled_from(ItemKind.values))
def test_nothing_typed_ends_a_field_or_begins_another(title, name, kind):
    work = Work(key="x", kind=kind, title=title, url="https://a.example/", authors=(name,))
    unescaped = re.sub(r"\\[{}]", "", bibtex(work))
    assert unescaped.count("{") == unescaped.count("}")
    lines = ris(work).split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert [line[:2] for line in lines].count("TY") == 1


@given(st.text())
def test_no_title_ends_the_script_that_holds_it(title):
    element = ld_json(schema(Work(key="x", kind="norm", title=title, url="https://a.example/")))
    inside = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inside
    assert json.loads(inside).get("name", "") == title


def test_another_form_is_none():
    with pytest.raises(KeyError):
        written([WORK], "exe")
