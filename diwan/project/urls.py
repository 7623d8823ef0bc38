"""Every address of the site: English at the root, French and Arabic under their code."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("discussions/", include("diwan.discussions.urls")),
    path("mailroom/", include("diwan.mailroom.urls")),
    path("vocabularies/", include("diwan.vocabularies.urls")),
    path("log/", include("diwan.audit.urls")),
    path("agreements/", include("diwan.agreements.urls.agreements")),
    path("data-sharing/", include("diwan.agreements.urls.sharing")),
    path("councils/", include("diwan.groups.urls.councils")),
    path("questions/", include("diwan.groups.urls.questions")),
    path("agreements/", include("diwan.plans.urls_agreements")),
    path("projects/", include("diwan.plans.urls")),
    path("library/", include("diwan.library.urls")),
    path("services/", include("diwan.services.urls")),
    path("forum/", include("diwan.forum.urls")),
    path("members/", include("diwan.people.urls.members")),
    path("organisations/", include("diwan.people.urls.organisations")),
    path("messages/", include("diwan.people.urls.conversations")),
    path("account/received/", include("diwan.agreements.urls.received")),
    path("account/", include("diwan.people.urls.account")),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("", include("diwan.portal.urls")),
    prefix_default_language=False,
)
handler400 = "diwan.portal.views.bad_request"
handler403 = "diwan.portal.views.forbidden"
handler404 = "diwan.portal.views.not_found"
handler500 = "diwan.portal.views.server_error"
