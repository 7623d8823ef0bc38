"""Every text of the house is there in three languages, and means the same in each."""

from __future__ import annotations

import ast
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Message

from diwan.core.errors import Refusal
from diwan.project import catalogues

if TYPE_CHECKING:
    from pathlib import Path

ROOMS = [room for room in catalogues.rooms() if catalogues.texts_of(room)]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_a_room_speaks_the_language(room, language):
    texts = catalogues.texts_of(room)
    assert list(catalogues._problems_of(room, language, texts)) == []


def test_rooms_with_pages_have_texts():
    assert {"core", "portal", "people", "discussions", "project"} <= {room.name for room in ROOMS}


def called_by_other_names(source: str) -> list[str]:
    """Functions of translation that ``source`` calls by a name the gatherer does not know."""
    return [
        f"{alias.name} as {alias.asname}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in catalogues._KEYWORDS
        and alias.asname is not None
        and catalogues._KEYWORDS.get(alias.asname, ()) != catalogues._KEYWORDS[alias.name]
    ]


@pytest.mark.parametrize("room", catalogues.rooms(), ids=lambda room: room.name)
def test_no_text_is_missed_because_its_function_goes_by_another_name(room):
    found = {
        path.relative_to(room).as_posix(): names
        for path in room.rglob("*.py")
        if (names := called_by_other_names(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("from django.utils.translation import gettext as _", []),
        ("from django.utils.translation import gettext_lazy, ngettext", []),
        ("from django.utils.translation import gettext as _now", ["gettext as _now"]),
        ("from django.utils.translation import pgettext as _", ["pgettext as _"]),
    ],
)
def test_another_name_is_seen(line, found):
    assert called_by_other_names(line) == found


# --- the check itself --------------------------------------------------------------------


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A room with two texts in code and three in a template."""
    (tmp_path / "views.py").write_text(
        "_('Hello %(name)s')\nngettext('%(n)s letter', '%(n)s letters', 3)\n", encoding="utf-8"
    )
    (tmp_path / "page.html").write_text(
        "{% load i18n %}\n  <h1>{% translate 'Welcome' %}</h1>\n"
        "<p title=\"{% translate 'May' context 'month' %}\">\n"
        "{% blocktranslate trimmed count n=n %}\n   {{ n }} voice\n{% plural %}\n"
        "   {{ n }} voices\n{% endblocktranslate %}</p>",
        encoding="utf-8",
    )
    return tmp_path


def test_texts_are_found_in_code_and_in_templates(room):
    assert {(t.singular, t.plural, t.context) for t in catalogues.texts_of(room)} == {
        ("Hello %(name)s", "", ""),
        ("%(n)s letter", "%(n)s letters", ""),
        ("Welcome", "", ""),
        ("May", "", "month"),
        ("%(n)s voice", "%(n)s voices", ""),
    }


@pytest.mark.parametrize(
    ("message", "language", "problem"),
    [
        (Message("Hello", "Bonjour"), "fr", None),
        (Message("Hello", ""), "fr", "not translated"),
        (Message("Hello", "Salut", flags=["fuzzy"]), "fr", "fuzzy"),
        (Message("Hello %(name)s", "Bonjour %(nom)s"), "fr", "other placeholders"),
        (Message("Hello %(name)s", "Bonjour"), "fr", "other placeholders"),
        (Message(("%(n)s day", "%(n)s days"), ("Un jour", "%(n)s jours")), "fr", None),
        (Message(("%(n)s day", "%(n)s days"), ("%(n)s jour", "")), "fr", "not translated"),
        (Message(("%(n)s day", "%(n)s days"), ("يوم", "أيام")), "ar", "not translated"),
        (Message(("%(n)s day", "%(n)s days"), ("%(n)s يوم",) * 6), "ar", None),
    ],
)
def test_a_doubtful_translation_is_told(message, language, problem):
    found = list(catalogues._problems_in(message, language))
    assert (problem in found[0]) if problem else found == []


def test_a_broken_catalogue_is_refused_with_its_name(tmp_path):
    path = tmp_path / "django.po"
    path.write_text('msgid "Hello"\nmsgid "Hello again"\n', encoding="utf-8")
    with pytest.raises(Refusal, match=r"django\.po"):
        catalogues.read(path, "fr")


def test_a_new_text_comes_into_the_catalogue_and_the_old_translation_stays(room):
    texts = catalogues.texts_of(room)
    path = catalogues.catalogue_path(room, "ar")
    known = [text for text in texts if text.singular == "Hello %(name)s"]
    assert catalogues._bring_in_line(path, "ar", known)
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            'msgid "Hello %(name)s"\nmsgstr ""', 'msgid "Hello %(name)s"\nmsgstr "أهلا %(name)s"'
        ),
        encoding="utf-8",
    )
    assert catalogues._bring_in_line(path, "ar", texts)
    catalogue = catalogues.read(path, "ar")
    assert catalogue["Hello %(name)s"].string == "أهلا %(name)s"
    assert len(catalogue["%(n)s letter"].string) == 6
    assert not catalogues._bring_in_line(path, "ar", texts), "nothing new, nothing written"


def test_programs_that_start_at_once_may_all_compile(tmp_path: Path) -> None:
    source, language = next(iter(catalogues.files()))
    catalogue = catalogues.read(source, language)
    compiled = tmp_path / "django.mo"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _n: catalogues._write_compiled(catalogue, compiled), range(24)))
    assert [path.name for path in tmp_path.iterdir()] == ["django.mo"]
    assert compiled.stat().st_mode & 0o777 == 0o644
