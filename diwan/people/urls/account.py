"""Addresses under ``/account/``, beside allauth's own."""

from __future__ import annotations

from django.urls import path

from ..views import administration, consents, directory, entrance, letters, profile, register

app_name = "people"
urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("data/", profile.my_data, name="my_data"),
    path("data/export/", profile.export, name="export"),
    path("data/erase/", profile.erase, name="erase"),
    path("directory/", directory.mine, name="directory"),
    path("directory/seen/", directory.seen, name="seen"),
    path("directory/confirm/", directory.confirm, name="confirm"),
    path("directory/confirm/<str:token>/", directory.confirm_by_link, name="confirm_profile"),
    path("consents/", consents.mine, name="consents"),
    path("consents/<slug:purpose>/give/", consents.give, name="give_consent"),
    path("consents/<slug:purpose>/withdraw/", consents.withdraw, name="withdraw_consent"),
    path("letters/", letters.letters, name="letters"),
    path("letters/try-again/", letters.try_again, name="try_again"),
    path("announcements/<str:token>/", letters.announcements, name="announcements"),
    path("purposes/", register.purposes, name="purposes"),
    path("organisations/", register.organisations, name="organisations"),
    path("organisations/<int:pk>/", register.organisation, name="organisation"),
    path("link/<str:token>/", entrance.sign_in_link, name="sign_in_link"),
    path("invitation/<str:token>/", entrance.invitation, name="invitation"),
    path("invitation/<str:token>/decline/", letters.decline, name="decline"),
    path("people/", administration.people, name="people"),
    path("people/find/", administration.find, name="find"),
    path("people/invite/", administration.invite, name="invite"),
    path("people/<int:pk>/", administration.person, name="person"),
    path("people/<int:pk>/consents/", consents.of_person, name="person_consents"),
    path(
        "people/<int:pk>/consents/<slug:purpose>/withdraw/",
        consents.withdraw_for,
        name="withdraw_for",
    ),
    path("people/<int:pk>/suspend/", administration.suspend, name="suspend"),
    path("people/<int:pk>/reinstate/", administration.reinstate, name="reinstate"),
    path("people/<int:pk>/give/<slug:role>/", administration.give_role, name="give_role"),
    path("people/<int:pk>/take/<slug:role>/", administration.take_role, name="take_role"),
    path("retention/", administration.retention, name="retention"),
]
