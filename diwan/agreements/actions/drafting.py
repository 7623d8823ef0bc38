"""Begin an agreement, and give it up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.rules.organisations import free_slug, slug_base

from ..access import is_steward, may_draft, may_edit, require
from ..models import Agreement, Party
from ..queries import signs_for
from ..territory import territories
from ..words import AgreementState, Level, Side
from .indexing import index
from .letters import tell_moved
from .moving import move

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.people.models import Organisation

_OTHER_SHORE = {
    Side.ORIGIN: Side.DESTINATION,
    Side.DESTINATION: Side.ORIGIN,
    Side.COMMON: Side.COMMON,
}
#: addresses of pages about many agreements
_NO_AGREEMENT = frozenset({"new", "dialogues", "sharing"})


def draft(kind: str, title: Mapping[str, str], *, by: Any, is_recorded: bool = False) -> Agreement:
    """Begin one. ``is_recorded``: concluded elsewhere, written down by a steward.

    Raises:
        PermissionDenied: ``by`` signs for no body; or records without being a steward.
        Refusal: there is no title.
    """
    require(is_steward(by) if is_recorded else may_draft(by))
    words = {code: text.strip() for code, text in title.items() if text.strip()}
    if not words:
        raise Refusal(_("Give the agreement a title in at least one language."))
    with transaction.atomic():
        now = clock.now()
        agreement = Agreement.objects.create(
            slug=_free_slug(kind, words),
            kind=kind,
            title=words,
            is_recorded=is_recorded,
            created_by=by,
            created_at=now,
            changed_at=now,
        )
        index([agreement])
        audit.record("agreement.drafted", by=by, on=agreement, details={"kind": kind})
    return agreement


def begin(
    kind: str,
    title: Mapping[str, str],
    *,
    body: Organisation,
    side: str,
    partner: Organisation | None,
    by: Any,
) -> Agreement:
    """Draft one in the name of ``body``, with the partner on the other shore if it is known.

    Raises:
        PermissionDenied: ``by`` does not sign for ``body``.
        Refusal: there is no title; or the partner is the body itself.
    """
    require(signs_for(by).filter(pk=body.pk).exists())
    if partner is not None and partner.pk == body.pk:
        raise Refusal(_("An agreement needs two bodies: choose another partner."))
    with transaction.atomic():
        agreement = draft(kind, title, by=by)
        _bind(agreement, body, side, 0)
        if partner is not None:
            _bind(agreement, partner, _OTHER_SHORE[Side(side)], 1)
        index([agreement])
    return agreement


def record(kind: str, title: Mapping[str, str], *, by: Any) -> Agreement:
    """Write down one that was concluded elsewhere.

    Raises:
        PermissionDenied: ``by`` is no steward.
        Refusal: there is no title.
    """
    return draft(kind, title, by=by, is_recorded=True)


def abandon(agreement: Agreement, *, by: Any, why: str) -> Agreement:
    """Give up what was never signed.

    Raises:
        PermissionDenied: ``by`` has no part in it.
        Refusal: no reason is given.
    """
    require(may_edit(by, agreement))
    if not why.strip():
        raise Refusal(_("Say in one sentence why it is given up; the other parties will read it."))
    with transaction.atomic():
        moved = move(agreement, AgreementState.ABANDONED, by=by, why=why.strip())
        tell_moved(moved, "abandoned", by=by, why=why.strip())
    return moved


def take_up_again(agreement: Agreement, *, by: Any) -> Agreement:
    """Raises:
    PermissionDenied: ``by`` did not begin it.
    """
    require(agreement.created_by_id == by.pk and may_draft(by))
    with transaction.atomic():
        return move(agreement, AgreementState.DRAFT, by=by)


def _bind(agreement: Agreement, body: Organisation, side: str, position: int) -> Party:
    return Party.objects.create(
        agreement=agreement,
        organisation=body,
        side=side,
        level=body.level or Level.LOCAL,
        place=next(iter(territories(body)), None),
        position=position,
    )


def _free_slug(kind: str, title: Mapping[str, str]) -> str:
    base = slug_base("", {**title, "": kind})
    taken = Agreement.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    return free_slug(base, {*taken, *_NO_AGREEMENT})
