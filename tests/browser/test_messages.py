"""Members write to each other in a browser and by mail: without scripts, fit for all."""

from __future__ import annotations

import re
from email.message import EmailMessage

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, WIDE


@pytest.mark.parametrize("scripts", [True, False])
def test_a_member_writes_is_accepted_and_both_write(new_page, sign_in, scripts):
    asker, asked = new_page(scripts=scripts), new_page(scripts=scripts, size=PHONE)
    sign_in(asker, "nurse in Lyon" if scripts else "steward")
    sign_in(asked, "member (arabic)")
    words = "May I ask about your workshop?" if scripts else "And about your apprentices?"
    asker.goto("/members/")
    asker.get_by_role("link", name="يوسف المنصوري").click()
    asker.get_by_role("link", name="Write to this member").click()
    asker.get_by_label("Your message").fill(f"{words} 06 12 34 56 78")
    asker.get_by_role("button", name="Send").click()
    expect(asker.locator("main")).to_contain_text("hidden until they accept")

    asked.goto("/messages/")
    row = asked.locator(".row").filter(has_text=words)
    expect(row).to_contain_text("Waits for your answer")
    row.get_by_role("link").click()
    expect(asked.locator("main")).not_to_contain_text("06 12 34")
    asked.get_by_role("button", name="Accept").click()
    expect(asked.locator("main")).to_contain_text("06 12 34 56 78")
    asked.get_by_label("Your message").fill("تفضلوا.")
    asked.get_by_role("button", name="Send").click()

    asker.goto("/messages/")
    expect(asker.get_by_role("link", name=re.compile("^Messages"))).to_contain_text("waiting")
    asker.locator(".row").filter(has_text="تفضلوا").get_by_role("link").click()
    expect(asker.locator("main")).to_contain_text("تفضلوا.")
    asker.get_by_text("More", exact=True).click()
    asker.get_by_role("button", name="End the conversation").click()
    expect(asker.locator("main")).to_contain_text("This conversation is closed")


def test_the_link_of_a_letter_accepts_and_an_answer_by_mail_arrives(new_page, sign_in, site):
    asker, reader = new_page(), new_page(size=PHONE)
    sign_in(asker, "member (english)")
    asker.goto("/members/")
    asker.get_by_role("link", name="Fatou").first.click()
    asker.get_by_role("link", name="Write to this member").click()
    asker.get_by_label("Your message").fill("Shall we speak of savings for workshops?")
    asker.get_by_role("button", name="Send").click()
    letter = _letter(reader, "Shall we speak of savings")
    reader.goto(re.search(r"/(?:\w\w/)?messages/answer/\S+", letter)[0])
    reader.get_by_role("button", name=re.compile("Accept")).click()
    expect(reader.locator("main")).to_contain_text(re.compile("Accept"))
    asker.reload()
    asker.get_by_label("Your message").fill("On Monday?")
    asker.get_by_role("button", name="Send").click()
    _letter(reader, "On Monday?")
    to = reader.locator("dd").filter(has_text="messages+").first.inner_text()
    site.post(_answer(re.search(r"messages\+\S+@\S+", to)[0]))
    for _try in range(40):
        asker.reload()
        if asker.get_by_text("Entendu, lundi.").count():
            break
        asker.wait_for_timeout(500)
    main = asker.locator("main")
    expect(main).to_contain_text("Entendu, lundi.")
    expect(main).to_contain_text("by letter")
    expect(main).not_to_contain_text("demo.diwan.localhost")
    expect(main).not_to_contain_text("a écrit")


def _letter(page, words: str) -> str:
    """The newest letter of the outbox in which ``words`` stand."""
    for _try in range(40):
        page.goto("/mailroom/outbox/")
        links = page.locator("main .row a").evaluate_all("all => all.slice(0, 6).map(a => a.href)")
        for link in links:
            page.goto(link)
            text = page.locator("main").inner_text()
            if words in text:
                return text
        page.wait_for_timeout(500)
    raise AssertionError(f"no letter says {words!r}")


def _answer(to: str) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = "Fatou <fatou@demo.diwan.localhost>"
    letter["To"] = to
    letter["Subject"] = "Re: Un message pour vous"
    letter["Message-ID"] = "<lundi@demo.diwan.localhost>"
    letter.set_content(f"Entendu, lundi.\n\nLe lundi, Diwan <{to}> a écrit :\n> On Monday?\n")
    return letter


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_of_messages_are_accessible_and_fit(
    new_page, assert_accessible, picture, sign_in, language, size
):
    page = new_page(size=size)
    sign_in(page, "nurse in Lyon")
    prefix = "" if language == "en" else f"/{language}"
    form = "phone" if size == PHONE else "wide"

    def _look(name: str) -> None:
        assert_accessible(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{name} is wider than the screen"
        picture(page, f"messages-{name}-{language}-{form}")

    page.goto(f"{prefix}/messages/")
    _look("list")
    page.locator(".row a").first.click()
    page.locator("main details").evaluate("each => { each.open = true }")
    _look("conversation")
    page.locator("article footer a").first.click()
    _look("report")
    page.goto(f"{prefix}/messages/blocked/")
    _look("blocked")
    page.goto(f"{prefix}/members/")
    page.get_by_role("link", name="Ingrid Sjölander").click()
    page.locator("main a.button").click()
    _look("ask")
    sign_in(page, "steward")
    page.goto(f"{prefix}/messages/reports/")
    _look("reports")
    page.locator(".row a").first.click()
    _look("reported")
