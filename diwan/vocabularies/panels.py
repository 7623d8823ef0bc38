"""What the vocabularies add to shared pages."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from diwan.core import slots

from .rules import may_steward


def _language(code: str) -> str:
    return str(get_language_info(code)["name_translated"])


slots.log_details.add("code", slots.LogDetail(_("code")))
slots.log_details.add("languages", slots.LogDetail(_("languages"), _language))
slots.navigation.add(
    "vocabularies",
    slots.NavigationItem(
        title=_("Places"),
        url_name="vocabularies:places",
        is_shown=lambda request: may_steward(request.user),
    ),
    order=80,
)
