"""A newcomer's first minute: three languages, any width, with and without scripts."""

from __future__ import annotations

import signal

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, WIDE, open_link, start_site

LANGUAGES = {"en": "/", "fr": "/fr/", "ar": "/ar/"}


@pytest.mark.parametrize(("language", "path"), LANGUAGES.items())
@pytest.mark.parametrize(("width", "size"), {"wide": WIDE, "phone": PHONE}.items())
def test_the_home_page_speaks_the_language_at_every_width(
    new_page, assert_accessible, picture, language, path, width, size
):
    page = new_page(size=size)
    page.goto(path)
    picture(page, f"home-{language}-{width}")
    html = page.locator("html")
    expect(html).to_have_attribute("lang", language)
    expect(html).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    assert page.locator("h1").count() == 1
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0, "the page scrolls sideways"
    assert_accessible(page)


def test_the_home_page_breaks_no_rule_of_the_content_security_policy(page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/")
    assert complaints == []


def test_the_language_switch_keeps_the_page(page, site):
    page.goto("/discussions/")
    page.get_by_role("link", name="Français").or_(
        page.get_by_role("button", name="Français")
    ).first.click()
    page.wait_for_url("**/fr/discussions/**")


def test_every_printed_link_signs_its_role_in_once(site, new_page):
    links = site.sign_in_links()
    assert len(links) >= 3
    for role, link in links:
        page = new_page()
        open_link(page, link)
        page.goto("/account/profile/")
        assert "/login" not in page.url, role
    again = new_page()
    assert again.goto(links[0][1]).status == 410, "a used link signs nobody in"


def test_ctrl_c_ends_the_site_cleanly(new_home):
    short = start_site(new_home)
    status = short.end(signal.SIGINT)
    rest = "".join(short.said) + short.process.stdout.read()
    assert status == 0, rest
    assert "Traceback" not in rest
