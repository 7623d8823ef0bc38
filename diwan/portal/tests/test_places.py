"""Pages of places, corridors and themes: what they show, whom they serve, what they refuse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diwan.core import slots
from diwan.core.registry import Registry
from diwan.people.tests.factories import make_organisation, make_person
from diwan.vocabularies.models import Place, Theme
from diwan.vocabularies.words import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db
#: with the session, the place, what lies in it, its corridors, and two for each panel at most
MOST_OF_A_PAGE = 6 + 2 * len(slots.place_panels) + 2 * len(slots.place_counts)


def place(code: str) -> Place:
    return Place.objects.get(code=code)


def html(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer
    return answer.content.decode()


@pytest.fixture
def panels(monkeypatch: pytest.MonkeyPatch) -> Registry[slots.SubjectPanel]:
    registry: Registry[slots.SubjectPanel] = Registry("panel")
    monkeypatch.setattr(slots, "place_panels", registry)
    return registry


def panel(title: str, context: dict[str, Any] | None, side: Any = "") -> slots.SubjectPanel:
    return slots.SubjectPanel(
        title,
        "core/ui/notice.html",
        lambda _request, _place: context,
        side=side,
        belongs=f"Somebody adds {title.lower()}.",
    )


# --- the world -------------------------------------------------------------------------
def test_every_country_has_its_square_and_stands_in_the_list(client: Client) -> None:
    page = html(client, reverse("portal:places"))
    world = page[page.index('class="tile-world"') : page.index('id="regions"')]
    countries = list(Place.objects.countries())
    squares = {country.code for country in countries if f'href="/places/{country.code}/"' in world}
    assert squares == {country.code for country in countries}
    rest = page[page.index('id="regions"') :]
    assert all(f'href="/places/{country.code}/"' in rest for country in countries)


def test_a_square_is_called_by_its_country_and_says_how_much_is_there(client: Client) -> None:
    make_organisation("Jeunes de Tunis", country=place("TN"))
    page = html(client, "/fr/places/")
    assert 'aria-label="TN Tunisie: 1"' in page
    assert re.search(r'<rect[^>]*data-shade="1"/><text[^>]*>TN</text>', page)
    assert page.count("data-shade=") == 1


def test_a_star_marks_a_designation_in_the_squares_too(client: Client) -> None:
    assert "Palestine*" in html(client, reverse("portal:places"))


def assert_same_cost(client: Client, url: str, make_row: Callable[[int], object]) -> None:
    """As many queries with one row as with three; sums that are kept are made before each."""
    costs = []
    for numbers in ([1], [2, 3]):
        for number in numbers:
            make_row(number)
        html(client, url)
        with CaptureQueriesContext(connection) as captured:
            html(client, url)
        costs.append(len(captured))
    assert costs[0] == costs[1] <= MOST_OF_A_PAGE


def test_the_world_costs_the_same_however_much_is_there(client: Client) -> None:
    names = iter(("TN", "IT", "FR"))
    assert_same_cost(
        client,
        reverse("portal:places"),
        lambda number: make_organisation(f"Body {number}", country=place(next(names))),
    )


def test_a_tie_that_comes_or_goes_shows_at_once(client: Client) -> None:
    made = make_organisation("Jeunes de Tunis", country=place("TN"))
    page = reverse("portal:places")
    for tie in (made.places, made.origins):
        assert "IT Italy: 0" in html(client, page)
        tie.add(place("IT"))
        assert "IT Italy: 1" in html(client, page)
        tie.clear()
    made.country = place("IT")
    made.save()
    assert "IT Italy: 1" in html(client, page)
    assert "TN Tunisia: 0" in html(client, page)


def test_an_empty_site_says_what_belongs_there(client: Client) -> None:
    assert "will shade the countries" in html(client, reverse("portal:places"))


@pytest.mark.parametrize(("typed", "found"), [("Tunisie", "Tunisia"), ("تونس", "Tunisia")])
def test_a_place_is_searched_by_name_in_every_script(
    client: Client, typed: str, found: str
) -> None:
    page = html(client, f"{reverse('portal:places')}?q={typed}")
    assert page.index(f"<bdi>{found}</bdi>") < page.index("</ol>")


@pytest.mark.parametrize("typed", ["xqzzk", "%00xqz", "q" * 5000, "!"])
def test_a_search_without_result_says_what_to_try(client: Client, typed: str) -> None:
    page = html(client, f"{reverse('portal:places')}?q={typed}")
    assert "No place is called so" in page


# --- a place ---------------------------------------------------------------------------
def test_a_place_shows_where_it_lies_what_lies_in_it_and_its_note(client: Client) -> None:
    tunis = place("TN-11")
    Place.objects.create(
        code="TN-11/carthage", kind=PlaceKind.MUNICIPALITY, names={"fr": "Carthage"}, parent=tunis
    )
    tunisia = place("TN")
    tunisia.footnote = {"en": "A note on the name."}
    tunisia.save()
    country = html(client, "/places/TN/")
    assert "A note on the name." in country
    assert "Tunisia*" in country
    assert country.index("Northern Africa") < country.index("<h1>") < country.index("Sfax")
    assert "Carthage" in html(client, "/places/TN-11/")
    town = html(client, "/places/TN-11/carthage/")
    assert '<span lang="fr" dir="ltr">Carthage</span>' in town
    assert town.index('href="/places/TN-11/"') < town.index("<h1>")
    assert "What lies in it" not in town
    assert "What concerns the whole country" in town
    assert "What concerns the whole country" not in country


@pytest.mark.parametrize("code", ["001", "015", "TN", "TN-11"])
def test_a_page_stands_in_every_language(client: Client, code: str) -> None:
    for prefix, direction in (("", "ltr"), ("/fr", "ltr"), ("/ar", "rtl")):
        page = html(client, f"{prefix}/places/{code}/")
        assert f'dir="{direction}"' in page[:200]
        assert len(page) < 60_000


def test_small_letters_lead_to_the_address_that_lasts(client: Client) -> None:
    for asked, kept in (("tn", "TN"), ("tn/origin", "TN/origin")):
        answer = client.get(f"/places/{asked}/")
        assert (answer.status_code, answer["Location"]) == (301, f"/places/{kept}/")


def test_an_unknown_place_is_not_found(client: Client) -> None:
    for path in ("/places/QQ/", "/places/QQ/origin/", "/places/QQ/feed/", "/places/a/b/c/"):
        assert client.get(path).status_code == 404


def test_each_side_shows_its_panels_and_those_of_both(
    client: Client, panels: Registry[slots.SubjectPanel]
) -> None:
    panels.add("both", panel("Of both", {"text": "here"}))
    panels.add("origin", panel("Of origin", {"text": "here"}, "origin"))
    panels.add("destination", panel("Of destination", {"text": "here"}, "destination"))
    shown = {
        path: [title for title in ("Of both", "Of origin", "Of destination") if f"{title}<" in page]
        for path in ("", "origin/", "destination/")
        for page in [html(client, f"/places/TN/{path}")]
    }
    assert shown == {
        "": ["Of both", "Of origin", "Of destination"],
        "origin/": ["Of both", "Of origin"],
        "destination/": ["Of both", "Of destination"],
    }


def test_a_place_without_anything_says_what_belongs_there_and_who_adds_it(
    client: Client, panels: Registry[slots.SubjectPanel]
) -> None:
    panels.add("bodies", panel("Bodies", None))
    page = html(client, "/places/TV/")
    assert "Nothing has been added about Tuvalu yet" in page
    assert "Somebody adds bodies." in page
    panels.add("talks", panel("Talks", {"text": "A talk"}))
    page = html(client, "/places/TV/")
    assert "Nothing has been added" not in page
    assert "<details><summary>What could stand here too</summary>" in page


def test_stewards_reach_their_forms_from_the_page_and_others_do_not(client: Client) -> None:
    form = reverse("vocabularies:add_municipality", args=["TN-11"])
    assert form not in html(client, "/places/TN-11/")
    client.force_login(make_person(is_steward=True))
    assert form in html(client, "/places/TN-11/")
    note = reverse("vocabularies:set_footnote", args=["015"])
    page = html(client, "/places/015/")
    assert note in page
    assert "/015/add/" not in page


def test_who_works_in_a_part_works_in_the_country(client: Client) -> None:
    made = make_organisation("Jeunes de Sfax", country=place("FR"))
    made.places.add(place("TN-61"))
    for code in ("TN-61", "TN", "015", "FR"):
        assert "Jeunes de Sfax" in html(client, f"/places/{code}/")
    for code in ("TN-11", "IT"):
        assert "Jeunes de Sfax" not in html(client, f"/places/{code}/")


def test_associations_abroad_stand_on_the_side_of_origin(client: Client) -> None:
    made = make_organisation("Tunisiens de Marseille", country=place("FR"))
    made.origins.add(place("TN"))
    assert "Tunisiens de Marseille" in html(client, "/places/TN/origin/")
    assert "Tunisiens de Marseille" not in html(client, "/places/TN/destination/")
    assert "Tunisiens de Marseille" in html(client, "/places/FR/destination/")
    assert "Where people from here go" in html(client, "/places/TN/origin/")
    assert '/corridors/TN/FR/"' in html(client, "/places/FR/destination/")


# --- corridors -------------------------------------------------------------------------
def test_a_corridor_shows_who_works_on_both_sides_and_turns_round(client: Client) -> None:
    make_organisation("Tunis alone", country=place("TN"))
    both = make_organisation("Both shores", country=place("TN"))
    both.places.add(place("IT-25"))
    page = html(client, "/corridors/TN/IT/")
    assert "Both shores" in page
    assert "Tunis alone" not in page
    assert 'href="/corridors/IT/TN/"' in page
    assert "Both shores" in html(client, "/corridors/IT/TN/")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/corridors/TN/TN/", "Both ends are Tunisia"),
        ("/corridors/TN/tn/", "Both ends are Tunisia"),
        ("/corridors/TN/QQ/", "No place has the code “QQ”"),
        ("/corridors/TN-11/TN/", "lies in the other"),
        ("/corridors/015/TN/", "lies in the other"),
        (f"/corridors/TN/{'Q' * 200}/", "No place has the code"),
    ],
)
def test_what_is_no_corridor_is_refused_with_a_sentence(
    client: Client, path: str, words: str
) -> None:
    page = html(client, path, status=404)
    assert words in page
    assert 'name="destination"' in page


def test_a_corridor_is_chosen_from_two_lists(client: Client) -> None:
    address = reverse("portal:corridors")
    answer = client.get(f"{address}?origin=TN&destination=IT")
    assert (answer.status_code, answer["Location"]) == (302, "/corridors/TN/IT/")
    assert "Choose both places" in html(client, f"{address}?origin=TN", status=422)
    assert "Both ends" in html(client, f"{address}?origin=TN&destination=TN", status=422)


def test_corridors_are_listed_by_what_links_them(client: Client) -> None:
    assert "No corridor is linked yet" in html(client, reverse("portal:corridors"))
    for number, code in enumerate(["IT", "IT", "FR"]):
        make_organisation(f"Body {number}", country=place("TN")).places.add(place(code))
    page = html(client, reverse("portal:corridors"))
    assert page.count("<path d=") == 2 + page.count('<path d="M5 28') + page.count('<path d="M11')
    assert page.index("/corridors/IT/TN/") < page.index("/corridors/FR/TN/")


def test_who_works_everywhere_links_nothing_in_particular(client: Client) -> None:
    everywhere = make_organisation("Everywhere")
    everywhere.places.set(Place.objects.countries()[:40])
    assert "No corridor is linked yet" in html(client, reverse("portal:corridors"))


def test_parts_of_countries_make_corridors_too(client: Client) -> None:
    made = make_organisation("Sfax to Lombardy", country=place("TN"))
    made.places.set([place("TN-61"), place("IT-25")])
    assert "Sfax to Lombardy" in html(client, "/corridors/TN-61/IT-25/")


def test_a_corridor_costs_the_same_however_much_links_it(client: Client) -> None:
    def link(number: int) -> None:
        make_organisation(f"Body {number}", country=place("TN")).places.add(place("IT"))

    assert_same_cost(client, "/corridors/TN/IT/", link)


def test_a_place_costs_the_same_however_much_is_there(client: Client) -> None:
    client.force_login(make_person())

    def fill(number: int) -> None:
        made = make_organisation(f"Body {number}", country=place("TN"), seat=place("TN-11"))
        made.places.add(place("IT"))
        made.origins.add(place("FR"))

    assert_same_cost(client, "/places/TN/", fill)


# --- themes ----------------------------------------------------------------------------
def test_a_theme_shows_what_is_new_on_it(client: Client) -> None:
    address = reverse("portal:theme", args=["reintegration"])
    assert "Nothing new on this theme" in html(client, address)
    made = make_organisation("Le Retour")
    made.themes.add(Theme.objects.get(key="reintegration"))
    assert "Le Retour" in html(client, address)
    assert client.get("/themes/none/").status_code == 404
