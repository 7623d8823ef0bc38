"""Addresses of the vocabularies."""

from django.urls import path

from . import views

app_name = "vocabularies"
urlpatterns = [
    path("places/", views.places, name="places"),
    path("places/<path:code>/add/", views.add_municipality, name="add_municipality"),
    path("places/<path:code>/note/", views.set_footnote, name="set_footnote"),
    path("places/<path:code>/", views.place, name="place"),
    path("themes/", views.themes, name="themes"),
]
