"""Addresses under ``/library/``: what has a name of its own, then items by theirs."""

from .items import first, last
from .kinds import urlpatterns as of_kinds

app_name = "library"
urlpatterns = [*first, *of_kinds, *last]
