"""Addresses of places, corridors, themes and of following; they stand in the portal's own."""

from django.urls import path

from . import following, views

urlpatterns = [
    path("places/", views.places, name="places"),
    path("places/<path:code>/feed/", views.place_feed, name="place_feed"),
    path(
        "places/<path:code>/origin/",
        views.place,
        {"side": "origin"},
        name="place_origin",
    ),
    path(
        "places/<path:code>/destination/",
        views.place,
        {"side": "destination"},
        name="place_destination",
    ),
    path("places/<path:code>/", views.place, name="place"),
    path("corridors/", views.corridors, name="corridors"),
    path("corridors/<str:origin>/<str:destination>/", views.corridor_page, name="corridor"),
    path(
        "corridors/<str:origin>/<str:destination>/feed/",
        views.corridor_feed,
        name="corridor_feed",
    ),
    path("themes/<slug:key>/", views.theme, name="theme"),
    path("themes/<slug:key>/feed/", views.theme_feed, name="theme_feed"),
    path("following/", following.following, name="following"),
    path("following/follow/", following.follow, name="follow"),
    path("following/unfollow/", following.unfollow, name="unfollow"),
    path("following/stop/<str:token>/", following.stop_news, name="stop_news"),
]
