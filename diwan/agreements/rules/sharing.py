"""When the gate opens for data about a person (P-8, P-20). Knows no database, clock or Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

#: Always refused, whatever an agreement says (P-20): no data leave for these.
ENFORCEMENT_PURPOSES = frozenset(
    {
        *("readmission", "removal", "deportation", "expulsion", "return_enforcement"),
        *("border_control", "visa_control", "policing", "law_enforcement", "detention"),
        *("identification", "surveillance", "profiling"),
    }
)
#: Purpose → the consent without which nothing is sent for it.
CONSENTS: Mapping[str, str] = {
    "work": "exchange_work",
    "training": "exchange_training",
    "referral": "exchange_referral",
    "project": "exchange_project",
    "social_security": "exchange_social_security",
}
CATEGORIES = frozenset(
    {
        *("name", "contact", "place", "skills"),
        *("qualifications", "languages", "wishes", "insurance"),
    }
)
#: State → the states it may go to.
MOVES: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"proposed"}),
    "proposed": frozenset({"draft", "signed"}),
    "signed": frozenset({"suspended", "ended"}),
    "suspended": frozenset({"signed", "ended"}),
    "ended": frozenset(),
}
#: no agreement runs longer without being signed anew
LONGEST = timedelta(days=5 * 366)
#: a body that received data erases them after this at the latest
LONGEST_RETENTION_DAYS = 5 * 366
#: within which the transfers to one recipient are counted
RATE = timedelta(days=1)
#: how long a record of a transfer outlasts the day by which the data must be erased
RECORD_OUTLASTS = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as the gate sees it.

    Args:
        countries: codes of its country and of the one of its seat; empty when neither is known.
        enforcement: a steward's word: ``yes``, ``no``, or empty when none has looked.
    """

    key: int
    is_authority: bool = False
    countries: frozenset[str] = frozenset()
    enforcement: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who would have the data, with what it is part of, what lies under the same roof, and what
    merged into it.
    """

    body: Body
    family: tuple[Body, ...] = ()

    @property
    def whole(self) -> tuple[Body, ...]:
        return (self.body, *self.family)


@dataclass(frozen=True, slots=True)
class Question:
    """What the gate is asked.

    Args:
        sender: key of the body that sends; None for this site itself.
        sender_countries: empty when not known; then the data count as crossing a border.
        never_to: codes of the countries to whose authorities the person lets nothing go.
        has_consent: to the purpose of this exchange, in force now.
        has_objected: to an earlier transfer to this recipient, after that consent was given.
        is_suspended: the account of the person; they cannot take anything back meanwhile.
        sent_lately: transfers about others to the recipient, or to what lies under one roof with
            it, within ``RATE``.
        most: how many of them there may be; None: no bound.
    """

    purpose: str
    data: frozenset[str]
    recipient: Recipient
    day: date
    sender: int | None = None
    sender_countries: frozenset[str] = frozenset()
    never_to: frozenset[str] = frozenset()
    has_consent: bool = False
    has_objected: bool = False
    is_suspended: bool = False
    sent_lately: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """A data-sharing agreement as the gate sees it.

    Args:
        is_signed_whole: every body has signed the terms as they stand now.
        parent_state: of the agreement it hangs on; None when it hangs on none.
    """

    key: int
    state: str
    begins_on: date
    ends_on: date
    purposes: frozenset[str]
    data: frozenset[str]
    senders: frozenset[int | None]
    recipients: frozenset[int | None]
    is_signed_whole: bool
    guarantee: str = ""
    parent_state: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """``reason``: why not, a word; empty when the gate opens, and then ``cover`` is the key."""

    reason: str
    cover: int | None = None

    @property
    def is_open(self) -> bool:
        return not self.reason


#: Every reason, in the order in which they are looked at.
REASONS = (
    *("enforcement_purpose", "unknown_purpose", "no_data", "unknown_data"),
    *("enforcement_body", "unexamined_body"),
    *("person_suspended", "own_exclusion", "no_consent", "objected", "too_many"),
    *("no_agreement", "unsigned", "changed", "suspended", "ended", "parent_not_in_force"),
    *("not_begun", "expired", "purpose_outside", "data_outside", "no_guarantee"),
)


def answer(asked: Question, covers: Iterable[Cover]) -> Answer:
    """The first reason against it; of several agreements the one that comes nearest speaks."""
    against = (
        against_purpose(asked)
        or against_recipient(asked)
        or against_person(asked)
        or against_rate(asked)
    )
    if against:
        return Answer(against)
    nearest = "no_agreement"
    for cover in covers:
        reason = against_cover(asked, cover)
        if not reason:
            return Answer("", cover.key)
        nearest = max(nearest, reason, key=REASONS.index)
    return Answer(nearest)


def against_purpose(asked: Question) -> str:
    """What is asked must be known word for word: a purpose that is not known is refused."""
    if asked.purpose in ENFORCEMENT_PURPOSES:
        return "enforcement_purpose"
    if asked.purpose not in CONSENTS:
        return "unknown_purpose"
    if not asked.data:
        return "no_data"
    return "" if asked.data <= CATEGORIES else "unknown_data"


def against_recipient(asked: Question) -> str:
    """No body with a part in enforcement, near or far, and none that nobody has looked at."""
    if any(body.enforcement == "yes" for body in asked.recipient.whole):
        return "enforcement_body"
    return "" if asked.recipient.body.enforcement == "no" else "unexamined_body"


def against_person(asked: Question) -> str:
    if asked.is_suspended:
        return "person_suspended"
    if is_excluded(asked.recipient, asked.never_to):
        return "own_exclusion"
    if not asked.has_consent:
        return "no_consent"
    return "objected" if asked.has_objected else ""


def against_rate(asked: Question) -> str:
    """Many single transfers are a list by name: no body gets one (P-20)."""
    return "too_many" if asked.most is not None and asked.sent_lately >= asked.most else ""


def is_excluded(recipient: Recipient, never_to: Collection[str]) -> bool:
    """Whether data there could reach an authority of one of these countries.

    An authority whose country nobody knows could be of any.
    """
    return bool(never_to) and any(
        body.is_authority and (not body.countries or not body.countries.isdisjoint(never_to))
        for body in recipient.whole
    )


def against_cover(asked: Question, cover: Cover) -> str:
    """Why this agreement does not cover it; empty when it does."""
    if not _is_between(asked, cover):
        return "no_agreement"
    if against := against_state(cover) or against_day(cover, asked.day):
        return against
    if asked.purpose not in cover.purposes:
        return "purpose_outside"
    if not asked.data <= cover.data:
        return "data_outside"
    return "no_guarantee" if crosses_border(asked) and not cover.guarantee else ""


def against_state(cover: Cover) -> str:
    if cover.state in {"suspended", "ended"}:
        return cover.state
    if cover.state != "signed":
        return "unsigned"
    if not cover.is_signed_whole:
        return "changed"
    return "" if cover.parent_state in {None, "in_force"} else "parent_not_in_force"


def against_day(cover: Cover, day: date) -> str:
    """Its first and its last day are days of it."""
    if day < cover.begins_on:
        return "not_begun"
    return "expired" if day > cover.ends_on else ""


def crosses_border(asked: Question) -> bool:
    """Unless both are known to be in one and the same country."""
    here, there = asked.sender_countries, asked.recipient.body.countries
    return not (len(here) == 1 and here == there)


def _is_between(asked: Question, cover: Cover) -> bool:
    there = asked.recipient.body.key
    return asked.sender != there and asked.sender in cover.senders and there in cover.recipients


def may_move(state: str, wanted: str) -> bool:
    return wanted in MOVES.get(state, frozenset())


def standing(state: str, begins_on: date, ends_on: date, day: date) -> str:
    """What a reader is told on ``day``; a word of ``SharingStanding``."""
    if state != "signed":
        return state
    if day < begins_on:
        return "not_begun"
    return "expired" if day > ends_on else "in_force"


@dataclass(frozen=True, slots=True)
class Said:
    """What the terms of a data-sharing agreement say, as far as rules look at them.

    Args:
        senders: keys of the bodies that send; None is this site. A body may stand in both.
        countries: for each body its known countries; empty for this site.
    """

    purposes: frozenset[str]
    data: frozenset[str]
    senders: frozenset[int | None]
    recipients: frozenset[int | None]
    begins_on: date
    ends_on: date
    retention_days: int
    guarantee: str = ""
    countries: tuple[frozenset[str], ...] = ()


def faults(said: Said) -> list[str]:
    """What the bodies cannot sign as it is, in the order to mend it."""
    looked_at = {
        "no_purpose": not said.purposes or not said.purposes <= set(CONSENTS),
        "no_data": not said.data or not said.data <= CATEGORIES,
        "no_sender": not said.senders,
        "no_recipient": not said.recipients,
        "one_body": len(said.senders | said.recipients) < 2,
        "site_receives": None in said.recipients,
        "dates": said.ends_on < said.begins_on,
        "too_long": said.ends_on - said.begins_on > LONGEST,
        "retention": not 1 <= said.retention_days <= LONGEST_RETENTION_DAYS,
        "no_guarantee": not said.guarantee and not _is_in_one_country(said.countries),
    }
    return [word for word, is_so in looked_at.items() if is_so]


def _is_in_one_country(countries: Iterable[frozenset[str]]) -> bool:
    known = list(countries)
    return bool(known) and all(len(each) == 1 for each in known) and len(set(known)) == 1
