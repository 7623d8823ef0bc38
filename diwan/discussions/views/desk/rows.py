"""The reply's outline as the desk shows it: its sections, and the statements of the open one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from diwan.core.wording import HOUSE_LANGUAGES, Wording, direction
from diwan.people.queries import themes

from ...actions.stating.dropping import DROPPED
from ...models import Statement
from ...reply.rendering import names
from ...words import StatementKind
from .cites import Marks, Total, cites, totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.core.paginator import Page

    from ...models import Presence, Reply, UnsavedText
    from ...reviewing import Target
    from .cites import Cite

#: the section of what serves no question
NONE = "none"
PAGE_SIZE = 40
#: so many citations of a statement are shown, while it is closed and when it is open
CLOSED, OPEN = 12, 40
_NUMBER = re.compile(r"[0-9]+")


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


@dataclass
class Row:
    """A statement in the outline, or alone on its page."""

    statement: Statement
    cites: Sequence[Cite] = ()
    total: Total = field(default_factory=Total)
    theme_names: Mapping[str, str] = field(default_factory=dict)
    present: Sequence[Presence] = ()
    unsaved: UnsavedText | None = None
    is_open: bool = False
    #: the address of its form; what is done to it stands below
    url: str = ""
    #: the numbers of the contributions it cites, while it is closed
    marks: str = ""

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

    @property
    def voices(self) -> int:
        return self.total.voices

    @property
    def more(self) -> int:
        """Citations that are not among those shown."""
        return self.total.citations - len(self.cites)

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
        if self.total.perhaps:
            yield _("A citation was found by the program: confirm it.")


def of_section(
    reply: Reply,
    known: Mapping[str, Target],
    chosen: str,
    number: Any,
    *,
    holding: Statement | None = None,
) -> Page[Any]:
    """The statements of a section in the order of the reply, a page of them.

    Args:
        number: of the page; when it is not given, the one that holds ``holding``.
    """
    rows = Statement.objects.filter(reply=reply).select_related("place")
    rows = rows.exclude(about__in=list(known)) if chosen == NONE else rows.filter(about=chosen)
    if number is None and holding is not None:
        number = rows.filter(number__lt=holding.number).count() // PAGE_SIZE + 1
    page = Paginator(rows.order_by("number"), PAGE_SIZE).get_page(number)
    for each in page:
        each.reply = reply
    return page


def statement_of(reply: Reply, key: str) -> Statement | None:
    """The statement under this key."""
    rows = Statement.objects.filter(reply=reply, key=key).select_related("place", "changed_by")
    found: Statement | None = rows.first()
    if found is not None:
        found.reply = reply
    return found


def row_of(statement: Statement) -> Row:
    """A statement alone, with all that it cites; two queries."""
    found = cites(Q(statement=statement.pk)).get(statement.pk, [])
    return Row(statement, found, totals([statement.pk]).get(statement.pk, Total()), is_open=True)


def rows(
    statements: Sequence[Statement],
    *,
    opened: str,
    is_whole: bool,
    present: Sequence[Presence],
    unsaved: Mapping[str, UnsavedText],
) -> list[Row]:
    """The statements of a page, with who is at them and what was typed over them.

    Args:
        opened: the key of the one that shows what it cites.
        is_whole: whether it shows all of that.
    """
    called = dict(themes())
    base, marks = _base(statements), Marks()
    keys = [each.pk for each in statements]
    counted = totals(keys)
    own = Q(statement__key=opened) if is_whole else Q(statement__key=opened, order__lte=OPEN)
    found = cites(Q(statement__in=keys) & (own | Q(order__lte=CLOSED)))
    return [
        Row(
            each,
            found.get(each.pk, []),
            counted.get(each.pk, Total()),
            theme_names=called,
            present=[who for who in present if who.statement_id == each.pk],
            unsaved=unsaved.get(f"s-{each.key}"),
            is_open=each.key == opened,
            url=f"{base}{each.key}/",
            marks="" if each.key == opened else marks.of(found.get(each.pk, [])),
        )
        for each in statements
    ]


def _base(statements: Sequence[Statement]) -> str:
    """What the addresses of all statements begin with: found once, not for each."""
    if not statements:
        return ""
    slug = statements[0].reply.discussion.slug
    return reverse("discussions:desk_statement", args=[slug, "KEY"]).removesuffix("KEY/")


def dropped(unsaved: Mapping[str, UnsavedText]) -> list[dict[str, str]]:
    """What somebody dropped and may put back, the latest first: its words and its key."""
    found = [json.loads(kept.text) for place, kept in unsaved.items() if place.startswith(DROPPED)]
    return found[::-1]
