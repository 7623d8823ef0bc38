"""Narrowing, reading and marking at the desk, with keys and without scripts: in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

DESK = "/discussions/diplomas/desk/"
VICTOR = "Welder, three certificates"


@pytest.fixture
def bilal(new_page, sign_in) -> Page:
    page = new_page()
    sign_in(page, "lead facilitator")
    return page


def passage(page: Page, words: str) -> Locator:
    return page.locator("#words [data-passage]").filter(has_text=words).first


def row(page: Page, words: str) -> Locator:
    return page.locator(".shelf__rows li").filter(has_text=words).first


def open_row(page: Page, words: str) -> None:
    row(page, words).locator("[data-opens]").click()


def test_passages_are_marked_by_keys_and_stay_chosen(bilal, assert_accessible, picture):
    page = bilal
    page.goto(DESK)
    open_row(page, VICTOR)
    expect(page.locator("#words h2")).to_be_focused()
    expect(row(page, VICTOR)).to_have_attribute("data-here", "")

    # the demo's team marked it as an obstacle; one key more
    chosen = passage(page, VICTOR)
    chosen.focus()
    page.keyboard.press("Space")
    page.keyboard.press("v")
    marks = chosen.locator("[aria-pressed=true]")
    expect(marks).to_have_text(["Obstacle", "Evidence"])
    expect(chosen).to_be_focused()
    expect(chosen.locator("[data-passage-choice]")).to_be_checked()
    page.keyboard.press("v")
    expect(marks).to_have_text(["Obstacle"])

    # it stays chosen, in sight, while another contribution is open
    open_row(page, "Carpenters")
    expect(page.locator("#chosen li")).to_contain_text("Welder")
    expect(passage(page, "Carpenters")).to_be_visible()
    assert_accessible(page)
    open_row(page, VICTOR)
    expect(page.locator("#chosen")).to_be_hidden()
    expect(passage(page, VICTOR).locator("[data-passage-choice]")).to_be_checked()

    # themes, places and names come when they are asked for
    passage(page, VICTOR).locator(".passage__more a").click()
    form = page.locator("form.tagging")
    form.get_by_label("Health").check()
    form.get_by_label("Another name").fill("Saturday Workshop")
    assert_accessible(page)
    picture(page, "desk-tags")
    form.get_by_role("button", name="Save").click()
    expect(passage(page, VICTOR).locator(".passage__tags")).to_contain_text("Saturday Workshop")


def test_the_list_is_narrowed_and_going_back_undoes_it(bilal):
    page = bilal
    page.goto(DESK)
    everything = page.locator(".shelf__rows > li").count()
    page.locator(".shelf__filters summary").click()
    page.get_by_label("Language", exact=True).select_option("ar")
    expect(page).to_have_url(re.compile(r"lang=ar"))
    expect(page.locator(".shelf > [role=status]")).to_contain_text(f"of {everything}")
    assert page.locator(".shelf__rows > li").count() < everything
    page.go_back()
    expect(page.locator(".shelf__rows > li")).to_have_count(everything)


def test_on_a_phone_and_without_scripts_nothing_is_missing(new_page, sign_in, assert_accessible):
    phone = new_page(size=PHONE)
    sign_in(phone, "lead facilitator")
    phone.goto(f"/ar{DESK}#desk-contributions")
    open_row(phone, VICTOR)
    expect(phone.locator("#words h2")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert_accessible(phone)

    plain = new_page(scripts=False)
    sign_in(plain, "lead facilitator")
    plain.goto(DESK)
    open_row(plain, "Carpenters")
    passage(plain, "Carpenters").get_by_role("button", name="Practice").click()
    marked = passage(plain, "Carpenters").locator("[aria-pressed=true]")
    expect(marked).to_have_text(["Practice"])
    passage(plain, "Carpenters").get_by_role("link", name="Themes, places, names").click()
    plain.get_by_label("Labour matching").check()
    plain.locator("form.tagging").get_by_role("button", name="Save").click()
    expect(passage(plain, "Carpenters").locator(".passage__tags")).to_contain_text(
        "Labour matching"
    )
    plain.get_by_role("link", name="All that is marked").click()
    plain.get_by_role("link", name=re.compile("^Practice")).click()
    expect(plain.locator(".marked")).to_contain_text("Carpenters")
