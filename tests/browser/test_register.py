"""The register of organisations and the directory as people use them, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, WIDE

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAME = "Bridges of the Two Shores"
TABLE = """name;kind of actor;country;acronym;works in
Radio Zitouna des deux rives;media;Tunisie;RZ;TN; Italy
Nowhere Club;media;Atlantis;;
Radio Zitouna des deux rives;media;TN;;
""".replace("TN; Italy", '"TN; Italy"')


@pytest.fixture
def amina(new_page, sign_in) -> Page:
    """Without scripts: nothing in these pages needs them."""
    page = new_page(scripts=False)
    sign_in(page, "member (english)")
    return page


@pytest.fixture
def ingrid(new_page, sign_in) -> Page:
    page = new_page()
    sign_in(page, "steward of the vocabularies")
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def main(page: Page):
    return expect(page.locator("main"))


def test_an_association_registers_is_verified_and_stands_on_two_places(amina, ingrid, picture):
    amina.goto("/organisations/new/")
    amina.get_by_label("Name", exact=True).fill(NAME)
    amina.get_by_label("What kind of actor it is").select_option("diaspora_association")
    amina.locator("#id_places_more").fill("Tunisia; Sidi")
    press(amina, "Save")
    main(amina).to_contain_text("“Sidi” can mean several places")
    picture(amina, "organisation-places-offered")
    amina.get_by_label(re.compile("^Sidi Bouzid")).check()
    amina.locator("#id_origins").get_by_label("Morocco", exact=True).check()
    press(amina, "Save")
    main(amina).to_contain_text("Bureau of the Two Shores")  # which it may be, but is not
    amina.get_by_label("It is none of those: add it.").check()
    press(amina, "Save")
    expect(amina.get_by_role("heading", level=1)).to_contain_text(NAME)
    address = amina.url

    # a steward who says that they belong to it may not verify it
    ingrid.goto(f"{address}join/")
    ingrid.get_by_label("What you do there").select_option("member")
    ingrid.locator("main form").get_by_role("button").first.click()
    ingrid.goto(f"{address}verify/")
    main(ingrid).to_contain_text("Ask another steward to look at it")
    expect(ingrid.get_by_role("button", name="Verify", exact=True)).to_have_count(0)
    ingrid.goto(address)
    press(ingrid, "Take my request back")

    # whoever added it manages it once the steward has confirmed it
    ingrid.goto(f"{address}mandates/")
    press(ingrid, "Confirm")
    amina.goto(address)
    press(amina, "What stands here is so")
    press(amina, "Ask a steward to verify it")
    ingrid.goto("/desk/")
    main(ingrid).to_contain_text(NAME)
    ingrid.goto(f"{address}verify/")
    press(ingrid, "Verify")
    ingrid.goto(address)
    main(ingrid).to_contain_text("Verified")

    for place in ("TN", "TN-43"):
        amina.goto(f"/places/{place}/")
        main(amina).to_contain_text(NAME)
    amina.goto("/search/?q=two+shores")
    main(amina).to_contain_text(NAME)


def test_a_member_shows_some_to_some_agrees_and_takes_it_back(amina, new_page, picture):
    amina.goto("/account/directory/")
    amina.get_by_label("Field of expertise (optional)", exact=True).fill("Zebra bridges")
    readers = amina.locator("#id_audience_expertise")
    amina.locator("details", has=readers).locator("summary").first.click()
    readers.select_option("members")
    press(amina, "Save and look at it")
    main(amina).to_contain_text("Zebra bridges")
    amina.goto("/account/directory/seen/?as=stranger")
    expect(amina.locator("main")).not_to_contain_text("Zebra bridges")
    picture(amina, "directory-seen-by-strangers")

    def found(reader: Page) -> int:
        reader.goto("/members/")
        reader.get_by_role("searchbox").first.fill("Zebra bridges")
        reader.locator("main form").get_by_role("button").first.click()
        return reader.locator("main a[href*='/members/']", has_text="Amina").count()

    stranger = new_page()
    assert found(stranger) == 0
    assert found(amina) == 1
    amina.goto("/account/consents/")
    card = amina.locator("#consent-directory")
    card.get_by_role("button", name="Take my consent back").click()
    assert found(amina) == 0
    amina.goto("/account/consents/")
    card.get_by_role("button", name="I agree").click()
    assert found(amina) == 1


def test_a_file_is_looked_at_then_written(ingrid, assert_accessible, picture):
    ingrid.goto("/organisations/import/")
    file = {"name": "liste.csv", "mimeType": "text/csv", "buffer": TABLE.encode("cp1252")}
    ingrid.locator("input[type=file]").set_input_files(file)
    press(ingrid, "Show me what it would do")
    main(ingrid).to_contain_text("“Atlantis” is not in the list of places")
    main(ingrid).to_contain_text("stands in line 2 already")
    assert_accessible(ingrid)
    picture(ingrid, "import-preview")
    press(ingrid, "Write what is ticked")
    main(ingrid).to_contain_text("added")
    assert_accessible(ingrid)

    changed = "name;kind;country;acronym\nRadio Zitouna des deux rives;media;TN;RZDR\n"
    ingrid.goto("/organisations/import/")
    file |= {"buffer": changed.encode()}
    ingrid.locator("input[type=file]").set_input_files(file)
    press(ingrid, "Show me what it would do")
    expect(ingrid.locator("main del")).to_have_text("RZ")
    expect(ingrid.locator("main ins")).to_have_text("RZDR")
    press(ingrid, "Write what is ticked")
    ingrid.goto("/search/?q=RZDR")
    ingrid.get_by_role("link", name="Radio Zitouna").first.click()
    main(ingrid).to_contain_text("RZDR")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_of_the_register_are_accessible_and_fit(
    new_page, assert_accessible, picture, sign_in, language, size
):
    page = new_page(size=size)
    sign_in(page, "member (english)")
    prefix = "" if language == "en" else f"/{language}"
    for name, path in {
        "organisations": "/organisations/",
        "associations": "/organisations/associations/",
        "institutions": "/organisations/institutions/",
        "organisation-new": "/organisations/new/",
        "organisation": "/organisations/blouses-sans-frontieres-lyon/",
        "members": "/members/",
        "experts": "/members/experts/",
        "directory": "/account/directory/",
        "directory-seen": "/account/directory/seen/?as=partner",
        "consents": "/account/consents/",
        "profile": "/account/profile/",
        "search-organisations": "/search/?q=sans&source=organisations",
    }.items():
        page.goto(prefix + path)
        picture(page, f"{name}-{language}-{size['width']}")
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"
        assert_accessible(page)
