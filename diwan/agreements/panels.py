"""Where agreements show themselves in the house."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.vocabularies.models import Place

from .models import Party


def _party(key: Any) -> str | None:
    """What the party with this key is called now; None when it is gone."""
    found = Party.objects.select_related("organisation").filter(pk=key).first()
    return str(found) if found else None


def _country(code: Any) -> str | None:
    found = Place.objects.filter(code=code).first()
    return str(found) if found else None


slots.log_details.add("party", slots.LogDetail(_("party"), _party))
slots.log_details.add("country", slots.LogDetail(_("country"), _country))
