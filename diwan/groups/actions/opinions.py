"""An opinion is drafted, voted on, and owed an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from .. import rules
from ..access import may_answer_opinion, may_keep, require
from ..models import Council, Opinion, Vote
from ..words import OpinionState, Response
from . import indexing, letters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from diwan.people.models import Organisation
    from diwan.vocabularies.models import Theme

    from ..models import College, Meeting


@dataclass(frozen=True, slots=True)
class Said:
    """What an opinion says, and to whom. ``asked_by`` empty: on the council's own initiative."""

    title: Mapping[str, str]
    authority: Organisation
    text: Mapping[str, str] = field(default_factory=dict)
    asked_by: Organisation | None = None
    theme: Theme | None = None


@transaction.atomic
def draft_opinion(council: Council, said: Said, *, by: Any) -> Opinion:
    """Raises:
    PermissionDenied: ``by`` does not keep the record of the council.
    Refusal: it has no title.
    """
    require(may_keep(by, council))
    _refuse_untitled(said)
    Council.objects.select_for_update().get(pk=council.pk)
    last = council.opinions.aggregate(last=Max("number"))["last"] or 0
    opinion = Opinion(council=council, number=last + 1, created_by=by, created_at=clock.now())
    _fill(opinion, said)
    audit.record("opinion.drafted", by=by, on=opinion)
    return opinion


@transaction.atomic
def reword_opinion(opinion: Opinion, said: Said, *, by: Any) -> None:
    """Raises:
    Conflict: it was voted on; its words stay.
    """
    require(may_keep(by, opinion.council))
    _refuse_untitled(said)
    now = _locked(opinion)
    if now.state not in {OpinionState.DRAFT, OpinionState.REJECTED}:
        raise Conflict(_("The council has adopted this opinion; its words stay as they are."))
    now.state = OpinionState.DRAFT
    _fill(now, said)
    audit.record("opinion.reworded", by=by, on=now)
    opinion.refresh_from_db()


@transaction.atomic
def adopt(
    opinion: Opinion,
    votes: Mapping[College, rules.Tally],
    *,
    on: date,
    by: Any,
    meeting: Meeting | None = None,
) -> Opinion:
    """Write the vote down: with more for it than against it is adopted, and the clock runs.

    Args:
        votes: by college of the council; one that did not vote may be left out.

    Raises:
        PermissionDenied: ``by`` does not keep the record.
        Refusal: no words, nobody voted, more voted than sit there, or the day is to come.
        Conflict: it was voted on already.
    """
    require(may_keep(by, opinion.council))
    now = _locked(opinion)
    cast = {college: tally for college, tally in votes.items() if tally.cast}
    _refuse_vote(now, cast, on)
    result = rules.total(cast.values())
    wanted = OpinionState.ADOPTED if result.carries else OpinionState.REJECTED
    _move(now, wanted)
    now.votes.all().delete()
    Vote.objects.bulk_create(
        Vote(
            opinion=now,
            college=college,
            for_it=tally.for_it,
            against=tally.against,
            abstained=tally.abstained,
        )
        for college, tally in cast.items()
    )
    now.meeting = meeting
    if result.carries:
        now.adopted_on = on
        now.due_on = rules.due_on(on, now.council.answer_days)
    now.save()
    audit.record(f"opinion.{wanted.value}", by=by, on=now)
    if result.carries:
        indexing.index_opinions([now])
        letters.tell_opinion_adopted(now)
    opinion.refresh_from_db()
    return now


@transaction.atomic
def answer_opinion(
    opinion: Opinion, response: str, words: Mapping[str, str], *, by: Any
) -> Opinion:
    """The authority answers in public; to decline it says why.

    Raises:
        PermissionDenied: ``by`` does not sign for the authority.
        Refusal: no reason where one is owed.
        Conflict: it was answered already.
    """
    require(may_answer_opinion(by, opinion))
    said = {code: text.strip() for code, text in words.items() if text.strip()}
    if response not in Response.values:
        raise Refusal(_("Choose what you answer: accepted, accepted in part, or declined."))
    if not said and response != Response.ACCEPTED:
        raise Refusal(_("Say why not, or which part not; the council and everybody will read it."))
    now = _locked(opinion)
    _move(now, OpinionState.ANSWERED)
    now.response, now.answer = response, said
    now.answered_on, now.answered_by = clock.now().date(), by
    now.save()
    audit.record("opinion.answered", by=by, on=now, details={"response": response})
    indexing.index_opinions([now])
    letters.tell_opinion_answered(now)
    opinion.refresh_from_db()
    return now


def _locked(opinion: Opinion) -> Opinion:
    rows = Opinion.objects.select_for_update(of=("self",)).select_related("council", "authority")
    return rows.get(pk=opinion.pk)


def _move(opinion: Opinion, wanted: OpinionState) -> None:
    if not rules.may_opinion_go(opinion.state, wanted):
        raise Conflict(
            _("This opinion is now “%(state)s”. Look at it again before you go on.")
            % {"state": opinion.get_state_display()}
        )
    opinion.state = wanted


def _fill(opinion: Opinion, said: Said) -> None:
    for name in Said.__slots__:
        setattr(opinion, name, getattr(said, name))
    opinion.save()


def _refuse_untitled(said: Said) -> None:
    if not any(said.title.values()):
        raise Refusal(_("Give the opinion a title in at least one language."))


def _refuse_vote(opinion: Opinion, votes: Mapping[College, rules.Tally], on: date) -> None:
    if not any(opinion.text.values()):
        raise Refusal(_("Write what the council says before it votes on it."))
    if on > clock.now().date():
        raise Refusal(_("That day is to come. Write the vote down when it has been taken."))
    if not votes:
        raise Refusal(_("Say how at least one college voted."))
    for college, tally in votes.items():
        seats = college.seats.count()
        if college.council_id != opinion.council_id or tally.cast > seats:
            raise Refusal(
                _("In “%(college)s” there are %(seats)d seats, but %(votes)d votes. Correct it.")
                % {"college": college, "seats": seats, "votes": tally.cast}
            )
