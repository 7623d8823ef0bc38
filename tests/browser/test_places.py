"""Places, corridors and following in a browser: found, reached by keys, followed, fit for all."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


def test_a_reader_finds_a_country_follows_it_and_ends_it(new_page, sign_in):
    page = new_page()
    sign_in(page, "member (english)")
    page.goto("/places/")
    page.get_by_label("Name of a place").fill("Tunesja")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("link", name="Tunisia").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tunisia")
    page.get_by_role("link", name=re.compile("Morocco")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Morocco")
    page.get_by_label("How often letters come").select_option("daily")
    page.get_by_role("button", name=re.compile("^Follow ")).click()
    expect(page.locator("main")).to_contain_text("What is new stands on your desk")
    page.goto("/desk/")
    expect(page.locator("main")).to_contain_text("New in what you follow")
    page.goto("/following/")
    row = page.locator(".row").filter(has_text="Morocco")
    row.get_by_role("button", name=re.compile("Follow no more")).click()
    expect(page.locator("main")).to_contain_text("no more")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_squares_are_reached_with_keys_and_can_be_skipped(new_page, scripts):
    page = new_page(scripts=scripts)
    page.goto("/places/")
    page.get_by_role("link", name="Skip the squares").focus()
    page.keyboard.press("Tab")
    focused = page.locator(".tile-world a:focus")
    expect(focused).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/places/[A-Z]{2}/$"))


def test_the_world_is_whole_on_a_wide_screen_and_large_enough_on_a_telephone(new_page):
    for size, least in ((WIDE, 22), (PHONE, 24)):
        page = new_page(size=size)
        page.goto("/ar/places/")
        boxes = page.locator(".tile-world rect").evaluate_all(
            "all => all.map(each => { const box = each.getBoundingClientRect();"
            " return [box.left, box.right, box.width] })"
        )
        assert len(boxes) == 250
        assert min(left for left, _right, _width in boxes) >= 0
        assert max(right for _left, right, _width in boxes) <= size["width"]
        assert min(width for _left, _right, width in boxes) >= least


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_of_places_are_accessible_and_fit(
    new_page, assert_accessible, picture, sign_in, language, size
):
    page = new_page(size=size)
    sign_in(page, "member (english)")
    prefix = "" if language == "en" else f"/{language}"
    for name, path in {
        "places": "/places/",
        "places-found": "/places/?q=tunis",
        "place": "/places/TN/",
        "place-origin": "/places/TN/origin/",
        "place-empty": "/places/TV/",
        "corridors": "/corridors/",
        "corridor": "/corridors/TN/IT/",
        "corridor-refused": "/corridors/TN/TN/",
        "theme": "/themes/reintegration/",
        "following": "/following/",
    }.items():
        page.goto(prefix + path)
        picture(page, f"{name}-{language}-{size['width']}")
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"
        assert_accessible(page)
