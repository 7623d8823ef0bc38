"""Councils and questions in a browser: asked, read, answered; fit for all."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
TITLE = "Where are papers translated on Saturdays?"


def test_a_member_asks_and_a_steward_publishes(new_page, sign_in):
    page = new_page()
    sign_in(page, "member (english)")
    page.goto("/questions/ask/")
    page.get_by_label("My own case").check()
    page.get_by_label("Whom do you ask?").select_option(label="Valchiara Region (Italy)")
    page.get_by_label("In one line").fill("My own file 4411")
    page.get_by_label("Your question").fill("Where is my own file 4411?")
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where to turn")
    expect(page.locator("main")).not_to_contain_text("4411")
    page.get_by_role("link", name="Ask something that concerns others too").click()
    page.get_by_label("Something that concerns others").check()
    page.get_by_label("Whom do you ask?").select_option(label="Valchiara Region (Italy)")
    page.get_by_label("In one line").fill(TITLE)
    page.get_by_label("Your question").fill("Many of us work all week. Call +39 333 123 4567.")
    page.get_by_role("button", name="Hand it in").click()
    expect(page.locator("main")).to_contain_text("The house reads it first")
    expect(page.locator("main")).not_to_contain_text("333 123")
    address = page.url

    steward = new_page()
    sign_in(steward, "steward of the vocabularies")
    steward.goto(address)
    steward.get_by_role("button", name="Publish").click()
    expect(steward.locator("main")).to_contain_text("The clock of the authority runs")

    authority = new_page()
    sign_in(authority, "co-facilitator (french)")
    authority.goto(address.replace("/questions/", "/fr/questions/"))
    authority.get_by_label("Réponse", exact=True).fill("Le samedi matin, à la mairie d’Ancône.")
    authority.get_by_role("button", name="Répondre publiquement").click()

    page.goto(address)
    expect(page.locator("main")).to_contain_text("à la mairie d’Ancône")
    page.get_by_role("button", name="Yes, it does").click()
    expect(page.locator("main")).to_contain_text("it answers the question")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_of_councils_are_accessible_and_fit(
    new_page, assert_accessible, picture, sign_in, language, size
):
    page = new_page(size=size)
    sign_in(page, "member (english)")
    prefix = "" if language == "en" else f"/{language}"
    council = "/councils/council-of-the-two-shores-in-valchiara/"
    for name, path in {
        "questions": "/questions/",
        "question": "/questions/1/",
        "question-sent-on": "/questions/2/",
        "question-overdue": "/questions/3/",
        "ask": "/questions/ask/",
        "authorities": "/questions/authorities/",
        "councils": "/councils/",
        "council": council,
        "opinions": "/councils/opinions/",
        "opinion": f"{council}opinions/1/",
        "opinion-overdue": f"{council}opinions/2/",
    }.items():
        answer = page.goto(prefix + path)
        assert answer is not None
        assert answer.ok, path
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{path} is {width} wide"
        assert_accessible(page)
        picture(page, f"councils-{name}-{language}")
