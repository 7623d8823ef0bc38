"""The thread of a word: from the announcement to what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from diwan.core.wording import choose

from ..words import ReplyState, Stage

if TYPE_CHECKING:
    from ..models import Discussion

_AFTER_REPLY = {Stage.CONSOLIDATED, Stage.ENDORSED, Stage.DELIVERED, Stage.FOLLOWED_UP}


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of the thread; ``place`` is ``here``, ``next`` for what is to come, or empty."""

    title: str
    note: str = ""
    url: str = ""
    place: str = ""


def stops(
    discussion: Discussion, here: str, *, reply_url: str = "", reply_note: str = ""
) -> list[Stop]:
    """The stops of a discussion's thread; ``here`` is ``announcement``, ``contributions``,
    ``reply`` or ``became``. ``reply_url`` and ``reply_note`` are for those who may read a draft
    of the reply; one that is published is for all.
    """
    published = _published(discussion)
    if published is not None:
        reply_url = reverse("discussions:public_reply", args=[discussion.slug])
        reply_note = reply_note or str(ReplyState(published).label)
    url = discussion.get_absolute_url()
    first = date_format(discussion.opens_on, "MONTH_DAY_FORMAT")
    last = date_format(discussion.closes_on, "MONTH_DAY_FORMAT")
    is_before = discussion.stage == Stage.DRAFT
    has_reply = discussion.stage in _AFTER_REPLY
    is_delivered = discussion.stage in {Stage.DELIVERED, Stage.FOLLOWED_UP}
    event = choose(discussion.event_name).text
    event_on = date_format(discussion.event_on, "DATE_FORMAT") if discussion.event_on else ""
    where = pgettext("where a reply is delivered", "The event it is for")
    delivery = Stop(event or where, event_on, place="" if is_delivered else "next")
    return [
        Stop(_("The announcement"), first, url, "here" if here == "announcement" else ""),
        Stop(
            _("Contributions"),
            _("from %(first)s to %(last)s") % {"first": first, "last": last},
            reverse("discussions:contributions", args=[discussion.slug]),
            "here" if here == "contributions" else "next" if is_before else "",
        ),
        Stop(
            _("A consolidated reply"),
            reply_note or _note(discussion, reply_url),
            reply_url,
            "here" if here == "reply" else "" if has_reply else "next",
        ),
        *([delivery] if event or event_on else []),
        Stop(
            _("What became of it"),
            _("told to those who spoke"),
            reverse("discussions:said_did", args=[discussion.slug]) if has_reply else "",
            "here" if here == "became" else "" if is_delivered else "next",
        ),
    ]


def _published(discussion: Discussion) -> str | None:
    """The state of the newest published reply; None without one."""
    if discussion.stage not in _AFTER_REPLY:
        return None
    rows = discussion.consolidated_replies.public().order_by("-number")
    return rows.values_list("state", flat=True).first()


def _note(discussion: Discussion, reply_url: str) -> str:
    """What is told of the reply to a reader who may open it, or may not yet."""
    if discussion.stage not in _AFTER_REPLY:
        return _("each statement with its sources")
    if discussion.stage == Stage.CONSOLIDATED and not reply_url:
        return _("the facilitators are working on it")
    return ""
