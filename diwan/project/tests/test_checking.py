"""`diwan discussion check`: what it prints, and with which status it ends."""

from __future__ import annotations

import json
from argparse import Namespace

import pytest

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.discussions.models import Reply, Statement
from diwan.discussions.reply.publishable import NAMES
from diwan.discussions.tests.factories import make_discussion
from diwan.project.commands import checking

pytestmark = pytest.mark.django_db


def run(slug="harbour", number=None):
    said = []
    status = checking.check(Namespace(slug=slug, number=number), said.append)
    (text,) = said
    return status, json.loads(text)["checks"]


@pytest.fixture
def reply():
    now = clock.now()
    return Reply.objects.create(
        discussion=make_discussion(), number=1, state="draft", made_on=now.date(), made_at=now
    )


def test_it_prints_every_check_and_ends_with_0(reply):
    status, checks = run()
    assert status == 0
    assert [each["name"] for each in checks] == list(NAMES)
    assert all(each == {"name": each["name"], "passed": True, "places": []} for each in checks)


def test_it_ends_with_1_and_names_each_place_with_its_address(reply, settings):
    made = Statement.objects.create(
        reply=reply, number=1, kind="point", text="Nobody said so.", language="en",
        changed_at=clock.now(),
    )  # fmt: skip
    status, checks = run()
    assert status == 1
    (failed,) = [each for each in checks if not each["passed"]]
    (place,) = failed["places"]
    assert (failed["name"], place["statement"], place["words"]) == ("cited", 1, "Nobody said so.")
    assert place["url"].startswith(settings.DIWAN_ORIGIN)
    assert place["url"].endswith(f"#s-{made.key}")


def test_a_version_can_be_named(reply):
    assert run(number=1)[0] == 0
    with pytest.raises(Refusal, match="There are: 1"):
        run(number=7)


def test_without_a_reply_it_says_so():
    make_discussion()
    with pytest.raises(Refusal, match="no such version"):
        run()
