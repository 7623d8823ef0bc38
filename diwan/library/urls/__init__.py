"""Addresses under ``/library/``."""

from .items import urlpatterns

app_name = "library"
__all__ = ["app_name", "urlpatterns"]
