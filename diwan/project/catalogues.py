"""The translations: gather the texts of a room, compile them, and say what is missing.

Done with Babel, so that a machine without the gettext tools can do it as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation import gettext as _
from django.utils.translation.template import templatize

from diwan.core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ROOMS = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "ar")
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
}
_KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")
_HEADER = """msgid ""
msgstr ""
"Project-Id-Version: diwan\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"""


@dataclass(frozen=True, slots=True)
class Text:
    """One text to translate, as it stands in the code."""

    singular: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.singular


# --- gather ------------------------------------------------------------------------------


def rooms() -> list[Path]:
    """The folders of the house that speak to people."""
    return sorted(folder for folder in ROOMS.iterdir() if (folder / "__init__.py").exists())


def texts_of(room: Path) -> list[Text]:
    """Every text of a room's code and templates, once, in the order of the files."""
    found: dict[tuple[str, str], Text] = {}
    for path in sorted(room.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and "tests" not in path.parts:
            for text in _texts_in(path):
                known = found.setdefault(text.key, text)
                if text.plural and not known.plural:
                    found[text.key] = text
    return list(found.values())


def _texts_in(path: Path) -> Iterator[Text]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # what is left of a template is a run of calls; indentation means nothing there
        lines = templatize(source, origin=str(path)).splitlines()
        source = "\n".join(line.lstrip() for line in lines)
    for _line, message, _comments, context in extract(
        "python", BytesIO(source.encode()), keywords=_KEYWORDS
    ):
        singular, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
        yield Text(singular, plural, context or "")


def make(names: Collection[str] = ()) -> list[Path]:
    """Bring the catalogues of these rooms (none: all) in line with the code.

    Returns the files that changed.
    """
    return [
        path
        for room in rooms()
        if not names or room.name in names
        if (texts := texts_of(room))
        for language in LANGUAGES
        if _bring_in_line(path := catalogue_path(room, language), language, texts)
    ]


def catalogue_path(room: Path, language: str) -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def _bring_in_line(path: Path, language: str, texts: list[Text]) -> bool:
    old = read(path, language) if path.exists() else _empty(language)
    if path.exists() and not old.obsolete and _keys(old) == {text.key for text in texts}:
        return False
    wanted = Catalog(locale=language)
    for text in texts:
        wanted.add(
            (text.singular, text.plural) if text.plural else text.singular,
            context=text.context or None,
        )
    old.update(wanted, no_fuzzy_matching=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        # our own short heading: Babel's names a day, and would change with every run
        file.write(_heading(language).encode() + b"\n")
        write_po(file, old, width=0, no_location=True, ignore_obsolete=True, omit_header=True)
    return True


# --- read and compile --------------------------------------------------------------------


def _empty(language: str) -> Catalog:
    return read_po(BytesIO(_heading(language).encode()), locale=language)


def _heading(language: str) -> str:
    return _HEADER.format(language=language, plurals=PLURALS[language])


def read(path: Path, language: str) -> Catalog:
    """The catalogue in a file.

    Raises:
        Refusal: the file cannot be read as a catalogue; the message says where.
    """
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise Refusal(
            _("The catalogue %(path)s cannot be read: %(reason)s. Mend that line.")
            % {"path": path, "reason": error}
        ) from error


def files() -> list[tuple[Path, str]]:
    """Every catalogue of the house with its language."""
    paths = (
        (catalogue_path(room, language), language) for room in rooms() for language in LANGUAGES
    )
    return [(path, language) for path, language in paths if path.exists()]


def compile_all() -> int:
    """Write the compiled form of each catalogue that is newer than it; returns how many."""
    stale = [
        (path, language, compiled)
        for path, language in files()
        if not (compiled := path.with_suffix(".mo")).exists()
        or compiled.stat().st_mtime <= path.stat().st_mtime
    ]
    for path, language, compiled in stale:
        _write_compiled(read(path, language), compiled)
    return len(stale)


def _write_compiled(catalogue: Catalog, path: Path) -> None:
    """Written apart and moved, so that a reader never meets half a file.

    Each under a name of its own: web, worker and mail may start at the same moment.
    """
    with NamedTemporaryFile(dir=path.parent, prefix="new-", suffix=".mo", delete=False) as file:
        write_mo(file, catalogue)
    new = Path(file.name)
    new.chmod(0o644)
    new.replace(path)


# --- check -------------------------------------------------------------------------------


def problems() -> list[str]:
    """One line for each text that is missing, untranslated, doubtful or left over."""
    return [
        problem
        for room in rooms()
        if (texts := texts_of(room))
        for language in LANGUAGES
        for problem in _problems_of(room, language, texts)
    ]


def _problems_of(room: Path, language: str, texts: list[Text]) -> Iterator[str]:
    path = catalogue_path(room, language)
    where = f"{path.relative_to(ROOMS.parent)}"
    if not path.exists():
        yield f"{where}: there is no such file, but the room has {len(texts)} texts."
        return
    catalogue = read(path, language)
    if (
        str(catalogue.mime_headers and dict(catalogue.mime_headers).get("Plural-Forms", ""))
        != (PLURALS[language])
    ):
        yield f"{where}: Plural-Forms must be “{PLURALS[language]}”."
    wanted = {text.key: text for text in texts}
    there = _keys(catalogue)
    yield from (f"{where}: “{key[1]}” is missing." for key in sorted(wanted.keys() - there))
    yield from (f"{where}: “{key[1]}” is in no code." for key in sorted(there - wanted.keys()))
    for message in catalogue:
        if message.id:
            yield from (f"{where}: {problem}" for problem in _problems_in(message, language))


def _keys(catalogue: Catalog) -> set[tuple[str, str]]:
    return {(message.context or "", _first(message.id)) for message in catalogue if message.id}


def _first(value: Any) -> str:
    return str(value[0] if isinstance(value, (tuple, list)) else value)


def _problems_in(message: Any, language: str) -> Iterator[str]:
    name = f"“{_first(message.id)}”"
    is_plural = isinstance(message.id, (tuple, list))
    strings = (
        list(message.string) if isinstance(message.string, (tuple, list)) else [message.string]
    )
    if message.fuzzy:
        yield f"{name} is fuzzy."
    if not all(strings) or (is_plural and len(strings) != _plural_count(language)):
        yield f"{name} is not translated."
        return
    sources = list(message.id) if is_plural else [message.id]
    allowed = {place for source in sources for place in _PLACEHOLDER.findall(source)}
    for string in strings:
        used = set(_PLACEHOLDER.findall(string))
        # a plural form for exactly one or two things may leave the number out
        if used - allowed or len(allowed - used) > int(is_plural):
            yield f"{name} has other placeholders in “{string}”."


def _plural_count(language: str) -> int:
    return int(PLURALS[language].removeprefix("nplurals=").partition(";")[0])
