"""The reply's outline as the desk shows it: its sections, and the statements of the open one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from diwan.core.wording import HOUSE_LANGUAGES, Wording, direction
from diwan.people.queries import themes

from ...actions.stating.dropping import DROPPED
from ...models import Citation, Statement
from ...reply.citing import words_of
from ...reply.rendering import names
from ...words import Stance, StatementKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.core.paginator import Page

    from ...models import Contribution, Presence, Reply, UnsavedText
    from ...reviewing import Target

#: the section of what serves no question
NONE = "none"
PAGE_SIZE = 40
_NUMBER = re.compile(r"[0-9]+")
_SIGNS = {Stance.SUPPORTS: "+", Stance.DIFFERS: "≠", Stance.QUALIFIES: "±"}


@dataclass(frozen=True, slots=True)
class Section:
    """A question, a topic as a whole, or none of them, with how many statements it has."""

    key: str
    label: str
    words: Wording
    colours: tuple[int, ...]
    is_topic: bool
    count: int
    is_open: bool


def sections(reply: Reply, known: Mapping[str, Target], chosen: str) -> list[Section]:
    """In the order of the reply: each topic before its questions; then what serves none."""
    counted: Any = reply.statements.order_by().values_list("about").annotate(n=Count("pk"))
    counts = dict(counted)
    found = [
        Section(
            key,
            target.label,
            target.words,
            target.colours,
            target.is_topic,
            counts.pop(key, 0),
            key == chosen,
        )
        for key, target in _by_topic(known)
    ]
    rest = sum(counts.values())
    nothing = Wording("", "")
    return [*found, Section(NONE, _("No question"), nothing, (), False, rest, chosen == NONE)]


def _by_topic(known: Mapping[str, Target]) -> list[tuple[str, Target]]:
    def _place(item: tuple[str, Target]) -> tuple[int, ...]:
        numbers = [int(part) for part in _NUMBER.findall(item[1].label)]
        return (*numbers, 0) if item[1].is_topic else tuple(numbers)

    return sorted(known.items(), key=_place)


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation as the desk shows it; no words where they were taken back or changed."""

    citation: Citation
    contribution: Contribution
    words: str
    flag: str
    sign: str

    @property
    def direction(self) -> str:
        return direction(self.citation.language)

    @property
    def stance_word(self) -> str:
        return str(Stance(self.citation.stance).label)

    @property
    def flag_word(self) -> str:
        return {
            "withdrawn": _("Withdrawn by its author"),
            "set_aside": _("Not shown any more"),
            "edited": _("Changed since it was cited"),
        }.get(self.flag, "")


@dataclass
class Row:
    """A statement in the outline, or alone on its page."""

    statement: Statement
    cites: list[Cite]
    theme_names: Mapping[str, str] = field(default_factory=dict)
    present: Sequence[Presence] = ()
    unsaved: UnsavedText | None = None
    is_open: bool = False

    @cached_property
    def is_redacted(self) -> bool:
        """Whether the words it was taken from were taken back: its text is not shown then."""
        return not self.statement.text or bool(self.cites and not self.cites[0].words)

    @property
    def text(self) -> str:
        return "" if self.is_redacted else self.statement.text

    @property
    def direction(self) -> str:
        return direction(self.statement.language)

    @property
    def kind_word(self) -> str:
        return (
            "" if self.statement.kind == StatementKind.POINT else self.statement.get_kind_display()
        )

    @property
    def addressee(self) -> str:
        return "" if self.is_redacted else names.addressee(self.statement.addressee)

    @property
    def themes(self) -> list[str]:
        return [self.theme_names.get(key, key) for key in self.statement.themes]

    @cached_property
    def places(self) -> list[str]:
        own = [self.statement.place.code] if self.statement.place else []
        return [names.place(code) for code in dict.fromkeys([*own, *self.statement.places])]

    @property
    def address(self) -> str:
        """How the translation desk calls it."""
        return f"s-{self.statement.key}"

    @property
    def translate_to(self) -> list[tuple[str, str]]:
        """The other languages of the house, each named in itself."""
        own = self.statement.language
        others = [code for code in HOUSE_LANGUAGES if code != own]
        return [(code, get_language_info(code)["name_local"]) for code in others]

    @cached_property
    def voices(self) -> int:
        """Contributions whose words support it and can be read."""
        return len(
            {
                cite.contribution.pk
                for cite in self.cites
                if cite.words and cite.citation.stance == Stance.SUPPORTS
            }
        )

    @property
    def weight(self) -> str:
        n = self.voices
        return ngettext("%(n)s voice", "%(n)s voices", n) % {"n": n} if n else ""

    @property
    def warnings(self) -> list[str]:
        return list(self._warnings())

    def _warnings(self) -> Iterator[str]:
        if not self.cites:
            yield _("Nothing is cited yet: it cannot be published so.")
        elif self.is_redacted:
            yield _("The words it was taken from are shown no more. Reword it, or drop it.")
        elif not self.voices:
            yield _("No words that support it can be read.")
        elif self.voices == 1 and self.is_open:
            yield _("One voice only: say so, or find another.")
        if any(cite.citation.is_perhaps for cite in self.cites):
            yield _("A citation was found by the program: confirm it.")


def of_section(reply: Reply, known: Mapping[str, Target], chosen: str, number: Any) -> Page[Any]:
    """The statements of a section in the order of the reply, a page of them."""
    rows = _complete(Statement.objects.filter(reply=reply))
    rows = rows.exclude(about__in=list(known)) if chosen == NONE else rows.filter(about=chosen)
    return Paginator(rows.order_by("number"), PAGE_SIZE).get_page(number)


def _complete(rows: Any) -> Any:
    cited = Citation.objects.select_related("version__contribution").defer(
        "version__text", "version__pieces", "version__parts", "version__note"
    )
    return rows.select_related("place", "changed_by").prefetch_related(
        Prefetch("citations", cited.order_by("order"))
    )


def statement_of(reply: Reply, key: str) -> Statement | None:
    """The statement under this key, complete."""
    found: Statement | None = _complete(Statement.objects.filter(reply=reply, key=key)).first()
    if found is not None:
        found.reply = reply
    return found


def row_of(statement: Statement, **around: Any) -> Row:
    """A complete statement as it is shown."""
    return Row(statement, [_cite(each) for each in statement.citations.all()], **around)


def _cite(row: Citation) -> Cite:
    words, flag = words_of(row, row.version)
    sign = _SIGNS[Stance(row.stance)]
    return Cite(row, row.version.contribution, " ".join(words.split()), flag, sign)


def rows(
    statements: Sequence[Statement],
    *,
    opened: str,
    present: Sequence[Presence],
    unsaved: Mapping[str, UnsavedText],
) -> list[Row]:
    """The statements of a page, with who is at them and what was typed over them."""
    called = dict(themes())
    return [
        row_of(
            statement,
            theme_names=called,
            present=[each for each in present if each.statement_id == statement.pk],
            unsaved=unsaved.get(f"s-{statement.key}"),
            is_open=statement.key == opened,
        )
        for statement in statements
    ]


def dropped(unsaved: Mapping[str, UnsavedText]) -> list[dict[str, str]]:
    """What somebody dropped and may put back, the latest first: its words and its key."""
    found = [json.loads(kept.text) for place, kept in unsaved.items() if place.startswith(DROPPED)]
    return found[::-1]
