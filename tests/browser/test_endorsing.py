"""A member endorses a reply, objects to a sentence of it and is answered, in a real browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, WIDE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

SLUG = "diplomas"
LANGUAGES = ("", "/fr", "/ar")
REASON = "It leaves out those who trained in two countries. Write to nadia@example.net."

#: publishes the draft of the demo as it is and puts it to the members, as the team would
_ASK = f"""
import json
from datetime import timedelta
from diwan.core import clock
from diwan.discussions.actions import endorsing
from diwan.discussions.models import Reply
reply = Reply.objects.drafted().filter(discussion__slug="{SLUG}").order_by("-number").first()
Reply.objects.filter(pk=reply.pk).update(state="published", published_at=clock.now())
reply.refresh_from_db()
lead = reply.discussion.team.get(is_lead=True).person
today = clock.now().date() + timedelta(days=1)
endorsing.open_round(
    reply, by=lead, opens_on=today, closes_on=today + timedelta(days=9), audience="members",
    quorum=1,
)
reply.rounds.update(opens_on=today - timedelta(days=2))
# so that each statement is endorsed by somebody
endorsing.take_positions(reply.rounds.get(closed_at=None), by=lead, taken={{}}, endorse_rest=True)
print("ASKED", json.dumps(reply.number))
"""


def ask(site: Site) -> int:
    """Put the newest version of the demo's discussion to all members; returns its number."""
    said = site.command("manage", "shell", "-c", _ASK)
    line = next(line for line in said.splitlines() if line.startswith("ASKED "))
    return int(json.loads(line.removeprefix("ASKED ")))


def endorse_all_but_one(page: Page, slug: str, reason: str) -> None:
    """What a member does who is signed in: object to the first statement, endorse the rest."""
    page.goto(f"/discussions/{slug}/endorsement/")
    first = page.locator(".position").first
    first.get_by_role("radio").nth(1).check()
    page.locator("button[name=rest]").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    page.locator(".position").first.locator("textarea").fill(reason)
    page.locator("button[name=rest]").click()
    expect(page.locator(".messages")).to_be_visible()


def answer(page: Page, slug: str, words: str) -> None:
    """What the facilitator does: answer the first objection, and mark it as met."""
    page.goto(f"/discussions/{slug}/endorsing/")
    form = page.locator(".answering form").first
    form.locator("textarea").fill(words)
    form.get_by_role("checkbox").check()
    form.get_by_role("button").click()
    expect(page.locator(".objection__answer").first).to_contain_text(words)


def end_round(page: Page) -> None:
    """What the facilitator does before the last day."""
    page.locator("details.decide summary").click()
    page.locator("details.decide button").click()


@pytest.fixture(scope="module")
def asked(site: Site) -> int:
    return ask(site)


def test_a_member_endorses_objects_and_is_answered_until_it_is_endorsed(asked, new_page, sign_in):
    """The member has a phone, and no scripts."""
    member, facilitator = new_page(scripts=False, size=PHONE), new_page()
    stranger = new_page(scripts=False)
    sign_in(member, "member (english)")
    sign_in(facilitator, "lead facilitator")
    endorse_all_but_one(member, SLUG, REASON)
    expect(member.locator(".objection")).to_contain_text("two countries. Write to [e-mail]")
    stranger.goto(f"/discussions/{SLUG}/endorsement/")
    expect(stranger.locator(".objection")).to_contain_text("two countries")
    expect(stranger.locator("main")).not_to_contain_text("endorse it")
    answer(facilitator, SLUG, "The next version names them.")
    end_round(facilitator)
    expect(facilitator.locator(".messages")).to_contain_text("met")  # the member's turn
    member.goto(f"/discussions/{SLUG}/endorsement/")
    member.locator("button[form^=confirm]").click()
    expect(member.locator(".messages")).to_be_visible()
    facilitator.goto(f"/discussions/{SLUG}/endorsing/")
    end_round(facilitator)
    expect(facilitator.locator("main")).to_contain_text("Endorsed by fewer than three members")
    stranger.goto(f"/discussions/{SLUG}/replies/{asked}/#endorsement")
    expect(stranger.locator("#endorsement")).to_contain_text("The next version names them.")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("language", LANGUAGES, ids=["en", "fr", "ar"])
def test_its_pages_can_be_used_by_everybody(
    asked, new_page, sign_in, assert_accessible, picture, language, size
):
    page = new_page(size=size)
    sign_in(page, "lead facilitator")
    for name in ("endorsement", "endorsing", "became"):
        page.goto(f"{language}/discussions/{SLUG}/{name}/")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert_accessible(page)
        picture(page, f"{name}{language.replace('/', '-')}-{size['width']}")
