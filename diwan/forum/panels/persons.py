"""What a person takes along of forums."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import PersonalField as Field
from diwan.people.words import Attribution
from diwan.portal.words import Rhythm

from ..actions import rights
from ..words import FlagOutcome, PostChannel, PostState

_COVERED = (
    *("Forum.created_by", "Topic.opened_by", "Topic.summary_by"),
    *("Post.author", "Post.decided_by", "Entry.written_by", "Call.asked_by", "Answer.person"),
    *("Line.author", "Subscription.person", "Keeper.person", "Bar.person"),
    *("Flag.flagged_by", "Flag.decided_by"),
)

slots.personal_data.add(
    "forum",
    slots.PersonalData(
        _("Forums, blogs and calls"),
        rights.everything_of,
        rights.erase,
        {
            rights.POSTS: Field(_("What you wrote in forums")),
            f"{rights.POSTS}.forum": Field(_("Forum")),
            f"{rights.POSTS}.topic": Field(_("Topic")),
            f"{rights.POSTS}.text": Field(_("Text")),
            f"{rights.POSTS}.naming": Field(_("How you are named"), dict(Attribution.choices).get),
            f"{rights.POSTS}.state": Field(_("State"), dict(PostState.choices).get),
            f"{rights.POSTS}.channel": Field(_("How it came"), dict(PostChannel.choices).get),
            f"{rights.POSTS}.at": Field(_("When")),
            f"{rights.POSTS}.why": Field(_("Why it was hidden")),
            rights.ENTRIES: Field(_("Entries you wrote in blogs")),
            f"{rights.ENTRIES}.title": Field(_("Title")),
            f"{rights.ENTRIES}.text": Field(_("Text")),
            f"{rights.ENTRIES}.at": Field(_("When")),
            rights.CALLS: Field(_("Calls you made")),
            f"{rights.CALLS}.title": Field(_("Title")),
            f"{rights.CALLS}.text": Field(_("Text")),
            f"{rights.CALLS}.at": Field(_("When")),
            f"{rights.CALLS}.until": Field(_("Answers until")),
            rights.ANSWERS: Field(_("What you wrote to others about calls")),
            f"{rights.ANSWERS}.call": Field(_("Call")),
            f"{rights.ANSWERS}.text": Field(_("Text")),
            f"{rights.ANSWERS}.at": Field(_("When")),
            rights.FOLLOWED: Field(_("Forums you follow")),
            f"{rights.FOLLOWED}.forum": Field(_("Forum")),
            f"{rights.FOLLOWED}.topic": Field(_("Topic")),
            f"{rights.FOLLOWED}.letters": Field(
                _("How often letters come"), dict(Rhythm.choices).get
            ),
            f"{rights.FOLLOWED}.since": Field(_("Since")),
            rights.REPORTS: Field(_("Posts you reported")),
            f"{rights.REPORTS}.reason": Field(_("What is wrong")),
            f"{rights.REPORTS}.outcome": Field(_("What came of it"), dict(FlagOutcome.choices).get),
            f"{rights.REPORTS}.at": Field(_("When")),
            rights.BARS: Field(_("Forums in which you may not write")),
            f"{rights.BARS}.forum": Field(_("Forum")),
            f"{rights.BARS}.why": Field(_("Why")),
            f"{rights.BARS}.until": Field(_("Until")),
            rights.KEPT: Field(_("Forums you keep")),
            f"{rights.KEPT}.forum": Field(_("Forum")),
            f"{rights.KEPT}.since": Field(_("Since")),
        },
        covers=frozenset(f"forum.{each}" for each in _COVERED),
    ),
    order=94,
)
