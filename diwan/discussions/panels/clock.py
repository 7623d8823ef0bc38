"""What the clock does for discussions, and what goes when its time is over."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from diwan.core import slots

from .. import jobs
from ..actions import (
    approaching,
    endorsing,
    endorsing_letters,
    links,
    posting,
    presence,
    printing,
    replying,
    unsaved,
)

slots.jobs.add("discussions.close", slots.Job(jobs.close_due, timedelta(minutes=10)))
slots.jobs.add("discussions.remind", slots.Job(jobs.remind_due, timedelta(days=1)))
slots.jobs.add("discussions.digests", slots.Job(jobs.send_digests, timedelta(hours=1)))
slots.jobs.add("discussions.replies", slots.Job(replying.give_up_dead, timedelta(minutes=1)))
slots.jobs.add("discussions.prints", slots.Job(printing.forget, timedelta(hours=1)))
slots.jobs.add("discussions.present", slots.Job(presence.forget_gone, timedelta(minutes=10)))
slots.jobs.add("discussions.unsaved", slots.Job(unsaved.forget_old, timedelta(hours=1)))
slots.jobs.add("discussions.rounds", slots.Job(endorsing.close_due, timedelta(minutes=10)))
slots.jobs.add(
    "discussions.round_letters", slots.Job(endorsing_letters.write_due, timedelta(minutes=10))
)
slots.jobs.add("discussions.messages", slots.Job(posting.offer, timedelta(hours=1)))
slots.jobs.add("discussions.links", slots.Job(links.check_due, timedelta(hours=6)))
slots.retention.add(
    "discussions.approaches",
    slots.RetentionRule(
        _("Lists of people to be heard"),
        _("Deleted when the discussion is delivered."),
        approaching.count_due,
        approaching.purge,
    ),
)
slots.retention.add(
    "discussions.originals",
    slots.RetentionRule(
        _("Originals of contributions"),
        _(
            "Some months after a discussion is delivered, letters as they came, unmasked words, cut"
            " text and e-mail addresses go. What readers see stays; what was not released goes"
            " entirely, with files and names."
        ),
        jobs.count_originals,
        jobs.purge_originals,
    ),
)
slots.retention.add(
    "discussions.drafts",
    slots.RetentionRule(
        _("Drafts of visitors"),
        _("Deleted 30 days after they were last changed."),
        jobs.count_drafts,
        jobs.purge_drafts,
    ),
)
