"""Choices of the vocabularies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    REGION = "region", _("Region of the world")
    COUNTRY = "country", _("Country or area")
    SUBDIVISION = "subdivision", _("Subdivision")
    MUNICIPALITY = "municipality", _("Municipality")


class Framework(models.TextChoices):
    SDG = "sdg", _("Sustainable Development Goals")
    GCM = "gcm", _("Global Compact for Migration")
