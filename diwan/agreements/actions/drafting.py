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
from ..models import Agreement
from ..words import AgreementState
from .moving import move

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        audit.record("agreement.drafted", by=by, on=agreement, details={"kind": kind})
    return agreement


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
        return move(agreement, AgreementState.ABANDONED, by=by, why=why.strip())


def take_up_again(agreement: Agreement, *, by: Any) -> Agreement:
    """Raises:
    PermissionDenied: ``by`` did not begin it.
    """
    require(agreement.created_by_id == by.pk and may_draft(by))
    with transaction.atomic():
        return move(agreement, AgreementState.DRAFT, by=by)


def _free_slug(kind: str, title: Mapping[str, str]) -> str:
    base = slug_base("", {**title, "": kind})
    taken = Agreement.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    return free_slug(base, taken)
