"""`diwan messages`: the catalogues of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.project import catalogues

if TYPE_CHECKING:
    from argparse import Namespace

    from diwan.project.commands import Say


def make(options: Namespace, say: Say) -> int:
    """Bring the catalogues in line with the code and name those that changed."""
    for path in catalogues.make(options.rooms):
        say(str(path.relative_to(catalogues.ROOMS.parent)))
    return 0


def compile_all(options: Namespace, say: Say) -> int:
    count = catalogues.compile_all()
    say(
        ngettext("%(count)d catalogue compiled.", "%(count)d catalogues compiled.", count)
        % {"count": count}
    )
    return 0


def check(options: Namespace, say: Say) -> int:
    """Status 1 and a line for each text that is missing or doubtful."""
    found = catalogues.problems()
    for problem in found:
        say(problem)
    say(_("The catalogues are in order.") if not found else _("The catalogues are not in order."))
    return int(bool(found))
