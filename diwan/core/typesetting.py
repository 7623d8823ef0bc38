"""Set type: markup on pages by WeasyPrint, for which nothing is fetched from anywhere."""

from __future__ import annotations

import logging
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .errors import Refusal

if TYPE_CHECKING:
    from types import ModuleType


def typeset(markup: str) -> Any:
    """The pages of ``markup``, which nothing is fetched for: a document of WeasyPrint.

    Raises:
        Refusal: when this machine lacks the libraries that set type.
    """
    program = _weasyprint()
    nobody = program.urls.URLFetcher(allowed_protocols=())
    return program.HTML(string=markup, url_fetcher=nobody).render(pdf_tags=True)


def written(pages: Any, markup: str) -> bytes:
    """The same bytes for the same markup."""
    identifier = sha256(markup.encode()).hexdigest()[:32].encode()
    made: bytes = pages.write_pdf(pdf_tags=True, pdf_identifier=identifier)
    return made


def _weasyprint() -> ModuleType:
    """WeasyPrint, imported late: it takes a second, and needs libraries of the system."""
    try:
        import weasyprint  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise Refusal(
            _(
                "This machine cannot make PDF files yet. On Debian or Ubuntu: apt-get install "
                "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"
            )
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return weasyprint  # type: ignore[no-any-return]
