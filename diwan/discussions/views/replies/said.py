"""How the checks before publishing are told: what holds, and what to do where it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Told:
    title: StrPromise
    advice: StrPromise


CHECKS = {
    "cited": Told(
        _("Every statement cites words that readers see"),
        _("Cite a passage that says it, or drop the statement."),
    ),
    "standing": Told(
        _("Every citation leads to words that stand"),
        _("These words were edited or taken back since. Cite the present ones, or none."),
    ),
    "worded": Told(
        _("Every statement says something"),
        _("Its words were taken back. Word it anew upon what others say, or drop it."),
    ),
    "figures": Told(
        _("Every figure is in the cited words, with its unit"),
        _("Write the figure as its contributor does, or cite who says it."),
    ),
    "dates": Told(
        _("Every date is in the cited words"),
        _("Write the date as its contributor does, or cite who says it."),
    ),
    "names": Told(
        _("Every name is in the cited words"),
        _("Write the name as its contributor does, or cite who says it."),
    ),
    "contacts": Told(
        _("No contact detail stands in a statement"),
        _("Take the address or number out of the statement."),
    ),
    "voice": Told(
        _("One contributor’s view is not worded as everybody’s"),
        _("Word it as one view, or cite others who say it too."),
    ),
    "covered": Told(
        _("Every contribution is cited, or listed with a reason"),
        _("Cite it at the desk, or say here why it is not cited."),
    ),
    "translations": Told(
        _("Readers see no translation that is out of date"),
        _("These translations are out of date; readers see the original until they are done anew."),
    ),
}
