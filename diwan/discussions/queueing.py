"""The facilitators’ queue: its tabs, what waits on each, its rows and their order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Left, Length
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from . import queue_finding
from .models import Attachment, Contribution, Discussion, QuestionProposal, Report, Version
from .words import ContributionState, ProposalState, ReportState, VersionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FIRST_WORDS = 240
PAGE_SIZE = 50


class Tab(models.TextChoices):
    """The tabs of the queue, in the order in which they are best worked through."""

    WAITING = "waiting", _("Waiting")
    LATE = "late", _("Late")
    SPAM = "spam", _("Suspected spam")
    CORRECTIONS = "corrections", _("Corrections")
    PROPOSALS = "proposals", _("Proposed questions")
    REPORTS = "reports", _("Reports")
    RETURNED = "returned", _("Returned")
    SET_ASIDE = "set_aside", _("Set aside")
    RELEASED = "released", _("Released")


#: the tabs that wait for somebody of the team
TO_DO = (Tab.WAITING, Tab.LATE, Tab.SPAM, Tab.CORRECTIONS, Tab.PROPOSALS, Tab.REPORTS)
_HELD = Q(state=ContributionState.HELD)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list is narrowed to; an empty value means everything."""

    words: str = ""
    language: str = ""
    assigned: str = ""
    channel: str = ""
    reason: str = ""


def pending_corrections() -> QuerySet[Version]:
    """Corrections by authors, newer than the words shown, that nobody has taken over yet."""
    shown = Version.objects.filter(contribution=OuterRef("contribution"), is_released=True)
    return Version.objects.filter(
        kind=VersionKind.CORRECTED,
        is_released=False,
        contribution__state=ContributionState.RELEASED,
        number__gt=Subquery(shown.order_by("-number").values("number")[:1]),
    )


def _filters() -> dict[str, Q]:
    return {
        Tab.WAITING: _HELD & Q(is_late=False, is_suspected_spam=False),
        Tab.LATE: _HELD & Q(is_late=True, is_suspected_spam=False),
        Tab.SPAM: _HELD & Q(is_suspected_spam=True),
        Tab.CORRECTIONS: Q(pk__in=pending_corrections().values("contribution")),
        Tab.RETURNED: Q(state=ContributionState.RETURNED),
        Tab.SET_ASIDE: Q(state=ContributionState.SET_ASIDE),
        Tab.RELEASED: Q(state=ContributionState.RELEASED),
    }


def counts(discussions: Iterable[int]) -> dict[int, dict[str, int]]:
    """For each of these discussions how many stand on each tab; in four queries."""
    pks = list(discussions)
    found: dict[int, dict[str, int]] = {pk: dict.fromkeys(Tab.values, 0) for pk in pks}
    for pk, tab, count in _standing(Contribution.objects.filter(discussion__in=pks)):
        found[pk][tab] += count
    corrected = pending_corrections().filter(contribution__discussion__in=pks)
    for pk, count in _by_discussion(corrected, "contribution__discussion", "contribution"):
        found[pk][Tab.CORRECTIONS] = count
    proposals = QuestionProposal.objects.filter(discussion__in=pks, state=ProposalState.HELD)
    for pk, count in _by_discussion(proposals, "discussion"):
        found[pk][Tab.PROPOSALS] = count
    reports = Report.objects.filter(contribution__discussion__in=pks, state=ReportState.OPEN)
    for pk, count in _by_discussion(reports, "contribution__discussion"):
        found[pk][Tab.REPORTS] = count
    return found


def _standing(rows: QuerySet[Contribution]) -> Iterator[tuple[int, str, int]]:
    """Discussion, tab, how many: of the tabs on which a contribution is by its state."""
    what = ("discussion", "state", "is_late", "is_suspected_spam")
    for pk, *state, count in rows.order_by().values_list(*what).annotate(n=Count("pk")):
        if tab := _tab(*state):
            yield pk, tab, count


def _tab(state: str, is_late: bool, is_suspected_spam: bool) -> str:
    if state != ContributionState.HELD:
        return Tab(state) if state in Tab.values else ""
    if is_suspected_spam:
        return Tab.SPAM
    return Tab.LATE if is_late else Tab.WAITING


def _by_discussion(
    rows: QuerySet[Any], path: str, counted: str = "pk"
) -> Iterable[tuple[int, int]]:
    number = Count(counted, distinct=counted != "pk")
    found: Iterable[tuple[int, int]] = rows.order_by().values_list(path).annotate(n=number)
    return found


def tab_of(contribution: Contribution) -> str:
    """The tab on which a contribution stands now."""
    row = contribution
    return _tab(row.state, row.is_late, row.is_suspected_spam) or Tab.WAITING


def contributions(discussion: Discussion, tab: str) -> QuerySet[Contribution]:
    """The contributions of a tab, in order of arrival (the released ones by number, last first)."""
    rows: QuerySet[Contribution] = discussion.contributions.filter(_filters()[tab])
    if tab == Tab.RELEASED:
        return rows.order_by("-number")
    return rows.order_by("is_suspected_spam", "received_at", "pk")


def narrowed(
    rows: QuerySet[Contribution], choice: Choice, *, person: Any
) -> QuerySet[Contribution]:
    if choice.language:
        rows = rows.filter(language=choice.language)
    if choice.channel:
        rows = rows.filter(channel=choice.channel)
    if choice.reason:
        rows = rows.filter(set_aside_reason=choice.reason)
    if choice.assigned == "me":
        rows = rows.filter(assigned_to=person)
    if choice.assigned == "nobody":
        rows = rows.filter(assigned_to=None)
    if choice.words:
        rows = queue_finding.found(rows, choice.words, person=person)
    return rows


def counts_narrowed(discussion: Discussion, choice: Choice, *, person: Any) -> dict[str, int]:
    """By tab how many contributions fit, in two queries; a reason belongs to one tab alone."""
    rows = narrowed(discussion.contributions.all(), replace(choice, reason=""), person=person)
    found = dict.fromkeys(_filters(), 0)
    for _pk, tab, count in _standing(rows):
        found[tab] += count
    corrected = rows.filter(pk__in=pending_corrections().values("contribution"))
    return {**found, Tab.CORRECTIONS: corrected.order_by().count()}


def for_rows(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """With what a row shows: ``first_words``, ``length`` in characters, ``file_count``.

    ``to_be_shown`` are the words that readers would see.
    """
    latest = Version.objects.filter(contribution=OuterRef("pk")).order_by("-number")
    files = Attachment.objects.filter(contribution=OuterRef("pk")).order_by()
    count = files.values("contribution").annotate(n=Count("pk")).values("n")
    return rows.select_related("assigned_to", "country", "letter").annotate(
        first_words=Subquery(latest.annotate(w=Left("text", FIRST_WORDS)).values("w")[:1]),
        to_be_shown=Subquery(latest.values("masked")[:1]),
        length=Coalesce(Subquery(latest.annotate(n=Length("text")).values("n")[:1]), 0),
        file_count=Coalesce(Subquery(count), 0),
        has_correction=Exists(pending_corrections().filter(contribution=OuterRef("pk"))),
    )


def reasons(discussion: Discussion) -> dict[str, int]:
    """How many are set aside for each reason."""
    rows = (
        discussion.contributions.filter(state=ContributionState.SET_ASIDE)
        .order_by()
        .values_list("set_aside_reason")
        .annotate(n=Count("pk"))
    )
    return dict(rows)


def languages(discussion: Discussion) -> list[str]:
    """The languages in which contributions of a discussion are written."""
    rows = discussion.contributions.exclude(state=ContributionState.DRAFT).exclude(language="")
    return sorted(rows.order_by().values_list("language", flat=True).distinct())


def proposals(discussion: Discussion) -> QuerySet[QuestionProposal]:
    """Proposed questions, those that wait first."""
    return discussion.proposals.select_related("topic", "proposed_by", "question").order_by(
        F("decided_at").desc(nulls_first=True), "proposed_at"
    )


def reports(discussion: Discussion) -> QuerySet[Report]:
    """Reports about contributions of a discussion, those that wait first."""
    return (
        Report.objects.filter(contribution__discussion=discussion)
        .select_related("contribution", "reported_by")
        .order_by(F("decided_at").desc(nulls_first=True), "reported_at")
    )


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What stands before and after on a tab; ``place`` counts from 1, 0 if it is not there."""

    before: int | None
    after: int | None
    place: int
    total: int


def neighbours(discussion: Discussion, contribution: Contribution) -> Neighbours:
    pks = list(contributions(discussion, tab_of(contribution)).values_list("pk", flat=True))
    if contribution.pk not in pks:
        return Neighbours(None, None, 0, len(pks))
    index = pks.index(contribution.pk)
    before = pks[index - 1] if index else None
    after = pks[index + 1] if index + 1 < len(pks) else None
    return Neighbours(before, after, index + 1, len(pks))


def next_waiting(discussion: Discussion, near: Neighbours, tab: str) -> int | None:
    """What to decide next: the one after on the same tab, else the first there, else the first
    that waits at all.
    """
    if near.after is not None:
        return near.after
    for other in dict.fromkeys((tab, Tab.WAITING, Tab.LATE)):
        if other in _filters():
            first = contributions(discussion, other).values_list("pk", flat=True).first()
            if first is not None:
                return int(first)
    return None


@lru_cache(maxsize=16)
def _names(language: str) -> Mapping[str, str]:
    try:
        return dict(Locale.parse(language).languages)
    except (UnknownLocaleError, ValueError):
        return dict(Locale("en").languages)


def language_name(code: str) -> str:
    """The name of any language in the reader’s own; the code where it has none."""
    names = _names((get_language() or settings.LANGUAGE_CODE).split("-")[0])
    name = names.get(code, code)
    return name[:1].upper() + name[1:]


def all_languages() -> list[tuple[str, str]]:
    """Every two-letter language: those of the house first, the others by name."""
    codes = [code for code in _names("en") if len(code) == 2]
    ours = [code for code, _name in settings.LANGUAGES]
    others = sorted((language_name(code), code) for code in codes if code not in ours)
    return [(code, language_name(code)) for code in ours] + [(c, name) for name, c in others]
