"""Write guides to offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.rules.organisations import free_slug, slug_base
from diwan.vocabularies.models import Place

from ..access import demand, may_guide, may_offer
from ..models import Guide, GuideDocument
from ..queries.who import is_steward

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..said import GuideSaid

_PLAIN = ("title", "summary", "steps", "cost", "duration", "official_url", "source", "valid_until")
_TAKEN = ("new",)


@transaction.atomic
def add_guide(said: GuideSaid, *, by: Any) -> Guide:
    """Raises:
    PermissionDenied: ``by`` is no steward and does not manage the office.
    Refusal: there are no steps, or the country is unknown.
    """
    body = said.organisation
    demand(is_steward(by) or (body is not None and may_offer(by, body)))
    guide = Guide(slug=_free_slug(said.title), added_by=by)
    _write(guide, said)
    audit.record("guide.added", by=by, on=guide)
    return guide


@transaction.atomic
def change_guide(guide: Guide, said: GuideSaid, *, by: Any) -> None:
    """Raises:
    PermissionDenied: ``by`` is no steward and does not manage the office, or the new one.
    Refusal: there are no steps, or the country is unknown.
    """
    demand(may_guide(by, guide))
    demand(is_steward(by) or (said.organisation is not None and may_offer(by, said.organisation)))
    _write(guide, said)
    audit.record("guide.changed", by=by, on=guide)


@transaction.atomic
def publish_guide(guide: Guide, *, by: Any, is_published: bool) -> None:
    """Show it to all, or take it back.

    Raises:
        Refusal: its day is over, or nothing says where the facts are from.
    """
    demand(may_guide(by, guide))
    if is_published and guide.is_out_of_date:
        raise Refusal(_("The day until which it holds is over. Look at the facts and put it off."))
    if is_published and not (guide.source or guide.official_url):
        raise Refusal(_("Say where the facts are from: the official system, or another source."))
    guide.is_published, guide.changed_at = is_published, clock.now()
    guide.save(update_fields=["is_published", "changed_at"])
    audit.record("guide.published" if is_published else "guide.hidden", by=by, on=guide)


@transaction.atomic
def add_paper(
    guide: Guide, name: Mapping[str, str], details: Mapping[str, str], *, by: Any
) -> GuideDocument:
    demand(may_guide(by, guide))
    last = guide.documents.aggregate(last=Max("position"))["last"]
    paper = GuideDocument.objects.create(
        guide=guide, name=name, details=details, position=0 if last is None else last + 1
    )
    audit.record("guide.paper", by=by, on=guide)
    return paper


@transaction.atomic
def remove_paper(paper: GuideDocument, *, by: Any) -> None:
    demand(may_guide(by, paper.guide))
    paper.delete()
    audit.record("guide.paper_gone", by=by, on=paper.guide)


def _write(guide: Guide, said: GuideSaid) -> None:
    if not said.title:
        raise Refusal(_("Give the guide a title in at least one language."))
    if not said.steps:
        raise Refusal(_("Write the steps in at least one language, a line for each."))
    country = Place.objects.countries().by_code([said.country]).first()
    if country is None:
        raise Refusal(_("Choose the country whose office it is."))
    for name in _PLAIN:
        setattr(guide, name, getattr(said, name))
    guide.country, guide.organisation = country, said.organisation
    guide.changed_at = clock.now()
    guide.save()


def _free_slug(title: Mapping[str, str]) -> str:
    base = slug_base("", title)
    base = "guide" if base == "organisation" else base
    taken = Guide.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    return free_slug(base, [*taken, *_TAKEN])
