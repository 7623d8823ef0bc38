"""From a printed sign-in link to words that are read, and taken back: in a real browser."""

from __future__ import annotations

import re
import time
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

SLUG = "small-towns"
ARABIC = "عدت إلى بلدتي بعد أحد عشر عاما، ولم أجد من يسأل عما أتقنه من صنعة النجارة."
SECRET_MAIL, SECRET_PHONE = "samira.k@example.net", "+216 71 900 111"
MAILED = (
    "Good morning,\n\nOur savings group kept a list of who can repair pumps, and the town hall "
    "copied it. That copy is the whole skills bank, and it works.\n\n"
    f"Call me on {SECRET_PHONE} or write to {SECRET_MAIL}\n"
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
#: files of text that a page leads to
FILE = re.compile(r"\.(?:json|jsonld|csv|md)$")
HEXADECIMAL = re.compile(r"\b[0-9a-f]{40,64}\b")
PAGE = re.compile(r"^(/fr|/ar)?/discussions/(?!papers/|attachments/)(?!.*\.(?:pdf|docx)$)")
PHONE_NUMBER = re.compile(r"\+\d[\d ().-]{7,}\d")


@pytest.fixture
def facilitator(new_page, sign_in) -> Page:
    page = new_page()
    sign_in(page, "lead facilitator")
    return page


def held(facilitator: Page, words: str) -> str:
    """The address of the queue's item that holds these words; letters need a moment."""
    last_moment = time.monotonic() + 30
    while time.monotonic() < last_moment:
        facilitator.goto(f"/discussions/{SLUG}/queue/")
        rows = facilitator.locator("main li, main tr, main article").filter(has_text=words)
        if rows.count():
            return rows.first.locator("a[href*='/queue/']").first.get_attribute("href") or ""
        time.sleep(0.5)
    raise AssertionError(f"Nothing in the queue says “{words}”.")


def release(facilitator: Page, words: str) -> None:
    facilitator.goto(held(facilitator, words))
    facilitator.locator("form[action$='/release/'] button").first.click()
    facilitator.wait_for_load_state()


def test_said_in_arabic_and_by_mail_released_read_and_withdrawn(
    site, new_page, sign_in, facilitator, picture, assert_accessible
):
    author = new_page(size=PHONE)
    sign_in(author, "member (arabic)")
    author.goto(f"/ar/discussions/{SLUG}/contribute/")
    expect(author.locator("html")).to_have_attribute("dir", "rtl")
    author.locator("textarea").first.fill(ARABIC)
    author.locator("input[name=attribution][value=anonymous]").check()
    assert_accessible(author)
    picture(author, "contribute-ar-phone")
    author.locator("button[name=intent][value=submit]").click()
    author.wait_for_url("**/mine/**")
    manage = author.url

    letter = EmailMessage()
    letter["From"] = f"Samira K <{SECRET_MAIL}>"
    letter["To"] = f"{SLUG}@diwan.localhost"
    letter["Subject"] = "Small towns"
    letter.set_content(MAILED)
    site.post(letter)

    reader = new_page()
    reader.goto(f"/discussions/{SLUG}/contributions/all/")
    for words in (ARABIC[:30], "repair pumps"):
        expect(reader.locator("main")).not_to_contain_text(words)

    release(facilitator, ARABIC[:20])
    release(facilitator, "savings group")

    sign_in(reader, "member (english)")
    reader.goto(f"/discussions/{SLUG}/contributions/all/")
    expect(reader.locator("main")).to_contain_text(ARABIC)
    expect(reader.locator("main")).to_contain_text("That copy is the whole skills bank")
    for secret in (SECRET_MAIL, SECRET_PHONE, "Samira K"):
        expect(reader.locator("main")).not_to_contain_text(secret)
    shown = reader.locator(f"p:has-text('{ARABIC[:30]}')").first
    assert shown.evaluate("p => getComputedStyle(p).direction") == "rtl"

    reader.goto("/search/?q=النجارة")
    expect(reader.locator("main")).to_contain_text("النجارة")

    author.goto(manage)
    author.locator("a[href$='/withdraw/']").click()
    author.locator("main form button").first.click()
    author.wait_for_load_state()
    reader.goto(f"/discussions/{SLUG}/contributions/all/")
    expect(reader.locator("main")).not_to_contain_text(ARABIC[:30])
    reader.goto("/search/?q=النجارة")
    expect(reader.locator("main")).not_to_contain_text(ARABIC[:30])


def test_no_contact_detail_of_a_contributor_stands_on_any_public_page(page):
    seen: set[str] = set()
    todo = ["/", "/fr/", "/ar/", "/tour/"]
    while todo:
        path = todo.pop()
        if path in seen or len(seen) > 60:
            continue
        seen.add(path)
        text, links = _read(page, path)
        addresses = {found for found in ADDRESS.findall(text) if "diwan.localhost" not in found}
        assert not addresses, f"{path}: {addresses}"
        assert not PHONE_NUMBER.search(text), f"{path}: {PHONE_NUMBER.search(text)}"
        todo += [link for link in links if PAGE.match(link)]
    assert any("/contributions/" in path for path in seen)


def _read(page, path: str) -> tuple[str, list[str]]:
    """The words of a page, or of a file of text, and where it leads; nothing when it refuses."""
    if FILE.search(path):
        answer = page.request.get(path)
        # digests are figures and no telephone numbers
        return (HEXADECIMAL.sub("", answer.text()), []) if answer.ok else ("", [])
    response = page.goto(path)
    if response is None or response.status != 200:
        return "", []
    leads = page.locator("main a[href^='/']").evaluate_all("all => all.map(a => a.pathname)")
    return HEXADECIMAL.sub("", page.locator("main").inner_text()), leads


def test_a_visitor_contributes_without_scripts_and_keeps_a_draft(new_page):
    page = new_page(scripts=False, size=PHONE)
    page.goto(f"/fr/discussions/{SLUG}/contribute/")
    page.locator("textarea").nth(1).fill("Un seul guichet, ouvert le jour du marché.")
    page.locator("button[name=intent][value=save]").click()
    page.goto(f"/fr/discussions/{SLUG}/contribute/")
    expect(page.locator("textarea").nth(1)).to_have_value(re.compile("jour du marché"))
    page.locator("input[name=attribution][value=anonymous]").check()
    page.locator("input[name=email]").fill("visiteuse@example.net")
    page.locator("button[name=intent][value=submit]").click()
    page.wait_for_url("**/mine/**")
    expect(page.locator("main")).to_contain_text("jour du marché")


def test_what_is_typed_is_kept_as_one_pauses(new_page, sign_in):
    page = new_page()
    sign_in(page, "member (french)")
    page.goto(f"/fr/discussions/{SLUG}/contribute/")
    page.locator("textarea").first.fill("Une phrase que personne n’a enregistrée à la main.")
    expect(page.locator("#draft-status")).not_to_be_empty(timeout=10_000)
    page.goto("/fr/")
    page.goto(f"/fr/discussions/{SLUG}/contribute/")
    expect(page.locator("textarea").first).to_have_value(re.compile("personne n’a enregistrée"))


def test_two_facilitators_who_release_at_once_are_told_so(site, new_page, sign_in, facilitator):
    letter = EmailMessage()
    letter["From"], letter["To"] = "other@example.net", f"{SLUG}@diwan.localhost"
    letter["Subject"] = "One more"
    letter.set_content("The bakery of our quarter trained four returnees as millers.")
    site.post(letter)
    item = held(facilitator, "bakery of our quarter")
    other = new_page()
    sign_in(other, "co-facilitator (french)")
    other.goto(item)
    facilitator.goto(item)
    facilitator.locator("form[action$='/release/'] button").first.click()
    facilitator.wait_for_load_state()
    other.locator("form[action$='/release/'] button").first.click()
    expect(other.locator("[role=alert]").first).to_be_visible()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 900}, PHONE], ids=["wide", "phone"])
def test_the_pages_of_a_discussion_are_accessible_and_fit(
    new_page, assert_accessible, picture, language, size
):
    page = new_page(size=size)
    prefix = "" if language == "en" else f"/{language}"
    for name, path in {
        "index": "/discussions/",
        "announcement": f"/discussions/{SLUG}/",
        "contributions": f"/discussions/{SLUG}/contributions/",
        "contribute": f"/discussions/{SLUG}/contribute/",
    }.items():
        page.goto(prefix + path)
        picture(page, f"{name}-{language}-{size['width']}")
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"
        assert_accessible(page)


def test_the_queue_and_an_item_are_accessible(facilitator, assert_accessible, picture):
    for name, path in {
        "desk": "/desk/",
        "queue": f"/discussions/{SLUG}/queue/",
        "queue-ar": f"/ar/discussions/{SLUG}/queue/",
        "queue-found": f"/discussions/{SLUG}/queue/?tab=released&words=diploma",
        "queue-found-ar": f"/ar/discussions/{SLUG}/queue/?tab=released&words=شهاد",
        "queue-nothing-found": f"/discussions/{SLUG}/queue/?tab=late&words=windmills",
        "edit": f"/discussions/{SLUG}/edit/",
        "questions": f"/discussions/{SLUG}/questions/",
    }.items():
        facilitator.goto(path)
        picture(facilitator, name)
        assert_accessible(facilitator)
    facilitator.goto(f"/discussions/{SLUG}/queue/")
    facilitator.locator("main a[href*='/queue/']").filter(has_not_text="Queue").last.click()
    assert_accessible(facilitator)
