"""The words of a contribution in their versions, and which of them readers see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.core.errors import Refusal

from .. import rules, wordwork
from ..models import Contribution, Version
from ..wordwork import mask_parts
from . import crossing, indexing, links
from .following import follow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diwan.people.models import Person


def masked_for(
    contribution: Contribution, text: str, parts: Sequence[dict[str, Any]]
) -> tuple[str, list[dict[str, Any]]]:
    """What others may see of ``text``: no contact details, and no name unless it is wanted."""
    hidden = "" if contribution.attribution == "named" else contribution.author_name
    return mask_parts(text, parts, language=contribution.language, name=hidden)


def latest_version(contribution: Contribution) -> Version:
    version = contribution.versions.order_by("-number").first()
    if version is None:
        raise Refusal(_("This contribution has no words yet."))
    return version


def add_version(
    contribution: Contribution, kind: str, text: str, *, by: Person | None, note: str = ""
) -> Version:
    """A new version of the words; earlier ones are kept.

    An edit of the whole text keeps the answers by question only where their words still
    stand in it, in the same order.
    """
    latest = latest_version(contribution)
    text = text.replace("\r\n", "\n").strip()
    parts = rules.kept_parts(latest.text, latest.parts, text)
    masked, parts = masked_for(contribution, text, parts)
    version = Version.objects.create(
        contribution=contribution,
        number=latest.number + 1,
        kind=kind,
        text=text,
        masked=masked,
        parts=parts,
        note=note,
        made_by=by,
        made_at=clock.now(),
    )
    indexing.index_for_team([contribution])
    return version


def show(contribution: Contribution, version: Version) -> None:
    """Make ``version`` the one that readers see and find."""
    contribution.versions.exclude(pk=version.pk).update(is_released=False)
    version.is_released = True
    before = version.masked
    version.masked, version.parts = masked_for(contribution, version.text, version.parts)
    version.pieces = wordwork.pieces(
        version.masked, version.parts, anchor=f"c{contribution.number}"
    )
    version.save()
    follow(version, before)
    version.contribution = contribution
    crossing.show(version)
    links.gather(version)
    indexing.index_released([(contribution, version)])
    indexing.index_for_team([contribution])
