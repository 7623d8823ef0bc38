"""Addresses of the vocabularies."""

from django.urls import path
from django.views.generic import RedirectView

from . import views

app_name = "vocabularies"
urlpatterns = [
    # the pages of places stand at /places/; what led here leads there
    path(
        "places/", RedirectView.as_view(pattern_name="portal:places", permanent=True), name="places"
    ),
    path("places/<path:code>/add/", views.add_municipality, name="add_municipality"),
    path("places/<path:code>/note/", views.set_footnote, name="set_footnote"),
    path(
        "places/<path:code>/",
        RedirectView.as_view(pattern_name="portal:place", permanent=True),
        name="place",
    ),
    path("themes/", views.themes, name="themes"),
]
