"""Create, change, open, extend, close and deliver a discussion; its papers and shared links."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.mailroom.words import RESERVED_BOXES
from diwan.portal import actions as portal
from diwan.vocabularies.models import Place, Theme

from .. import rules
from ..access import may_create, may_facilitate, require
from ..models import (
    BackgroundPaper,
    Discussion,
    EndorsementRound,
    Facilitator,
    Invitation,
    Question,
    Reply,
    Topic,
)
from ..words import ReplyState, Stage
from . import letters

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.uploadedfile import UploadedFile

    from diwan.people.models import Person

    from ..calls import Call, TopicCall

#: pages that stand beside those of the discussions
_TAKEN = frozenset({"ideas", "mine", "new"})
#: an invitation to the facilitation team
INVITATION_LIFE = timedelta(days=30)


@transaction.atomic
def create(call: Call, *, by: Person | None) -> Discussion:
    """A new discussion in preparation; ``by`` (None on the command line) leads its team.

    Raises:
        Refusal: the short name or address is taken, or a place or theme is not known.
    """
    require(by is None or may_create(by))
    if call.slug in _TAKEN:
        raise Refusal(
            _("“%(slug)s” is the name of another page here; choose another short name.")
            % {"slug": call.slug}
        )
    if Discussion.objects.filter(slug=call.slug).exists():
        raise Refusal(
            _("A discussion called “%(slug)s” exists already; choose another short name.")
            % {"slug": call.slug}
        )
    _require_free(call.address)
    if Discussion.objects.filter(address__iexact=call.address).exists():
        raise Refusal(
            _("The address “%(address)s” belongs to another discussion; choose another.")
            % {"address": call.address}
        )
    discussion = Discussion.objects.create(
        slug=call.slug,
        title=call.title,
        context=call.context,
        objective=call.objective,
        who=call.who,
        use=call.use,
        languages=list(call.languages),
        opens_on=call.opens,
        closes_on=call.closes,
        time_zone=call.time_zone,
        address=call.address,
        event_name=call.event,
        event_on=call.event_on,
        audience=call.audience,
    )
    _set_places_and_themes(discussion, call)
    for number, topic in enumerate(call.topics, start=1):
        _create_topic(discussion, number, topic)
    if by is not None:
        Facilitator.objects.create(discussion=discussion, person=by, is_lead=True)
    record("create", by=by, on=discussion)
    return discussion


def _require_free(address: str) -> None:
    """The boxes of the house itself are not given away."""
    box, _at, domain = address.lower().partition("@")
    if domain in {"", settings.DIWAN_MAIL_DOMAIN.lower()} and box in RESERVED_BOXES:
        raise Refusal(
            _("“%(address)s” is an address of the site itself; choose another.")
            % {"address": address}
        )


def _set_places_and_themes(discussion: Discussion, call: Call) -> None:
    places = {place.code: place for place in Place.objects.by_code(list(call.places))}
    themes = {theme.key: theme for theme in Theme.objects.filter(key__in=call.themes)}
    for code in call.places:
        if code.upper() not in places:
            raise Refusal(
                _("places: “%(code)s” is not a known place; use its ISO 3166 code, such as TN.")
                % {"code": code}
            )
    for key in call.themes:
        if key not in themes:
            raise Refusal(_("themes: “%(key)s” is not a known theme.") % {"key": key})
    discussion.places.set(places.values())
    discussion.themes.set(themes.values())


def _create_topic(discussion: Discussion, number: int, call: TopicCall) -> None:
    topic = Topic.objects.create(
        discussion=discussion, key=call.key, number=number, title=call.title
    )
    Question.objects.bulk_create(
        Question(discussion=discussion, topic=topic, key=q.key, number=n, text=q.text)
        for n, q in enumerate(call.questions, start=1)
    )


@transaction.atomic
def update(discussion: Discussion, *, by: Person, **changes: Any) -> Discussion:
    """Change the announcement's fields; what readers search is brought up to date."""
    require(may_facilitate(by, discussion))
    for name, value in changes.items():
        if name in {"places", "themes", "conveners"}:
            getattr(discussion, name).set(value)
        else:
            setattr(discussion, name, value)
    if discussion.closes_on < discussion.opens_on:
        raise Refusal(_("The last day is before the first day; correct one of them."))
    _require_free(discussion.address)
    try:
        with transaction.atomic():
            discussion.save()
    except IntegrityError:
        raise Refusal(
            _("The address “%(address)s” belongs to another discussion; choose another.")
            % {"address": discussion.address}
        ) from None
    record("update", by=by, on=discussion, details={"fields": sorted(changes)})
    if discussion.stage != Stage.DRAFT:
        index(discussion)
    return discussion


@transaction.atomic
def move(
    discussion: Discussion, to: str, *, by: Person | None, until: date | None = None
) -> Discussion:
    """Move to another stage: open, extend (``until`` a later last day), close, deliver…

    Raises:
        Conflict: the discussion is no longer in the stage it was shown in.
        Refusal: the stage does not follow, or the new last day is not later.
    """
    require(by is None or may_facilitate(by, discussion))
    locked: Discussion = Discussion.objects.select_for_update().get(pk=discussion.pk)
    if locked.stage != discussion.stage:
        raise Conflict(_("Somebody else was faster: look at the discussion again."))
    if not rules.may_move(locked.stage, to):
        raise Refusal(
            _("A discussion that is “%(now)s” cannot become “%(then)s”.")
            % {"now": locked.get_stage_display(), "then": Stage(to).label}
        )
    now = clock.now()
    if to == Stage.EXTENDED:
        _extend(locked, until, now=now)
    if to == Stage.OPEN:
        if not locked.questions.exists():
            raise Refusal(_("Add at least one question before you open the discussion."))
        locked.opened_at = now
    if to == Stage.ENDORSED:
        _demand_endorsement(locked)
    if to == Stage.DELIVERED:
        refuse_while_round(locked)
    if to == Stage.CLOSED:
        locked.closed_at = now
        today = rules.local_day(now, locked.time_zone)
        # closed early, its last day was today: what pages and letters say must be true
        locked.closes_on = max(locked.opens_on, min(locked.closes_on, today))
    if to == Stage.DELIVERED:
        locked.delivered_at = now
    locked.stage = to
    locked.save()
    record(f"move to {to}", by=by, on=locked)
    index(locked)
    letters.stage_changed(locked)
    return locked


def _demand_endorsement(discussion: Discussion) -> None:
    """A reply that is published here is endorsed by its members, not by a button."""
    newest = Reply.objects.public().filter(discussion=discussion).order_by("-number").first()
    if newest is not None and newest.state != ReplyState.ENDORSED:
        raise Refusal(_("The members endorse a published reply; ask them under “Endorsement”."))


def refuse_while_round(discussion: Discussion) -> None:
    """No new version comes while members are asked about the present one.

    Raises:
        Refusal: a round runs, or is announced.
    """
    running = EndorsementRound.objects.running().of_discussion(discussion).first()
    if running is not None:
        raise Refusal(
            _("Members are asked about version %(number)s until %(day)s. End that round first.")
            % {"number": running.reply.number, "day": day_of(running.closes_on)}
        )


def day_of(day: date) -> str:
    return str(date_format(day, "DATE_FORMAT"))


def _extend(discussion: Discussion, until: date | None, *, now: Any) -> None:
    if until is None or until <= discussion.closes_on:
        raise Refusal(_("Give a new last day that is later than the present one."))
    if rules.is_late(now, until, discussion.time_zone):
        raise Refusal(_("The new last day is already over; give a day to come."))
    discussion.first_closes_on = discussion.first_closes_on or discussion.closes_on
    discussion.closes_on = until
    discussion.closed_at = None
    discussion.reminded_at = None


def index(discussion: Discussion) -> None:
    """Put the announcement into the search table, once a language it is written in."""
    places = [place.pk for place in discussion.places.all()]
    themes = [theme.pk for theme in discussion.themes.all()]
    portal.index(
        "discussions",
        (
            portal.entry(
                discussion.pk,
                code,
                title=title,
                text=announced(discussion, code),
                places=places,
                themes=themes,
                year=discussion.opens_on.year,
            )
            for code, title in discussion.title.items()
        ),
    )


def announced(discussion: Discussion, code: str) -> str:
    """All that the announcement says in one language, below its title."""
    fields = [discussion.context, discussion.objective, discussion.who, discussion.use]
    questions = [question.text for question in discussion.questions.all()]
    titles = [topic.title for topic in discussion.topics.all()]
    texts = [field.get(code, "") for field in [*fields, *titles, *questions]]
    return "\n".join(filter(None, texts))


# --- topics and questions --------------------------------------------------------------


@transaction.atomic
def add_paper(
    discussion: Discussion,
    *,
    file: UploadedFile[bytes],
    content_type: str,
    title: str,
    language: str,
    by: Person,
) -> BackgroundPaper:
    """Add a language version of the background paper, or a newer version of it."""
    require(may_facilitate(by, discussion))
    last = discussion.papers.filter(language=language).order_by("-version").first()
    paper = BackgroundPaper.objects.create(
        discussion=discussion,
        language=language,
        version=last.version + 1 if last else 1,
        title=title,
        file=file,
        size=file.size or 0,
        content_type=content_type,
    )
    record("add paper", by=by, on=discussion, details={"language": language})
    return paper


@transaction.atomic
def share(discussion: Discussion, *, channel: str, by: Person) -> Invitation:
    """A link to the call for one channel; it counts visits and no people (A12)."""
    require(may_facilitate(by, discussion))
    invitation = Invitation.objects.create(
        discussion=discussion, channel=channel, token=get_random_string(12)
    )
    record("share", by=by, on=discussion)
    return invitation
