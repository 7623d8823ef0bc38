"""What a reply says about itself: how much came in, what was left out, how it was made."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...words import RoundOutcome, SetAsideReason, UnusedReason

if TYPE_CHECKING:
    from ..document import Document


def counted(document: Document) -> str:
    """How much came in, in one sentence."""
    count = document.counts.contributions
    line = _("No contribution was released.")
    if count:
        line = ngettext(
            "%(n)s contribution was released.", "%(n)s contributions were released.", count
        ) % {"n": count}
    late = document.counts.late
    if not late:
        return line
    more = ngettext(
        "%(n)s more came after the last day and is not part of this reply.",
        "%(n)s more came after the last day and are not part of this reply.",
        late,
    ) % {"n": late}
    return f"{line} {more}"


def sentences(document: Document) -> tuple[str, ...]:
    """How the reply was made and what it is not; only what is true of this one."""
    lines = [
        _consensus(document),
        _wording(document),
        _moderation(document),
        _naming(document),
    ]
    if any(each.translated for each in document.statements):
        lines.append(
            _("Translated statements say who translated them; the original counts, not these.")
        )
    if any(not each.name for each in document.contributors):
        lines.append(
            _("The words of a contribution may still tell who wrote it, though its name is masked.")
        )
    if any(each.is_perhaps for said in document.statements for each in said.citations):
        lines.append(
            _("A citation marked “perhaps” was found by a program and confirmed by nobody.")
        )
    if _is_as_signed(document):
        lines.append(
            _(
                "Where it says “as signed”, organisation, kind of actor or country was read from "
                "a signature and confirmed by nobody."
            )
        )
    return tuple(lines)


def _wording(document: Document) -> str:
    """Who chose or wrote the statements."""
    by_hand = sum(each.by_hand for each in document.statements)
    if not by_hand:
        return _(
            "A program chose the statements. Each is taken from the words of a contribution, in "
            "the language it was written in; nothing was added."
        )
    if by_hand == len(document.statements):
        return _(
            "The facilitation team wrote the statements. Each names the exact words of "
            "contributions it rests on."
        )
    return ngettext(
        "A program chose statements from the words of contributions; the facilitation team wrote "
        "or reworded %(n)s of them. Each names the exact words it rests on.",
        "A program chose statements from the words of contributions; the facilitation team wrote "
        "or reworded %(n)s of them. Each names the exact words it rests on.",
        by_hand,
    ) % {"n": by_hand}


def _consensus(document: Document) -> str:
    held = document.endorsement
    if held is None:
        return _("This reply is not a consensus: nobody has endorsed it yet.")
    if held.outcome == RoundOutcome.ENDORSED:
        return _(
            "Endorsed is not unanimous: members could object or abstain, and not all took part."
        )
    if not held.outcome:
        return _("This reply is not a consensus: its members are asked now.")
    return _("This reply is not a consensus: its members were asked and have not endorsed it.")


def _moderation(document: Document) -> str:
    if document.is_moderated:
        return _("The facilitation team read each contribution before it was released.")
    return _("No facilitator has read the contributions: a program took in what arrived.")


def _naming(document: Document) -> str:
    """Whether those who are named, or are not, were asked."""
    if document.is_moderated:
        return _("Telephone numbers and addresses were masked; names stand as their owners agreed.")
    if any(each.name or each.organisation for each in document.contributors):
        return _(
            "Telephone numbers and addresses were masked. Names are given because whoever made "
            "this draft said that their owners agreed; nobody asked them for it here."
        )
    return _(
        "Telephone numbers and addresses were masked. Nobody asked the contributors how they want "
        "to be named, so no names are given."
    )


def _is_as_signed(document: Document) -> bool:
    return any(each.as_signed for each in document.contributors) or any(
        each.weight.as_signed for each in document.statements
    )


def unused(document: Document) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """(reason, numbers) of the contributions that were read and are not cited."""
    by_reason: dict[str, list[int]] = defaultdict(list)
    for each in document.unused:
        by_reason[each.reason].append(each.contribution)
    return tuple(
        (str(reason.label), tuple(by_reason[reason]))
        for reason in UnusedReason
        if reason in by_reason
    )


def set_aside(document: Document) -> tuple[tuple[str, int], ...]:
    return tuple(
        (str(SetAsideReason(code).label), count) for code, count in document.counts.set_aside
    )
