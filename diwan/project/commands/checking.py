"""`diwan discussion check`: what hinders publishing the reply of a discussion."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from diwan.core.errors import Refusal
from diwan.discussions import commands as discussions
from diwan.discussions.actions import checking
from diwan.discussions.models import Reply

if TYPE_CHECKING:
    from argparse import Namespace

    from diwan.discussions.models import Discussion
    from diwan.project.commands import Say


def check(options: Namespace, say: Say) -> int:
    """Print the checks before publishing as JSON; exit status 1 when one does not pass."""
    reply = _reply(discussions.find(options.slug), options.number)
    made = checking.checks(reply)
    data = checking.as_data(made, settings.DIWAN_ORIGIN)
    say(json.dumps(data, ensure_ascii=False, indent=1))
    return 0 if all(each.passed for each in made) else 1


def _reply(discussion: Discussion, number: int | None) -> Reply:
    """The version asked for; without a number, the newest draft, else what was published last."""
    rows = Reply.objects.drafted().filter(discussion=discussion).order_by("-number")
    if number is not None:
        found = rows.filter(number=number).first()
    else:
        found = rows.drafts().first() or rows.first()
    if found is None:
        known = ", ".join(map(str, rows.values_list("number", flat=True))) or "–"
        raise Refusal(
            _("There is no such version of the reply. There are: %(known)s.") % {"known": known}
        )
    found.discussion = discussion
    return found
