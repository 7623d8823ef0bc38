"""Two facilitators at one desk, with keys and without scripts: in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

DESK = "/discussions/diplomas/desk/?q=T1Q1"
FIRST = "The longest step is seldom the examination itself"


@pytest.fixture
def bilal(new_page, sign_in) -> Page:
    page = new_page()
    sign_in(page, "lead facilitator")
    return page


@pytest.fixture
def nizar(new_page, sign_in) -> Page:
    """His pages are in Arabic."""
    page = new_page()
    sign_in(page, "co-facilitator (arabic)")
    return page


def statement(page: Page, words: str) -> Locator:
    return page.locator("[data-stated]").filter(has_text=words)


def open_form(page: Page, words: str, language: str = "") -> None:
    page.goto(language + DESK)
    page.goto(statement(page, words).get_attribute("data-edit") or "")


def test_a_statement_is_written_and_cited_with_keys_alone(bilal, assert_accessible, picture):
    page = bilal
    page.goto(DESK + "&c=8#desk-words")
    passage = page.locator("[data-passage]").filter(has_text="It costs nothing").first
    passage.focus()
    page.keyboard.press("Space")
    expect(passage.locator("[data-passage-choice]")).to_be_checked()

    # a new statement begins with the chosen words
    page.keyboard.press("n")
    text = page.locator("textarea[name=text]")
    expect(text).to_have_value(re.compile("Committees that decide simple files"))
    assert_accessible(page)
    text.fill("Simple files can be decided by circulation between two meetings.")
    text.press("Control+Enter")
    made = statement(page, "decided by circulation")
    expect(made).to_be_focused()
    expect(made.locator(".citing")).to_have_count(1)

    # choose another passage, go over to the statement, and say that it qualifies
    page.keyboard.press("m")
    expect(page.locator("[data-passage]:focus")).to_have_count(1)
    page.keyboard.press("Space")
    page.keyboard.press("m")
    expect(made).to_be_focused()
    page.keyboard.press("q")
    expect(page.locator(".notice[data-kind=done]")).to_contain_text("1 passage is cited")
    expect(made.locator(".citing[data-stance=qualifies]")).to_have_count(1)
    assert_accessible(page)
    picture(page, "desk")

    # keys are nobody's while one types, and the help opens and closes
    page.keyboard.press("?")
    expect(page.locator("#desk-keys")).to_have_attribute("open", "")
    page.keyboard.press("?")
    expect(page.locator("#desk-keys")).not_to_have_attribute("open", "")
    page.keyboard.press("e")
    page.locator("textarea[name=text]").press_sequentially("n?m ")
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile(r"^n\?m Simple files"))


def test_two_see_each_other_and_both_texts(bilal, nizar, assert_accessible, picture):
    open_form(nizar, FIRST, "/ar")
    open_form(bilal, FIRST)
    expect(bilal.locator(".notice[data-kind=wait]").first).to_contain_text(
        "is at this statement too"
    )

    bilal.locator("textarea[name=text]").fill("The file waits longer than it is examined.")
    bilal.get_by_role("button", name="Save", exact=True).first.click()
    expect(statement(bilal, "waits longer than it is examined")).to_be_visible()
    expect(bilal.locator("#here")).to_contain_text("is at statement 1")

    nizar.locator("textarea[name=text]").fill("الانتظار أطول من الدراسة نفسها.")
    nizar.locator("textarea[name=text]").press("Control+Enter")
    expect(nizar.locator(".sides")).to_contain_text("waits longer than it is examined")
    expect(nizar.locator(".sides")).to_contain_text("الانتظار أطول")
    expect(nizar.locator("textarea[name=text]")).to_have_value("الانتظار أطول من الدراسة نفسها.")
    assert_accessible(nizar)
    picture(nizar, "desk-two-at-once-ar")

    mixed = "الانتظار أطول من الدراسة: the file waits longer than it is examined."
    nizar.locator("textarea[name=text]").fill(mixed)
    nizar.locator("textarea[name=text]").press("Control+Enter")
    expect(statement(nizar, mixed)).to_be_focused()


def test_what_was_typed_is_given_back(bilal):
    page = bilal
    open_form(page, "Committees should decide")
    page.locator("textarea[name=text]").fill("Committees should decide simple files by")
    expect(page.locator("[data-unsaved-told]").first).to_contain_text("Kept at")
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(DESK)
    row = statement(page, "Committees should decide")
    row.get_by_role("link", name="You have unsaved words here").click()
    expect(page.locator(".notice")).to_contain_text("simple files by")
    page.get_by_role("link", name="Restore it").click()
    text = page.locator("textarea[name=text]")
    expect(text).to_have_value("Committees should decide simple files by")
    text.fill("Committees should decide simple files by circulation.")
    text.press("Control+Enter")
    saved = statement(page, "simple files by circulation")
    expect(saved).to_be_focused()
    expect(saved.get_by_role("link", name="You have unsaved words here")).to_have_count(0)


def test_all_of_it_works_without_scripts(bilal, new_page):
    state = bilal.context.storage_state()
    page = new_page(scripts=False)
    page.context.add_cookies(state["cookies"])
    page.goto("/discussions/diplomas/desk/?q=T1Q2&c=3")
    row = statement(page, "a recognised colleague signs")
    row.locator("[data-open]").click()
    before = row.locator(".citing").count()
    page.locator("[data-passage-choice]").first.check()
    row.get_by_role("group", name="Cite what is chosen").get_by_text("It differs").click()
    expect(row.locator(".citing")).to_have_count(before + 1)
    row.locator(".citing").last.get_by_role("button", name="Take away").click()
    expect(row.locator(".citing")).to_have_count(before)

    # split it, merge the halves again, drop it and put it back
    row.get_by_role("link", name="Split").click()
    page.get_by_label("The first says").fill("Somebody signs for a colleague.")
    page.get_by_label("The second says").fill("It is written down what each of them does.")
    page.locator("[name=moved]").first.check()
    page.get_by_role("button", name="Split it").click()
    expect(statement(page, "Somebody signs for a colleague.")).to_be_visible()
    for words in ("Somebody signs", "It is written down"):
        statement(page, words).locator("input[name=statement]").check()
    page.get_by_role("button", name="Merge the statements").click()
    page.get_by_label("The merged statement says").fill("A colleague signs, and all is written.")
    page.get_by_role("button", name="Merge them").click()
    merged = statement(page, "A colleague signs, and all is written.")
    expect(merged.locator(".citing")).to_have_count(before)
    merged.get_by_role("link", name="Drop").click()
    page.get_by_role("button", name="Drop it").click()
    expect(merged).to_have_count(0)
    dropped = page.locator(".dropped li").filter(has_text="A colleague signs")
    dropped.get_by_role("button", name="Put back").click()
    expect(merged.locator(".citing")).to_have_count(before)


@pytest.mark.parametrize("language", ["", "/fr", "/ar"])
def test_on_a_phone_the_columns_are_tabs(bilal, new_page, assert_accessible, picture, language):
    state = bilal.context.storage_state()
    page = new_page(size=PHONE)
    page.context.add_cookies(state["cookies"])
    page.goto(language + DESK)
    tabs = page.locator(".desk__tabs a")
    columns = page.locator(".desk__column")
    expect(columns.nth(2)).to_be_visible()
    expect(columns.nth(0)).to_be_hidden()
    for place in (0, 1):
        tabs.nth(place).click()
        expect(columns.nth(place)).to_be_visible()
        expect(columns.nth(2)).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert_accessible(page)
    page.locator("#desk-words .cited-by").first.click()
    expect(columns.nth(2)).to_be_visible()
    expect(page.locator(".stated--open")).to_be_visible()
    assert_accessible(page)
    picture(page, f"desk-phone{language.replace('/', '-')}")
