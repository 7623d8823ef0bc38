"""Pages and programmes of an organisation's own (D12)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.models import OrganisationPage
from diwan.people.rules import organisations as rules
from diwan.texts.normalise import fold

from .demanding import demand_manager, demand_standing

if TYPE_CHECKING:
    from diwan.people.models import Organisation, Person
    from diwan.people.words.organisations import PageKind


@transaction.atomic
def write_page(
    organisation: Organisation,
    *,
    kind: PageKind,
    title: dict[str, str],
    body: dict[str, str],
    by: Person,
    page: OrganisationPage | None = None,
) -> OrganisationPage:
    """A new page, seen by those who manage the organisation only, or new words for ``page``.

    Its address comes from its first title and stays.

    Raises:
        Refusal: no title, or no text.
    """
    demand_manager(by, organisation)
    demand_standing(organisation)
    title, body = _said(title), _said(body)
    if not title or not body:
        raise Refusal(_("Give a title and a text, in one language at least."))
    if page is None:
        page = OrganisationPage(organisation=organisation, slug=_free_slug(organisation, title))
        page.position = organisation.pages.count() + 1
    page.kind, page.title, page.body = kind, title, body
    page.save()
    record("write organisation page", by=by, on=page, details={"organisation": organisation.pk})
    return page


@transaction.atomic
def publish_page(page: OrganisationPage, *, is_published: bool, by: Person) -> None:
    """Show it to everybody, or only to those who write it."""
    demand_manager(by, page.organisation)
    page.published_at = clock.now() if is_published else None
    page.save(update_fields=["published_at"])
    verb = "publish organisation page" if is_published else "withdraw organisation page"
    record(verb, by=by, on=page)


@transaction.atomic
def remove_page(page: OrganisationPage, *, by: Person) -> None:
    demand_manager(by, page.organisation)
    record("remove organisation page", by=by, on=page)
    page.delete()


def _said(wording: dict[str, str]) -> dict[str, str]:
    return {code: text.strip() for code, text in wording.items() if text.strip()}


def _free_slug(organisation: Organisation, title: dict[str, str]) -> str:
    latin = (re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:50] for text in title.values())
    base = next(filter(None, latin), "page")
    return rules.free_slug(base, organisation.pages.values_list("slug", flat=True))
