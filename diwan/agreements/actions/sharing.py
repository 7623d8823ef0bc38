"""Draft a data-sharing agreement, sign it for each body, stop it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.people.rules.organisations import free_slug, slug_base

from ..access import require
from ..access.sharing import (
    bodies_signed_for,
    is_administrator,
    may_draft_sharing,
    may_resume,
    may_sign_for,
    takes_part,
)
from ..models import DataSharing, SharingBody
from ..queries.sharing import bodies_of, body_seen, digest_of
from ..rules import sharing as rules
from ..words.sharing import Does, SharingState
from .letters_sharing import tell_asked_to_sign, tell_signed, tell_stopped

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrPromise

    from diwan.people.models import Organisation, Person

    from ..models import Agreement

FAULTS: dict[str, str | _StrPromise] = {
    "no_purpose": gettext_lazy("Choose at least one purpose for which the data are shared."),
    "no_data": gettext_lazy("Choose at least one kind of data that is shared."),
    "no_sender": gettext_lazy("Name at least one body that sends data."),
    "no_recipient": gettext_lazy("Name at least one body that receives data."),
    "one_body": gettext_lazy("Data are shared between two bodies at least: name another one."),
    "site_receives": gettext_lazy("This site itself only sends. Name a body that receives data."),
    "dates": gettext_lazy("It would end before it begins. Correct one of the two days."),
    "too_long": gettext_lazy("Let it end within five years; the bodies can sign it anew then."),
    "retention": gettext_lazy(
        "Say after how many days data are erased: at least one, five years at most."
    ),
    "no_guarantee": gettext_lazy(
        "The data cross a border, or it is not known that they stay in one country: choose the"
        " guarantee that protects them there."
    ),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a data-sharing agreement says; with ``site_sends`` this site sends as well."""

    title: dict[str, str]
    purposes: list[str]
    categories: list[str]
    basis: str
    basis_text: dict[str, str]
    begins_on: date
    ends_on: date
    retention_days: int
    rights_contact: str
    senders: list[Organisation]
    recipients: list[Organisation]
    may_pass_on: bool = False
    guarantee: str = ""
    safeguards: dict[str, str] = field(default_factory=dict)
    agreement: Agreement | None = None
    site_sends: bool = False


_FIELDS = (
    *("title", "purposes", "categories", "basis", "basis_text", "begins_on", "ends_on"),
    *("retention_days", "rights_contact", "may_pass_on", "guarantee", "safeguards", "agreement"),
)


@transaction.atomic
def draft_sharing(terms: Terms, *, by: Person) -> DataSharing:
    """Begin one.

    Raises:
        PermissionDenied: ``by`` signs for no body.
        Refusal: something in the terms cannot be.
    """
    require(may_draft_sharing(by))
    _refuse_faults(terms)
    now = clock.now()
    sharing = DataSharing(slug=_free_slug(terms.title), created_by=by, created_at=now)
    _write(sharing, terms)
    record("sharing.drafted", by=by, on=sharing)
    return sharing


@transaction.atomic
def describe_sharing(sharing: DataSharing, terms: Terms, *, by: Person) -> None:
    """Write ``terms`` over the draft.

    Raises:
        PermissionDenied: ``by`` has no part in it.
        Refusal: something in the terms cannot be.
        Conflict: it is no draft any more.
    """
    held = _locked(sharing)
    require(takes_part(by, held))
    if held.state != SharingState.DRAFT:
        raise Conflict(_("This is no draft any more. Take it back first, then change it."))
    _refuse_faults(terms)
    _write(held, terms)
    record("sharing.described", by=by, on=held)


@transaction.atomic
def propose_sharing(sharing: DataSharing, *, by: Person) -> None:
    """Lay the draft before its bodies as it stands now.

    Raises:
        PermissionDenied: ``by`` has no part in it.
        Conflict: it is no draft any more.
    """
    held = _locked(sharing)
    require(takes_part(by, held))
    held.digest = digest_of(held, bodies_of(held))
    _move(held, SharingState.PROPOSED, ["digest"])
    record("sharing.proposed", by=by, on=held)
    tell_asked_to_sign(held, by=by)


@transaction.atomic
def call_back_sharing(sharing: DataSharing, *, by: Person, why: str) -> None:
    """Take it back to be changed; whoever signed signs again.

    Raises:
        PermissionDenied: ``by`` has no part in it.
        Refusal: no reason is given.
        Conflict: it is not before its bodies now.
    """
    held = _locked(sharing)
    require(takes_part(by, held))
    _refuse_without_reason(why)
    held.bodies.update(signed_digest="", signed_by=None, capacity="", signed_at=None)
    _move(held, SharingState.DRAFT, [])
    record("sharing.draft", by=by, on=held, why=why.strip())
    tell_stopped(held, why.strip(), by=by)


@transaction.atomic
def sign_sharing(body: SharingBody, *, by: Person, digest: str, capacity: str) -> None:
    """Say yes for ``body`` to the terms with ``digest``, the ones that were read.

    When the last body has signed, it is signed; from its first day on the gate knows it.

    Raises:
        PermissionDenied: ``by`` has no mandate to sign for the body.
        Refusal: no capacity is given; or ``by`` signed for another body of it.
        Conflict: other terms lie before the bodies now; or the body signed already.
    """
    held = _locked(body.sharing)
    require(may_sign_for(by, SharingBody.objects.select_for_update().get(pk=body.pk)))
    if not capacity.strip():
        raise Refusal(_("Say in which capacity you sign, for example “Mayor”."))
    bodies = bodies_of(held)
    own = next(each for each in bodies if each.pk == body.pk)
    _refuse_stale(held, bodies, own, digest)
    if any(each.signed_by_id == by.pk for each in bodies):
        raise Refusal(
            _("You have signed for another body already. Somebody else must sign for this one.")
        )
    own.signed_digest, own.signed_by, own.capacity = digest, by, capacity.strip()
    own.signed_at = clock.now()
    own.save()
    record("sharing.signed_for", by=by, on=held)
    if all(each.signed_digest == digest for each in bodies):
        _move(held, SharingState.SIGNED, [])
        record("sharing.signed", by=by, on=held)
        tell_signed(held)


@transaction.atomic
def suspend_sharing(sharing: DataSharing, *, by: Person, why: str) -> None:
    """One side alone closes the gate, at once; the same side opens it again.

    Raises:
        PermissionDenied: ``by`` signs for none of its bodies and does not run the site.
        Refusal: no reason is given.
        Conflict: it is not in a state to be suspended.
    """
    _stop(sharing, SharingState.SUSPENDED, by=by, why=why)


@transaction.atomic
def end_sharing(sharing: DataSharing, *, by: Person, why: str) -> None:
    """For good; what was received must be erased as agreed.

    Raises:
        PermissionDenied: ``by`` signs for none of its bodies and does not run the site.
        Refusal: no reason is given.
        Conflict: it has ended already.
    """
    _stop(sharing, SharingState.ENDED, by=by, why=why)


@transaction.atomic
def resume_sharing(sharing: DataSharing, *, by: Person) -> None:
    """Raises:
    PermissionDenied: ``by`` does not sign for the body that suspended it; or it is not suspended.
    """
    held = _locked(sharing)
    require(may_resume(by, held))
    held.stopped_why, held.stopped_for = "", None
    _move(held, SharingState.SIGNED, ["stopped_why", "stopped_for"])
    record("sharing.resumed", by=by, on=held)


def _stop(sharing: DataSharing, wanted: SharingState, *, by: Person, why: str) -> None:
    held = _locked(sharing)
    own = bodies_signed_for(by, held)
    require(is_administrator(by) or bool(own))
    _refuse_without_reason(why)
    held.stopped_why = why.strip()[:500]
    held.stopped_for = own[0].organisation if own else None
    _move(held, wanted, ["stopped_why", "stopped_for"])
    record(f"sharing.{wanted}", by=by, on=held, why=why.strip())
    tell_stopped(held, why.strip(), by=by)


def _locked(sharing: DataSharing) -> DataSharing:
    """The row as it is now, held until the end of the transaction."""
    return DataSharing.objects.select_for_update().get(pk=sharing.pk)


def _move(sharing: DataSharing, wanted: SharingState, fields: list[str]) -> None:
    """Raises:
    Conflict: it cannot go there from where it is.
    """
    if not rules.may_move(sharing.state, wanted):
        raise Conflict(
            _("This agreement is now “%(state)s”. Look at it again before you go on.")
            % {"state": sharing.get_state_display()}
        )
    sharing.state, sharing.changed_at = wanted, clock.now()
    sharing.save(update_fields=["state", "changed_at", *fields])


def _write(sharing: DataSharing, terms: Terms) -> None:
    for name in _FIELDS:
        setattr(sharing, name, getattr(terms, name))
    sharing.changed_at = clock.now()
    sharing.save()
    sharing.bodies.all().delete()
    rows = [SharingBody(sharing=sharing, does=Does.SENDS)] if terms.site_sends else []
    sends, receives = set(terms.senders), set(terms.recipients)
    for organisation in dict.fromkeys([*terms.senders, *terms.recipients]):
        does = Does.BOTH if organisation in sends & receives else None
        does = does or (Does.SENDS if organisation in sends else Does.RECEIVES)
        rows.append(SharingBody(sharing=sharing, organisation=organisation, does=does))
    SharingBody.objects.bulk_create(rows)


def _refuse_faults(terms: Terms) -> None:
    if not any(text.strip() for text in terms.title.values()):
        raise Refusal(_("Give the agreement a title in at least one language."))
    bodies = dict.fromkeys([*terms.senders, *terms.recipients])
    sites: list[int | None] = [None] if terms.site_sends else []
    countries = [body_seen(body).countries for body in bodies]
    said = rules.Said(
        purposes=frozenset(terms.purposes),
        data=frozenset(terms.categories),
        senders=frozenset([*sites, *(body.pk for body in terms.senders)]),
        recipients=frozenset(body.pk for body in terms.recipients),
        begins_on=terms.begins_on,
        ends_on=terms.ends_on,
        retention_days=terms.retention_days,
        guarantee=terms.guarantee,
        countries=(*countries, *(frozenset[str]() for _site in sites)),
    )
    for fault in rules.faults(said):
        raise Refusal(FAULTS[fault])


def _refuse_stale(
    sharing: DataSharing, bodies: list[SharingBody], own: SharingBody, digest: str
) -> None:
    if sharing.state != SharingState.PROPOSED:
        raise Conflict(_("Nothing lies before the bodies to be signed now."))
    if not sharing.digest == digest == digest_of(sharing, bodies):
        raise Conflict(
            _("The terms were changed since you opened them. Read them again, then sign.")
        )
    if own.signed_digest:
        raise Conflict(_("This body has signed already."))


def _refuse_without_reason(why: str) -> None:
    if not why.strip():
        raise Refusal(_("Say why in one sentence; the other bodies will read it."))


def _free_slug(title: dict[str, str]) -> str:
    base = slug_base("", {**title, "": "data-sharing"})
    taken = DataSharing.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    return free_slug(base, taken)
