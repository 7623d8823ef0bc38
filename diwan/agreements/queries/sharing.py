"""What can be asked of data-sharing agreements and transfers, and what the gate looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from diwan.core import clock
from diwan.people.consents import agreeing
from diwan.people.models import Organisation, Person, Profile, Succession
from diwan.people.words.organisations import Enforcement, SuccessionKind

from ..queries import signs_for
from ..rules import digest
from ..rules.sharing import (
    CONSENTS,
    RATE,
    RECORD_OUTLASTS,
    Answer,
    Body,
    Cover,
    Question,
    Recipient,
)
from ..rules.sharing import answer as rules_answer
from ..words.sharing import Does, SharingState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from diwan.core.gates import Exchange
    from diwan.people.models import Consent

    from ..models import DataSharing, SharingBody, Transfer  # noqa: F401 - named in a base above

#: States that everybody may read.
PUBLIC = (SharingState.SIGNED, SharingState.SUSPENDED, SharingState.ENDED)
#: how far a line of parents, branches or merged entries is followed
_DEEPEST = 12


class DataSharingQuerySet(QuerySet["DataSharing"]):
    def public(self) -> DataSharingQuerySet:
        """What was signed, whatever became of it."""
        return self.filter(state__in=PUBLIC)

    def visible_to(self, person: Any) -> DataSharingQuerySet:
        """What was signed, to all; the rest to who drafts it, signs for a body, or stewards."""
        public = Q(state__in=PUBLIC)
        if not (person.is_authenticated and person.is_active):
            return self.filter(public)
        if person.is_steward or person.is_administrator:
            return self.all()
        return self.filter(public | Q(created_by=person) | Q(pk__in=_bound(person)))

    def of_organisation(self, organisation: Organisation) -> DataSharingQuerySet:
        return self.filter(bodies__organisation=organisation)

    def for_listing(self) -> DataSharingQuerySet:
        """Everything one row of the list shows: one query more for the bodies."""
        bodies = apps.get_model("agreements", "SharingBody").objects.select_related("organisation")
        rows = self.prefetch_related(Prefetch("bodies", bodies))
        return rows.order_by("-changed_at", "-pk")


class TransferQuerySet(QuerySet["Transfer"]):
    def visible_to(self, person: Person) -> TransferQuerySet:
        """One's own, nobody else's."""
        return self.filter(person=person)

    def for_listing(self) -> TransferQuerySet:
        return self.select_related("sender", "recipient", "sharing", "consent").order_by(
            "-sent_at", "-pk"
        )

    def outlasted(self, now: datetime) -> TransferQuerySet:
        """Those whose record has been kept long enough."""
        return self.filter(erase_by__lt=now.date() - RECORD_OUTLASTS)


def _bound(person: Any) -> QuerySet[Any, Any]:
    """Keys of the data-sharing agreements with a body that ``person`` signs for today."""
    bodies: QuerySet[SharingBody, SharingBody] = apps.get_model(
        "agreements", "SharingBody"
    ).objects.filter(organisation__in=signs_for(person))
    return bodies.values("sharing_id")


def bodies_of(sharing: DataSharing) -> list[SharingBody]:
    """All of them, with what their names need; one query."""
    rows = sharing.bodies.select_related("organisation__country", "organisation__seat", "signed_by")
    return list(rows)


def sharing_terms(sharing: DataSharing, bodies: Iterable[SharingBody]) -> dict[str, Any]:
    """Everything that binds: a change of any of it makes other terms."""
    return {
        "title": sharing.title,
        "agreement": sharing.agreement_id,
        "purposes": sorted(sharing.purposes),
        "categories": sorted(sharing.categories),
        "basis": sharing.basis,
        "basis_text": sharing.basis_text,
        "begins_on": f"{sharing.begins_on:%Y-%m-%d}",
        "ends_on": f"{sharing.ends_on:%Y-%m-%d}",
        "retention_days": sharing.retention_days,
        "may_pass_on": sharing.may_pass_on,
        "guarantee": sharing.guarantee,
        "safeguards": sharing.safeguards,
        "rights_contact": sharing.rights_contact,
        "bodies": sorted((body.organisation_id or 0, str(body.does)) for body in bodies),
    }


def digest_of(sharing: DataSharing, bodies: Iterable[SharingBody]) -> str:
    """SHA-256 of the terms as they stand now."""
    return digest(sharing_terms(sharing, bodies))


# --- what the gate looks at ------------------------------------------------------------
def look(asked: Exchange) -> Answer:
    """The answer of the rules to what is asked, from what the database says now."""
    there = standing_row(asked.recipient)
    return rules_answer(_question(asked, there), _covers(there))


def standing_row(organisation: Organisation) -> Organisation:
    """The row to which its address leads; its own when it was not merged into another one.

    Read anew from the database: what is handed in may be old.
    """
    rows = Organisation.objects.select_related("country", "seat")
    here = rows.get(pk=organisation.pk)
    for _step in range(_DEEPEST):
        if here.merged_into_id is None:
            break
        here = rows.get(pk=here.merged_into_id)
    return here


def consent_for(person: Person, purpose: str) -> Consent | None:
    """The consent in force that an exchange for ``purpose`` rests on."""
    if purpose not in CONSENTS:
        return None
    return agreeing(CONSENTS[purpose]).filter(person=person).first()


def sharings_to(organisation: Organisation) -> DataSharingQuerySet:
    """Those under which ``organisation`` would receive data, in whatever state."""
    rows: DataSharingQuerySet = apps.get_model("agreements", "DataSharing").objects.all()
    receiving = apps.get_model("agreements", "SharingBody").objects.filter(
        organisation=organisation, does__in=[Does.RECEIVES, Does.BOTH]
    )
    return rows.filter(pk__in=receiving.values("sharing_id"))


def _question(asked: Exchange, there: Organisation) -> Question:
    sender = standing_row(asked.sender) if asked.sender is not None else None
    family = family_of(there)
    consent = consent_for(asked.person, asked.purpose)
    return Question(
        purpose=asked.purpose,
        data=asked.data,
        recipient=Recipient(body_seen(there), tuple(map(body_seen, family))),
        day=clock.now().date(),
        sender=sender.pk if sender else None,
        sender_countries=body_seen(sender).countries if sender else frozenset(),
        never_to=_never_to(asked.person),
        has_consent=consent is not None,
        has_objected=consent is not None and _has_objected(consent, there),
        is_suspended=not Person.objects.filter(pk=asked.person.pk, is_active=True).exists(),
        sent_lately=_sent_lately(asked.person, [there, *family]),
        most=settings.DIWAN_EXCHANGES_A_DAY,
    )


def _sent_lately(person: Person, bodies: Iterable[Organisation]) -> int:
    """Transfers about others: sending the rest of what concerns one person is no list."""
    rows = apps.get_model("agreements", "Transfer").objects.filter(recipient__in=bodies)
    found: int = rows.filter(sent_at__gt=clock.now() - RATE).exclude(person=person).count()
    return found


def _has_objected(consent: Consent, there: Organisation) -> bool:
    """Whoever objects and agrees anew afterwards has changed their mind."""
    rows = apps.get_model("agreements", "Transfer").objects.filter(recipient=there)
    found: bool = rows.filter(person=consent.person_id, objected_at__gte=consent.given_at).exists()
    return found


def _never_to(person: Person) -> frozenset[str]:
    profile = Profile.objects.filter(person=person).prefetch_related("never_to").first()
    return frozenset(profile.countries_never_to) if profile else frozenset()


def body_seen(organisation: Organisation) -> Body:
    """An organisation as the rules of the gate see it."""
    places = (organisation.country, organisation.seat)
    codes = {place.code[:2] for place in places if place is not None}
    return Body(
        key=organisation.pk,
        is_authority=organisation.is_authority,
        countries=frozenset(code for code in codes if code.isalpha()),
        enforcement=organisation.enforcement,
    )


def family_of(organisation: Organisation) -> list[Organisation]:
    """What data there could reach: what it is part of, what lies under the same roof, and what
    merged into them.

    Under one roof are all branches of the highest body above it, up to the first of which a
    steward said that it has no part in enforcement: that one is a wall, and what lies beside
    below it does not count.
    """
    above = _above(organisation)
    keys = {organisation.pk, *above}
    keys |= _reached({_roof(organisation)}, "parent__in")
    keys |= _reached(keys, "merged_into__in")
    went_in = Succession.objects.filter(after__in=keys).exclude(kind=SuccessionKind.SPLIT)
    keys |= set(went_in.values_list("before_id", flat=True))
    rows = Organisation.objects.filter(pk__in=keys - {organisation.pk})
    return list(rows.select_related("country", "seat"))


def _above(organisation: Organisation) -> set[int]:
    keys: set[int] = set()
    here = organisation.parent
    while here is not None and here.pk not in keys:
        keys.add(here.pk)
        here = here.parent
    return keys


def _roof(organisation: Organisation) -> int:
    seen = {organisation.pk}
    here = organisation
    while (above := here.parent) is not None and above.pk not in seen:
        if above.enforcement == Enforcement.NO:
            break
        seen.add(above.pk)
        here = above
    return here.pk


def _reached(keys: set[int], by: str) -> set[int]:
    """Every row that leads to one of ``keys`` through the relation ``by``, step by step."""
    found: set[int] = set()
    edge = keys
    for _step in range(_DEEPEST):
        rows = Organisation.objects.filter(**{by: edge}).values_list("pk", flat=True)
        edge = set(rows) - found
        if not edge:
            break
        found |= edge
    return found


def _covers(there: Organisation) -> list[Cover]:
    rows = sharings_to(there).select_related("agreement").prefetch_related("bodies")
    return [_cover(row) for row in rows]


def _cover(sharing: DataSharing) -> Cover:
    bodies = list(sharing.bodies.all())
    now = digest_of(sharing, bodies)
    signed = [sharing.digest, *(body.signed_digest for body in bodies)]
    return Cover(
        key=sharing.pk,
        state=sharing.state,
        begins_on=sharing.begins_on,
        ends_on=sharing.ends_on,
        purposes=frozenset(sharing.purposes),
        data=frozenset(sharing.categories),
        senders=frozenset(body.organisation_id for body in bodies if body.sends),
        recipients=frozenset(body.organisation_id for body in bodies if body.receives),
        is_signed_whole=all(each == now for each in signed),
        guarantee=sharing.guarantee,
        parent_state=sharing.agreement.state if sharing.agreement else None,
    )
