"""From a mailbox to a reply in which every statement leads to its words: in a real browser."""

from __future__ import annotations

import json
import mailbox
import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, WIDE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

SLUG = "ferry-towns"
DEMO = "small-towns"
LEAD = "bilal@demo.diwan.localhost"
FILE_SECONDS = 120_000

LETTERS = {
    "Ines Harbi <ines@example.org>": (
        "Dear all,\n\n"
        "1. What helps a return to a ferry town?\n\n"
        "A list of who can repair engines, kept at the ticket counter, helped eleven people find "
        "work in 2024. The harbour office copies it every Monday.\n\n"
        "2. Who should pay for it?\n\n"
        "The shipping companies should pay, because they earn from every crossing.\n\n"
        "With best regards,\nInes Harbi\n"
    ),
    "Paul Remy <paul@example.org>": (
        "Bonjour à toutes et à tous,\n\n"
        "Question 1. Ce qui aide, c’est un logement proche du port pendant les trois premiers "
        "mois ; sans cela on repart.\n\n"
        "Question 2. Les compagnies maritimes devraient payer la moitié, et la commune le reste."
        "\n\nCordialement,\nPaul Remy\n"
    ),
    "سلمى <salma@example.org>": (
        "تحية طيبة،\n\n"
        "السؤال الأول: ساعدت قائمة المهن المعلقة في الميناء أحد عشر عائدا على إيجاد عمل.\n\n"
        "السؤال الثاني: على شركات النقل البحري أن تدفع لأنها تربح من كل رحلة.\n\n"
        "مع التحية،\nسلمى\n"
    ),
}


def call() -> dict[str, object]:
    today = datetime.now(tz=UTC).date()
    return {
        "slug": SLUG,
        "title": {"en": "Ferry towns", "fr": "Villes de bacs", "ar": "مدن العبّارات"},
        "opens": str(today - timedelta(days=9)),
        "closes": str(today + timedelta(days=9)),
        "languages": ["en", "fr", "ar"],
        "topics": [
            {
                "key": "T1",
                "title": {"en": "Coming back", "fr": "Revenir", "ar": "العودة"},
                "questions": [
                    {
                        "key": "T1Q1",
                        "en": "What helps a return to a ferry town?",
                        "fr": "Qu’est-ce qui aide un retour dans une ville de bac ?",
                        "ar": "ما الذي يساعد على العودة إلى مدينة عبّارات؟",
                    },
                    {
                        "key": "T1Q2",
                        "en": "Who should pay for it?",
                        "fr": "Qui devrait le payer ?",
                        "ar": "من ينبغي أن يدفع ثمن ذلك؟",
                    },
                ],
            }
        ],
    }


@pytest.fixture(scope="module")
def imported(site, tmp_path_factory) -> str:
    """A discussion that Bilal leads, with the letters of a mailbox held in its queue."""
    folder = tmp_path_factory.mktemp("mail")
    (folder / "call.json").write_text(json.dumps(call()), encoding="utf-8")
    site.command("discussion", "create", str(folder / "call.json"), "--lead", LEAD)
    site.command("mail", "import", str(mbox(folder)), "--to", SLUG, "--attribution", "named")
    return SLUG


def mbox(folder: Path) -> Path:
    box = mailbox.mbox(folder / "inbox.mbox")
    for number, (sender, words) in enumerate(LETTERS.items()):
        letter = EmailMessage()
        letter["From"], letter["To"] = sender, f"{SLUG}@diwan.localhost"
        letter["Subject"] = "Ferry towns"
        letter["Message-ID"] = f"<ferry-{number}@example.org>"
        letter["Date"] = format_datetime(datetime.now(tz=UTC) - timedelta(days=1))
        letter.set_content(words)
        box.add(letter)
    box.close()
    return folder / "inbox.mbox"


@pytest.fixture
def facilitator(new_page, sign_in) -> Page:
    page = new_page()
    sign_in(page, "lead facilitator")
    return page


def release_all(page: Page, slug: str) -> None:
    page.goto(f"/discussions/{slug}/queue/?tab=waiting")
    page.locator("[data-choose-all]").check()
    page.locator("button[name=act][value=release]").click()
    page.wait_for_load_state()


def test_from_a_mailbox_to_a_pdf_of_the_reply(
    imported, facilitator, new_page, assert_accessible, picture
):
    page = facilitator
    release_all(page, imported)
    page.goto(f"/discussions/{imported}/passages/")
    page.get_by_role("button", name="Find the passages").click()
    expect(page.locator(".standing")).to_have_count(3)

    # one key, no mouse: the payment is answered, not the help
    page.locator(".standing a").first.click()
    passage = page.locator("[data-passage]").filter(has_text="The shipping companies should pay")
    passage.focus()
    page.keyboard.press("1")
    expect(passage.locator(".passage__what")).to_contain_text("1.1")
    page.keyboard.press("2")
    expect(passage.locator(".passage__what")).to_contain_text("1.2")
    expect(passage).to_contain_text("decided by Bilal")
    expect(passage).to_be_focused()
    expect(page.locator("#told")).to_contain_text("1.2 Saved.")

    # “+” and a digit: one more question, then one less
    page.keyboard.press("+")
    page.keyboard.press("1")
    expect(page.locator("#told")).to_contain_text("1.1 Answer to 1.2 Saved.")
    page.keyboard.press("+")
    page.keyboard.press("1")
    expect(page.locator("#told")).not_to_contain_text("1.1")

    page.goto(f"/discussions/{imported}/replies/")
    page.get_by_role("button", name="Draft the reply").click()
    expect(page.locator("#progress")).to_be_visible()
    expect(page.locator(".reply__body")).to_be_visible(timeout=60_000)
    assert_accessible(page)
    picture(page, "reply-drafted")

    said = page.locator(".said[id]").first
    words = said.locator(".said__words").inner_text()
    expect(page.locator(".response .reading").first).to_be_hidden()
    page.locator(".response summary").first.click()
    expect(page.locator(".response .reading").first).to_be_visible()
    said.locator("a.cite").first.click()
    expect(page.locator("mark#cited")).to_contain_text(words[:40])
    expect(page.locator("mark#cited")).to_be_in_viewport()
    page.get_by_role("link", name=re.compile("^Statement")).first.click()
    expect(page.locator(".said:target")).to_contain_text(words)

    page.get_by_role("link", name="PDF", exact=True).click()
    ready = page.get_by_role("link", name="Download PDF")
    expect(ready).to_be_visible(timeout=FILE_SECONDS)
    with page.expect_download() as downloading:
        ready.click()
    assert downloading.value.suggested_filename == f"{imported}-1.en.pdf"
    assert downloading.value.path().read_bytes().startswith(b"%PDF")

    # a stranger may follow the words, never the draft
    stranger = new_page()
    assert stranger.goto(f"/discussions/{imported}/replies/1/").url.endswith("replies/1/")
    expect(stranger.locator("main")).not_to_contain_text("Rests on")


def test_a_passage_is_corrected_without_scripts(imported, new_page, sign_in):
    page = new_page(scripts=False, size=PHONE)
    sign_in(page, "lead facilitator")
    page.goto(f"/discussions/{DEMO}/passages/2/")
    if page.locator(".passage").count() == 0:
        page.goto(f"/discussions/{DEMO}/passages/")
        page.locator("form[action$='/find/'] button").click()
        page.goto(f"/discussions/{DEMO}/passages/2/")
    passage = page.locator(".passage").first
    passage.locator("summary").click()
    passage.locator("select[name=kind]").select_option("introduction")
    passage.locator("button").click()
    expect(page.locator(".passage").first).to_contain_text("Introduction")
    expect(page.locator(".passage").first).to_contain_text("decided by Bilal")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_of_a_reply_are_accessible_and_fit(
    new_page, sign_in, assert_accessible, picture, language, size
):
    page = new_page(size=size)
    sign_in(page, "lead facilitator")
    prefix = "" if language == "en" else f"/{language}"
    for name, path in {
        "passages": f"/discussions/{DEMO}/passages/",
        "passages-of": f"/discussions/{DEMO}/passages/1/",
        "passages-to-look-at": f"/discussions/{DEMO}/passages/1/?only=look",
        "replies": f"/discussions/{DEMO}/replies/",
        "reply": f"/discussions/{DEMO}/replies/1/",
        "words": "",
    }.items():
        if path:
            page.goto(prefix + path)
        else:
            page.locator("a.cite").first.click()
            expect(page.locator("mark#cited")).to_be_visible()
        picture(page, f"{name}-{language}-{size['width']}")
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{name} scrolls sideways"
        assert_accessible(page)
