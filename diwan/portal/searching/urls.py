"""Addresses of the search; they stand in the portal's own."""

from django.urls import path

from . import keeping, views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/feed/", views.feed, name="search_feed"),
    path("search/suggestions/", views.suggest, name="suggest"),
    path("search/keep/", keeping.keep, name="keep_search"),
    path("search/end/", keeping.end, name="end_search"),
]
