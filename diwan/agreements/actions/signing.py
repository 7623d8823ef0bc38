"""Lay terms before the parties, and sign them for each side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from .. import rules
from ..access import may_edit, may_sign, require, takes_part
from ..models import Party, SignOff, Terms
from ..queries import parties_of, present_parts
from ..terms import terms_of
from ..words import AgreementState, MilestoneKind, Part, Side
from .letters import tell_asked_to_sign, tell_refused, tell_signed
from .moving import dated, locked, move, refuse_contradictions

if TYPE_CHECKING:
    from ..models import Agreement


def propose(agreement: Agreement, *, by: Any) -> Terms:
    """Lay the draft before the parties; the words are kept as they are now.

    Raises:
        PermissionDenied: ``by`` has no part in it.
        Refusal: a part that its kind asks for is missing, dates contradict, or nobody can sign.
        Conflict: it is no draft any more.
    """
    with transaction.atomic():
        require(may_edit(by, locked(agreement)))
        _refuse_incomplete(agreement)
        refuse_contradictions(agreement)
        move(agreement, AgreementState.PROPOSED, by=by)
        agreement.documents.update(late_on=None, late_by=None)
        content = terms_of(agreement)
        terms = Terms.objects.create(
            agreement=agreement,
            number=agreement.terms.count() + 1,
            digest=rules.digest(content),
            content=content,
            proposed_by=by,
            proposed_at=clock.now(),
        )
        tell_asked_to_sign(agreement, by=by)
    return terms


def call_back(agreement: Agreement, *, by: Any) -> Agreement:
    """Take the terms back to change them: whoever signed them signs again.

    Raises:
        PermissionDenied: ``by`` has no part in it.
        Conflict: it is not before the parties now.
    """
    require(takes_part(by, agreement))
    with transaction.atomic():
        return move(agreement, AgreementState.DRAFT, by=by)


def sign(party: Party, *, by: Any, digest: str, capacity: str) -> SignOff:
    """Say yes for ``party`` to the terms with ``digest``, the ones that were read.

    When the last party has signed, the agreement is signed.

    Raises:
        PermissionDenied: ``by`` has no mandate to sign for the party.
        Refusal: no capacity is given; or ``by`` signed for the other side.
        Conflict: other terms lie before the parties now; or the party signed already.
    """
    require(may_sign(by, party))
    if not capacity.strip():
        raise Refusal(_("Say in which capacity you sign, for example “Mayor”."))
    with transaction.atomic():
        agreement = locked(party.agreement)
        require(may_sign(by, _held(party)))
        terms = _terms_to_sign(agreement, digest)
        _refuse_other_side(terms, party, by=by)
        sign_off, is_new = SignOff.objects.get_or_create(
            terms=terms,
            party=party,
            defaults={
                "signed_by": by,
                "capacity": capacity.strip()[:200],
                "signed_at": clock.now(),
            },
        )
        if not is_new:
            raise Conflict(_("Somebody has signed for this party already."))
        audit.record("agreement.signed_for", by=by, on=agreement, details={"party": party.pk})
        _conclude(agreement, terms, by=by)
    party.agreement.refresh_from_db(fields=["state", "changed_at"])
    return sign_off


def refuse_to_sign(party: Party, *, by: Any, why: str) -> Agreement:
    """Send the terms back to be changed, with the reason; every party is told.

    Raises:
        PermissionDenied: ``by`` has no mandate to sign for the party.
        Refusal: no reason is given.
        Conflict: nothing lies before the parties now.
    """
    require(may_sign(by, party))
    if not why.strip():
        raise Refusal(_("Say what should be changed; the other parties will read it."))
    with transaction.atomic():
        locked(party.agreement)
        require(may_sign(by, _held(party)))
        agreement = move(party.agreement, AgreementState.DRAFT, by=by, why=why.strip())
        tell_refused(agreement, party, why.strip(), by=by)
    return agreement


def waiting_for(agreement: Agreement, terms: Terms) -> list[Party]:
    """The parties of the register that have not signed the terms."""
    signed = set(terms.sign_offs.values_list("party_id", flat=True))
    return [p for p in parties_of(agreement) if p.organisation_id and p.pk not in signed]


def _held(party: Party) -> Party:
    """As it stands now: a merge that began earlier is waited for, and counts."""
    return Party.objects.select_for_update().get(pk=party.pk)


def _refuse_incomplete(agreement: Agreement) -> None:
    missing = rules.missing_parts(agreement.kind, present_parts(agreement))
    if missing:
        names = dict(Part.choices)
        named = _(", ").join(str(names[part]) for part in missing)
        raise Refusal(
            ngettext(
                "Before the parties can sign, one part is missing: %(parts)s.",
                "Before the parties can sign, %(count)d parts are missing: %(parts)s.",
                len(missing),
            )
            % {"count": len(missing), "parts": named}
        )
    if unnamed := [str(p) for p in parties_of(agreement) if p.organisation_id is None]:
        raise Refusal(
            _("%(party)s is not in the register of organisations and cannot sign here. Add it.")
            % {"party": unnamed[0]}
        )


def _terms_to_sign(agreement: Agreement, digest: str) -> Terms:
    terms: Terms | None = agreement.terms.last()
    if agreement.state != AgreementState.PROPOSED or terms is None:
        raise Conflict(_("Nothing lies before the parties to be signed now."))
    if terms.digest != digest:
        raise Conflict(
            _("The terms were changed since you opened them. Read them again, then sign.")
        )
    return terms


def _refuse_other_side(terms: Terms, party: Party, *, by: Any) -> None:
    """Nobody signs for both sides."""
    others = terms.sign_offs.filter(signed_by=by).exclude(party=party).select_related("party")
    for other in others:
        if Side.COMMON not in {other.party.side, party.side} and other.party.side != party.side:
            raise Refusal(
                _("You have signed for the other side. Somebody else must sign for this one.")
            )


def _conclude(agreement: Agreement, terms: Terms, *, by: Any) -> None:
    if waiting_for(agreement, terms):
        return
    move(agreement, AgreementState.SIGNED, by=by)
    dated(agreement, MilestoneKind.SIGNED, clock.now().date())
    tell_signed(agreement)
