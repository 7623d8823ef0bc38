"""From a member who writes in French to a reviewer in Arabic and a reader of the feed."""

from __future__ import annotations

import pytest
from django.test import Client

from diwan.library.models import Item
from diwan.library.rules import CHECKS
from diwan.people.tests.factories import make_person
from diwan.vocabularies.models import Place

pytestmark = pytest.mark.django_db
ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"
SAID = {
    "kind": "practice",
    "title": "Un rucher pour dix familles",
    "link": "https://example.org/rucher",
    "places_more": "Tunisie",
    "themes": ["reintegration"],
    "language": "fr",
    "submitted_as": "name",
}
VERDICT = {"checks": list(CHECKS), "verdict": "publish", "note": ""}


def signed_in(email, **fields):
    person, client = make_person(email, **fields), Client()
    client.force_login(person, backend=ALLAUTH)
    return person, client


def test_a_practice_goes_from_its_writer_to_a_reader():
    _chloe, writer = signed_in("chloe@example.org", name="Chloé", language="fr")
    _ingrid, steward = signed_in("ingrid@example.org", is_steward=True)
    _hanane, reviewer = signed_in("hanane@example.org", language="ar")
    _jonas, other = signed_in("jonas@example.org")
    said = writer.post("/fr/library/new/", SAID, follow=True).content.decode()
    assert "Deux évaluateurs" in said
    address = f"/library/{Item.objects.get().slug}/"
    asked = {"first": "hanane@example.org", "second": "jonas@example.org"}
    form = steward.get(f"{address}reviewers/").context["form"]
    asked["due_on"] = form.fields["due_on"].initial.isoformat()
    assert steward.post(f"{address}reviewers/", asked).status_code == 302
    page = reviewer.get(f"/ar{address}review/").content.decode()
    assert 'dir="rtl"' in page
    assert "حكمك" in page
    assert reviewer.post(f"/ar{address}review/", VERDICT).status_code == 302
    assert other.post(f"{address}review/", VERDICT).status_code == 302
    tunisia = Place.objects.get(code="TN").pk
    reader = Client()
    query = f"?country={tunisia}&theme=reintegration"
    page = reader.get(f"/library/{query}").content.decode()
    assert "Un rucher pour dix familles" in page
    assert "Un rucher pour dix familles" in reader.get(f"/library/feed/{query}").content.decode()
    page = reader.get(address).content.decode()
    assert "Submitted by <bdi>Chloé</bdi>" in page
