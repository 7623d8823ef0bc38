"""Projects and the scoreboard in a browser: written down, measured, read, fit for all."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
BOARD = "/agreements/two-shores-mobility-partnership/scoreboard/"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_manager_writes_a_project_down_measures_it_and_publishes_it(new_page, sign_in, scripts):
    page = new_page(scripts=scripts)
    sign_in(page, "administrator")
    page.goto("/projects/")
    page.get_by_role("link", name="Add a project").click()
    title = f"Clean springs {'with' if scripts else 'without'} scripts"
    page.locator("#id_title").get_by_label("English").fill(title)
    page.get_by_label("Led by").fill("Commune de Aïn Zitoun")
    page.get_by_label("Under the agreement").select_option("springs")
    page.locator("#id_origins_more").fill("Maroc")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("link", name="Add an indicator").click()
    page.locator("#id_name").get_by_label("English").fill("Springs that are clean")
    for label, typed in {
        "Baseline": "0",
        "Year of the baseline": "2025",
        "Target": "4",
        "Year of the target": "2027",
    }.items():
        page.get_by_label(label, exact=True).fill(typed)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Record a value").click()
    page.get_by_label("Value", exact=True).fill("1.5")
    page.get_by_label("Measured on").fill("2026-01-31")
    page.get_by_label("Evidence").fill("Sheet of the laboratory")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("whole")
    page.get_by_label("Value", exact=True).fill("1")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Back to the project").click()
    expect(page.locator("main")).to_contain_text("25%")
    page.get_by_label("It is now").select_option("running")
    page.get_by_role("button", name="Publish").click()
    page.goto("/agreements/springs/")
    board = page.locator("table.board")
    expect(board).to_contain_text(title)
    page.get_by_role("link", name="The scoreboard as a page of its own").click()
    expect(page).to_have_url(re.compile("/agreements/springs/scoreboard/$"))


def test_the_timeline_reads_from_the_side_of_the_language(new_page):
    starts = {}
    for language in ("en", "ar"):
        page = new_page(size=WIDE)
        page.goto(("" if language == "en" else "/ar") + BOARD)
        row = page.locator(".gantt tbody tr").filter(has=page.locator("rect")).last
        drawn, bar = (row.locator(each).bounding_box() for each in ("svg", "rect"))
        assert drawn
        assert bar
        starts[language] = (bar["x"] - drawn["x"]) / drawn["width"]
        starts[language + "-end"] = 1 - starts[language] - bar["width"] / drawn["width"]
    assert abs(starts["en"] - starts["ar-end"]) < 0.02
    assert abs(starts["ar"] - starts["en-end"]) < 0.02


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_of_projects_are_accessible_and_fit(
    new_page, assert_accessible, picture, sign_in, language, size
):
    page = new_page(size=size)
    sign_in(page, "administrator")
    prefix = "" if language == "en" else f"/{language}"
    page.goto(f"{prefix}/projects/")
    own = page.locator(".row h2 a").first.get_attribute("href")
    assert own
    measured = page.locator(".row").filter(has=page.locator("[data-state=done]")).first
    other = measured.locator("h2 a").get_attribute("href")
    for name, path in {
        "projects": f"{prefix}/projects/",
        "projects-none": f"{prefix}/projects/?state=cancelled",
        "project": own,
        "project-on-track": other,
        "project-new": f"{prefix}/projects/new/",
        "project-edit": f"{own}edit/",
        "project-participants": f"{own}participants/",
        "project-indicator": f"{own}indicators/new/",
        "scoreboard": prefix + BOARD,
        "agreement-with-scoreboard": prefix + BOARD.removesuffix("scoreboard/"),
    }.items():
        page.goto(str(path))
        picture(page, f"{name}-{language}-{size['width']}")
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"
        assert_accessible(page)
