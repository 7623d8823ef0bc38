"""Draft texts of the team's messages, made from how the discussion stands, in its languages.

A draft quotes nobody by name, so that no message holds one when its bearer wants to be unnamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from diwan.core.wording import HOUSE_LANGUAGES, choose
from diwan.people.words import ActorKind

from .. import naming
from ..words import PostKind
from .state import as_rows, names_of_places, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from ..models import Discussion
    from ..naming import Asked
    from .state import Quiet, Quote, State

    Texts = dict[str, str]

#: at the beginning of a line of a list
ITEM = "– "
_QUIET_AT_MOST = 4


def draft(
    discussion: Discussion, kind: str, *, since: datetime | None, now: datetime
) -> tuple[Texts, Texts]:
    """Title and text by language.

    Args:
        since: what came later is new.
    """
    titles, texts = {}, {}
    state = state_of(discussion, since=since, now=now)
    for code in [code for code in HOUSE_LANGUAGES if code in discussion.languages] or ["en"]:
        with override(code):
            titles[code] = _TITLES[PostKind(kind)](now)
            paragraphs = _TEXTS[PostKind(kind)](discussion, state)
            texts[code] = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return titles, texts


# --- the three kinds -----------------------------------------------------------------------
def _digest(discussion: Discussion, state: State) -> Iterable[str]:
    yield _how_many(state)
    yield from _who(state)
    yield _questions(discussion, state)
    yield _quoted(discussion, state.quotes)
    yield _missing(state.quiet)
    yield _until_when(discussion, state)


def _feedback(discussion: Discussion, state: State) -> Iterable[str]:
    yield _("Thank you for what you have said so far. This is how we read it.")
    yield _how_many(state)
    yield _questions(discussion, state)
    yield _open_questions(discussion, state)
    yield _quoted(discussion, state.quotes)
    yield _missing(state.quiet)
    yield _until_when(discussion, state)


def _closing(discussion: Discussion, state: State) -> Iterable[str]:
    yield _("The discussion is closed. Thank you to everybody who wrote, spoke and passed it on.")
    yield _how_many(state)
    yield from _who(state)
    yield _questions(discussion, state)
    yield _next(discussion)
    yield _("All contributions stay here to be read:") + " " + _page(discussion, "contributions")


_TEXTS: dict[PostKind, Callable[[Discussion, State], Iterable[str]]] = {
    PostKind.DIGEST: _digest,
    PostKind.FEEDBACK: _feedback,
    PostKind.CLOSING: _closing,
}
_TITLES: dict[PostKind, Callable[[datetime], str]] = {
    PostKind.DIGEST: lambda now: _("What was said until %(day)s") % {"day": naming.day(now)},
    PostKind.FEEDBACK: lambda _now: _("What we heard so far, and what we would like to hear"),
    PostKind.CLOSING: lambda _now: _("Thank you, and what comes next"),
}


# --- their paragraphs ----------------------------------------------------------------------
def _how_many(state: State) -> str:
    if not state.released:
        return _("No contribution has been released yet.")
    all_of_them = ngettext(
        "%(n)s contribution has been released so far.",
        "%(n)s contributions have been released so far.",
        state.released,
    ) % {"n": state.released}
    if state.since is None or not 0 < state.fresh < state.released:
        return all_of_them
    new = ngettext(
        "%(n)s of them is new since the last digest.",
        "%(n)s of them are new since the last digest.",
        state.fresh,
    ) % {"n": state.fresh}
    return f"{all_of_them} {new}"


def _who(state: State) -> Iterable[str]:
    kinds = {code: str(label) for code, label in ActorKind.choices}
    languages = {code: naming.language_name(code) for code, _count in state.languages}
    codes = [code for code, _count in state.regions]
    regions = dict(zip(codes, names_of_places(codes), strict=False))
    for sentence, rows in (
        (_("Languages: %(list)s."), as_rows(state.languages, languages)),
        (_("Who spoke: %(list)s."), as_rows(state.kinds, kinds)),
        (_("Where they speak from: %(list)s."), as_rows(state.regions, regions)),
    ):
        if rows:
            yield sentence % {"list": naming.side_by_side(rows)}


def _answered(discussion: Discussion, state: State) -> list[tuple[Asked, int]]:
    asked = naming.asked(discussion.questions.select_related("topic"))
    return [(asked[key], state.answers.get(key, 0)) for key in asked]


def _questions(discussion: Discussion, state: State) -> str:
    lines = [_("The questions, and how many contributions answer them:")]
    for asked, count in _answered(discussion, state):
        answers = ngettext("%(n)s answer", "%(n)s answers", count) % {"n": count}
        said = answers if count else _("nobody has answered it yet")
        words = naming.shortened(asked.wording.text, 120)
        lines.append(f"{ITEM}{asked.label} {words} ({said})")
    return "\n".join(lines)


def _open_questions(discussion: Discussion, state: State) -> str:
    """The questions with the fewest answers, when others have more."""
    answered = _answered(discussion, state)
    fewest = min((count for _asked, count in answered), default=0)
    few = [asked for asked, count in answered if count == fewest]
    if not few or len(few) == len(answered):
        return ""
    labels = naming.side_by_side(asked.label for asked in few)
    return ngettext(
        "Question %(labels)s needs you most.", "Questions %(labels)s need you most.", len(few)
    ) % {"labels": labels}


def _quoted(discussion: Discussion, quotes: Sequence[Quote]) -> str:
    if not quotes:
        return ""
    lines = [_("New, in the words of those who wrote:")]
    lines += [_quote(discussion, quote) for quote in quotes]
    return "\n".join(lines)


def _quote(discussion: Discussion, quote: Quote) -> str:
    place = [discussion.slug, quote.number, quote.version, quote.start, quote.end]
    said = _("No. %(number)s (%(language)s): “%(words)s”") % {
        "number": quote.number,
        "language": naming.language_name(quote.language),
        "words": " ".join(quote.words.split()),
    }
    return f"{ITEM}{said} {settings.DIWAN_ORIGIN}{reverse('discussions:words', args=place)}"


def missing(quiet: Quiet) -> list[str]:
    """A sentence each about kinds, languages and places that little or nothing was heard from."""
    kinds = [str(ActorKind(code).label) for code in quiet.kinds[:_QUIET_AT_MOST]]
    languages = [naming.language_name(code) for code in quiet.languages]
    places = names_of_places(quiet.places[:_QUIET_AT_MOST])
    sentences = (
        (_("We have heard little or nothing from: %(list)s."), kinds),
        (_("We have heard little or nothing in: %(list)s."), languages),
        (
            pgettext("places", "We have heard little or nothing from these places: %(list)s."),
            places,
        ),
    )
    return [
        sentence % {"list": naming.side_by_side(names)} for sentence, names in sentences if names
    ]


def _missing(quiet: Quiet) -> str:
    sentences = missing(quiet)
    if not sentences:
        return ""
    return " ".join([*sentences, _("If you know somebody, please pass this on.")])


def _until_when(discussion: Discussion, state: State) -> str:
    if not discussion.is_taking_contributions or state.days_left <= 0:
        return ""
    left = ngettext(
        "%(n)s day is left, until the end of %(day)s.",
        "%(n)s days are left, until the end of %(day)s.",
        state.days_left,
    ) % {"n": state.days_left, "day": date_format(discussion.closes_on, "DATE_FORMAT")}
    take_part = _("Take part:")
    return f"{left} {take_part} {_page(discussion, 'contribute')}"


def _next(discussion: Discussion) -> str:
    """What becomes of it now; only what the call has announced is promised."""
    said = _(
        "Next, the facilitators bring what was said together in one reply, in which each sentence "
        "leads to the words it rests on."
    )
    event = choose(discussion.event_name).text
    if event and discussion.event_on:
        day = date_format(discussion.event_on, "DATE_FORMAT")
        return f"{said} " + _("It is meant for: %(event)s, %(day)s.") % {"event": event, "day": day}
    return f"{said} " + _("You get a letter when it is there.")


def _page(discussion: Discussion, name: str) -> str:
    return settings.DIWAN_ORIGIN + reverse(f"discussions:{name}", args=[discussion.slug])
