"""An association and a municipality conclude a twinning in a browser; every page is fit for all."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
TITLE = "A well and a library"
ARABIC_TITLE = "بئر ومكتبة"
ASSOCIATION = "Coats without Borders, Lyon"
TOWN = "Municipality of Aïn Zitoun"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_association_twins_with_a_municipality_and_both_sign(new_page, sign_in, scripts):
    title = TITLE if scripts else f"{TITLE} by hand"
    drafter = new_page(scripts=scripts)
    sign_in(drafter, "member (french)")
    address = _draft(drafter, title)
    _refused_dates(drafter)
    drafter.get_by_role("button", name="Lay it before the parties").click()
    expect(drafter.locator("main")).to_contain_text("It lies before the parties")
    _sign(drafter, ASSOCIATION, "President")
    stranger = new_page()
    stranger.goto(address)
    expect(stranger.locator("main")).not_to_contain_text(title)

    mayor = new_page(scripts=scripts)
    sign_in(mayor, "mayor")
    mayor.goto("/desk/")
    row = mayor.locator(".row").filter(has_text=title).filter(has_text="waits for your signature")
    row.get_by_role("link").click()
    _sign(mayor, TOWN, "Mayor")
    expect(mayor.locator(".state").first).to_have_text("Signed")

    stranger.goto(address)
    expect(stranger.get_by_role("heading", level=1)).to_have_text(title)
    for place in _places(stranger):
        stranger.goto(place)
        expect(stranger.locator("main")).to_contain_text(title)


def _draft(page, title: str) -> str:
    page.goto("/agreements/")
    page.get_by_role("link", name="Draft an agreement").click()
    page.get_by_label("Kind of agreement").select_option("twinning")
    page.locator("#id_title").get_by_label("English").fill(title)
    page.locator("#id_title summary").click()
    page.locator("#id_title").get_by_label("العربيّة").fill(ARABIC_TITLE)
    page.get_by_label("In whose name").select_option(label=ASSOCIATION)
    page.get_by_label("On which side").select_option("destination")
    page.get_by_label("With whom").fill("A town that nobody knows")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("No organisation of this name")
    expect(page.locator("#id_title").get_by_label("English")).to_have_value(title)
    page.get_by_label("With whom").fill(TOWN)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("main aside")).to_contain_text("missing")
    page.get_by_role("link", name="Add a priority").click()
    page.locator("#id_title").get_by_label("English").fill("Water near every school")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main aside")).not_to_contain_text("missing")
    return page.url.partition("#")[0]


def _refused_dates(page) -> None:
    """The end before the beginning: one sentence, and what was typed stays."""
    for kind, day in (("expires", "2030-01-01"), ("in_force", "2031-01-01")):
        page.get_by_role("link", name="Add a date").click()
        page.get_by_label("What happened").select_option(kind)
        page.get_by_label("Date", exact=True).fill(day)
        page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("The dates contradict")
    expect(page.get_by_label("Date", exact=True)).to_have_value("2031-01-01")
    page.get_by_role("link", name="Back without saving").click()


def _sign(page, party: str, capacity: str) -> None:
    page.get_by_role("link", name=f"Sign for {party}").click()
    page.get_by_label("In which capacity").fill(capacity)
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.locator("main")).to_contain_text(f"You have signed for {party}")


def _places(page) -> list[str]:
    """The pages of the places that are bound."""
    links = page.locator(".party .meta a").evaluate_all("all => all.map(each => each.href)")
    assert len(links) == 2
    return links


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_of_agreements_are_accessible_and_fit(
    new_page, assert_accessible, picture, sign_in, language, size
):
    page = new_page(size=size)
    sign_in(page, "member (french)")
    prefix = "" if language == "en" else f"/{language}"
    for name, path in {
        "agreements": "/agreements/",
        "agreements-none": "/agreements/?q=zzz&place=TN",
        "agreement": "/agreements/valley-accord/",
        "agreement-labour": "/agreements/seasonal-work/",
        "agreement-ledger": "/agreements/springs/",
        "agreement-to-sign": "/agreements/nurses-twinning/",
        "agreement-recorded": "/agreements/tunisia-mobility-partnership/",
        "agreement-new": "/agreements/new/",
    }.items():
        page.goto(prefix + path)
        picture(page, f"{name}-{language}-{size['width']}")
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"
        assert_accessible(page)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_of_who_drafts_are_accessible_and_fit(
    new_page, assert_accessible, picture, sign_in, language, size
):
    page = new_page(size=size)
    sign_in(page, "member (french)")
    page.goto("/agreements/new/?kind=labour_agreement")
    page.locator("#id_title").get_by_label("English").fill(f"Seasons {language} {size['width']}")
    page.get_by_label("With whom").fill(TOWN)
    page.get_by_role("button", name="Save").click()
    path = re.sub(r"^https?://[^/]+", "", page.url)
    prefix = "" if language == "en" else f"/{language}"
    for name, rest in {
        "draft": "",
        "draft-party": "parties/new/",
        "draft-measure": "measures/new/",
        "draft-line": "resources/new/",
        "draft-safeguards": "safeguards/",
        "draft-exit": "exit-plan/",
    }.items():
        page.goto(prefix + path + rest)
        picture(page, f"agreement-{name}-{language}-{size['width']}")
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{rest} scrolls sideways"
        assert_accessible(page)
