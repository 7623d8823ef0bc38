"""Where the tour of the house stops in discussions."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.mailroom.words import Trust

from ..models import Contribution, Discussion, Reply
from ..words import ContributionState


def _first_open() -> str | None:
    discussion = Discussion.objects.filter(audience="public").open().order_by("closes_on").first()
    return discussion.get_absolute_url() if discussion is not None else None


def _first_open_page(name: str) -> str | None:
    discussion = Discussion.objects.filter(audience="public").open().order_by("closes_on").first()
    return reverse(f"discussions:{name}", args=[discussion.slug]) if discussion else None


def _first_draft_page(name: str) -> str | None:
    """A page of the team, of the discussion whose reply is being worked at."""
    draft = Reply.objects.drafts().select_related("discussion").order_by("made_at").first()
    return reverse(f"discussions:{name}", args=[draft.discussion.slug]) if draft else None


def _first_reply() -> str | None:
    """A published reply that everybody may read."""
    reply = (
        Reply.objects.public()
        .filter(discussion__audience="public")
        .select_related("discussion")
        .order_by("-published_at")
        .first()
    )
    return reverse("discussions:public_reply", args=[reply.discussion.slug]) if reply else None


def _unproven_letter() -> str | None:
    """A letter that waits, and whose sender failed the check; on a real site no tour shows one."""
    if not settings.DIWAN_DEMO:
        return None
    held = Contribution.objects.filter(state=ContributionState.HELD, letter__trust=Trust.FAIL)
    row = held.select_related("discussion").order_by("pk").first()
    return reverse("discussions:item", args=[row.discussion.slug, row.pk]) if row else None


slots.tour.add(
    "discussions.announcement",
    slots.TourStop(
        _("A call for what people know"),
        _(
            "The announcement says what is asked, for what and until when. The thread at its side"
            " shows where the discussion is on its way."
        ),
        _first_open,
    ),
    order=10,
)
slots.tour.add(
    "discussions.contributions",
    slots.TourStop(
        _("What was said, in full"),
        _(
            "Every released contribution, in order, in its own language and direction. Each"
            " paragraph has an address of its own."
        ),
        lambda: _first_open_page("contributions"),
    ),
    order=12,
)
slots.tour.add(
    "discussions.contribute",
    slots.TourStop(
        _("Say what you know"),
        _(
            "Answer one question or all, here or by mail. Drafts are kept as you pause, nothing"
            " shows before it is released, and you can withdraw it later."
        ),
        lambda: _first_open_page("contribute"),
    ),
    order=14,
)
slots.tour.add(
    "discussions.public_reply",
    slots.TourStop(
        _("A reply that anybody can check"),
        _(
            "Each version has a number, a day and a digest; its page tells word by word what"
            " changed since the one before. What a contributor takes back leaves them all."
        ),
        _first_reply,
    ),
    order=16,
)
slots.tour.add(
    "discussions.passages",
    slots.TourStop(
        _("Which words answer which question"),
        _(
            "Each contribution is cut into passages, each with the questions it answers. Where the"
            " program doubts, one key of a facilitator decides."
        ),
        lambda: _first_open_page("passages"),
        role=_("Facilitator"),
    ),
    order=42,
)
slots.tour.add(
    "discussions.unproven",
    slots.TourStop(
        _("A letter that is not from whom it says"),
        _(
            "Anybody can write any sender. What the sender’s mail domain does not vouch for is held"
            " and marked: here somebody writes in the name of a member. It is nobody’s, it is not"
            " answered, and it is never released in bulk."
        ),
        _unproven_letter,
        role=_("Facilitator"),
    ),
    order=40,
)
slots.tour.add(
    "discussions.desk",
    slots.TourStop(
        _("Three facilitators at one desk"),
        _(
            "Contributions, their text and the reply’s outline side by side: tick what people say,"
            " write what it comes to, in any of the languages. Two who write at once see both"
            " texts, and nothing typed is lost."
        ),
        lambda: _first_draft_page("desk"),
        role=_("Facilitator"),
    ),
    order=43,
)
slots.tour.add(
    "discussions.desk_marked",
    slots.TourStop(
        _("All practices in one place"),
        _(
            "At the desk one key marks a passage: a practice, an obstacle, evidence. All of a kind"
            " stand together, across contributions and languages."
        ),
        lambda: _first_draft_page("desk_marked"),
        role=_("Facilitator"),
    ),
    order=43,
)
slots.tour.add(
    "discussions.replies",
    slots.TourStop(
        _("A reply that can be traced"),
        _(
            "A draft of the consolidated reply, in the words of its contributors. Every statement"
            " leads to the exact words it rests on; one version in any of the three languages, as"
            " a page, PDF, DOCX, Markdown or JSON."
        ),
        lambda: _first_open_page("replies"),
        role=_("Facilitator"),
    ),
    order=44,
)
slots.tour.add(
    "discussions.messages",
    slots.TourStop(
        _("What the team tells everybody"),
        _(
            "Each week a draft waits that says how the discussion stands, in three languages. The"
            " team changes it, publishes it, and whoever takes part gets a letter."
        ),
        lambda: _first_open_page("posts"),
        role=_("Facilitator"),
    ),
    order=41,
)
slots.tour.add(
    "discussions.ideas",
    slots.TourStop(
        _("What should be discussed next?"),
        _("Members propose topics and say which come first; a discussion takes them up."),
        lambda: reverse("discussions:ideas"),
        role=_("Member"),
    ),
    order=26,
)
slots.tour.add(
    "discussions.mine",
    slots.TourStop(
        _("What became of your words"),
        _("Your contributions with their states, and letters from your address to be claimed."),
        lambda: reverse("discussions:mine"),
        role=_("Member"),
    ),
    order=25,
)
