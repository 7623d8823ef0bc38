"""Documents that come once all have signed: they say so, and replace nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.core.errors import Refusal

from ..queries import party_of

if TYPE_CHECKING:
    from ..models import Agreement, Document


def add_late(agreement: Agreement, document: Document, *, by: Any) -> None:
    """Mark it with the day, and with the party for which ``by`` signs.

    Raises:
        Refusal: it bears the title of one that stands there, and would pass for it.
    """
    taken = {_plain(title) for row in agreement.documents.all() for title in row.title.values()}
    if taken & {_plain(title) for title in document.title.values()}:
        raise Refusal(
            _(
                "A document of this title stands there already, and what was signed is not"
                " replaced. Give this one a title that says what is new."
            )
        )
    document.late_on, document.late_by = clock.now().date(), party_of(by, agreement)


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
