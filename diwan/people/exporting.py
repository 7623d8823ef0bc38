"""One organisation as a line of a file; the columns are those that an import reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.core.wording import choose

if TYPE_CHECKING:
    from diwan.people.models import Organisation


def row_of(organisation: Organisation) -> list[str]:
    """In the order of ``sheets.COLUMNS``; nothing of persons, verifications or reviews."""
    country, seat = organisation.country, organisation.seat
    return [
        organisation.slug,
        organisation.name,
        *(organisation.names.get(code, "") for code in ("en", "fr", "ar")),
        organisation.acronym,
        organisation.kind,
        organisation.level,
        country.code if country else "",
        seat.code if seat else "",
        "; ".join(place.code for place in organisation.places.all()),
        "; ".join(place.code for place in organisation.origins.all()),
        "; ".join(theme.key for theme in organisation.themes.all()),
        " ".join(organisation.languages),
        choose(organisation.description).text,
        choose(organisation.competence).text,
        organisation.website,
        organisation.contact,
    ]
