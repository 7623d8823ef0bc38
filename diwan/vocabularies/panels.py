"""What the vocabularies add to shared pages."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from diwan.core import slots


def _language(code: str) -> str:
    return str(get_language_info(code)["name_translated"])


slots.log_details.add("code", slots.LogDetail(_("code")))
slots.log_details.add("languages", slots.LogDetail(_("languages"), _language))
