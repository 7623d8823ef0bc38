"""An archive opened from a folder, as somebody finds it who has no site and no network."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, ViewportSize

SLUG = "small-towns"
DRAFT_SECONDS = 120


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory) -> Path:
    """The demo's archive with the draft of its reply, which the worker makes; then moved."""
    made = tmp_path_factory.mktemp("archive") / "made"
    last_moment = time.monotonic() + DRAFT_SECONDS
    while not (made / "en" / "reply.html").exists():
        assert time.monotonic() < last_moment, "The demo has no draft of a reply"
        site.command("discussion", "archive", SLUG, "--out", str(made), "--with-draft")
    return made.rename(made.with_name("found on a stick"))


@pytest.fixture
def reader(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Somebody without scripts and without a network."""
    contexts = []

    def _open(size: ViewportSize = WIDE, *, scripts: bool = False) -> Page:
        context = browser.new_context(viewport=size, java_script_enabled=scripts, offline=True)
        contexts.append(context)
        return context.new_page()

    yield _open
    for context in contexts:
        context.close()


def test_from_the_folder_to_the_cited_words_and_back(folder, reader, picture):
    page = reader()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="English").click()
    page.get_by_role("navigation", name="Pages").get_by_role(
        "link", name="Consolidated reply"
    ).click()
    expect(page.get_by_role("note")).to_contain_text("A draft of the facilitation team")

    said = page.locator(".said[id]").first
    number, words = said.get_attribute("id"), said.locator(".said__words").inner_text()
    said.locator("a.cite").first.click()
    marked = page.locator(":target ~ mark").first
    expect(marked).to_contain_text(words[:40])
    expect(marked).to_be_in_viewport()
    picture(page, "archive-cited")
    page.locator(f".backs a[href='reply.html#{number}']").first.click()
    expect(page.locator(".said:target")).to_contain_text(words)
    assert all(url.startswith("file://") for url in asked)


def test_from_a_question_to_an_answer(folder, reader):
    page = reader()
    page.goto((folder / "ar" / "questions.html").as_uri())
    page.locator(".heard a").first.click()
    stretch = page.locator(".stretches a").first
    words = stretch.inner_text()[:40]
    stretch.click()
    expect(page.locator(".numbered:has(:target)")).to_contain_text(words)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize(
    ("language", "size"),
    [("en", WIDE), ("fr", PHONE), ("ar", PHONE)],
    ids=["en-wide", "fr-phone", "ar-phone"],
)
def test_the_pages_are_accessible_and_fit(
    folder, reader, assert_accessible, picture, language, size
):
    page = reader(size, scripts=True)
    for path in [folder / "index.html", *sorted((folder / language).glob("*.html"))]:
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path.name
        assert_accessible(page)
        picture(page, f"archive-{path.stem}-{language}-{size['width']}")
