"""What became of a link, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_TROUBLES = {
    "address": gettext_lazy("This address cannot be asked for."),
    "near": gettext_lazy("It leads into a closed network and was not asked for."),
    "name": gettext_lazy("There is no such site."),
    "closed": gettext_lazy("The site does not answer."),
    "certificate": gettext_lazy("The site has no valid certificate."),
    "time": gettext_lazy("The site did not answer in time."),
    "answer": gettext_lazy("The answer of the site cannot be understood."),
    "around": gettext_lazy("The address leads round in a circle."),
    "404": gettext_lazy("The page is not there any more."),
    "410": gettext_lazy("The page is not there any more."),
}


def trouble_of(code: str) -> str:
    """The sentence for a code of :class:`.looking.Found`; empty for none."""
    if not code:
        return ""
    if code in _TROUBLES:
        return str(_TROUBLES[code])
    return _("The site answered with status %(status)s, which may mean nothing to people.") % {
        "status": code
    }
