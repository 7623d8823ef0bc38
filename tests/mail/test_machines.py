"""Machines that answer, on both sides: vacation rules, forwarders, bounces, mailing lists."""

from __future__ import annotations

import pytest

from diwan.discussions.tests.factories import make_discussion
from diwan.mailroom.models import Letter, OutgoingLetter

from .clients import eventually, letter
from .servers import DOMAIN
from .story import BILAL, DORA, FORWARDER, HOLIDAY, answer, at_rest, contribution, sent

pytestmark = pytest.mark.django_db


def test_a_vacation_rule_is_silent_at_our_answer_and_known_when_it_does_speak(post):
    make_discussion("island")
    ours = f"island@{DOMAIN}"
    first = letter("Before I leave", "The island needs a ferry.", Message_ID="<leave@example.org>")
    post.clients.swaks(first, sender=HOLIDAY, to=ours)
    answer(post, HOLIDAY, "<leave@example.org>")
    assert "vacation action: discarding vacation response" in post.dovecot.said()

    asked = letter("A question", "Do you come on Friday?", Message_ID=f"<friday@{DOMAIN}>")
    post.clients.swaks(asked, sender=ours, to=HOLIDAY, server=None)
    vacation = contribution(ours, subject="Gone fishing")
    assert "vacation action: sent" in post.dovecot.said()
    assert (vacation.state, vacation.set_aside_reason) == ("set_aside", "automatic")
    assert vacation.letter.envelope_from == ""
    at_rest(post, ours)
    assert OutgoingLetter.objects.filter(to_address=HOLIDAY).count() == 1
    assert Letter.objects.filter(recipient=ours, from_address=HOLIDAY).count() == 2


def test_our_answer_forwarded_back_to_us_ends_there(post):
    make_discussion("loop")
    message = letter("Round", "Whatever comes, I pass on.", Message_ID="<round@example.org>")
    post.clients.swaks(message, sender=FORWARDER, to=f"loop@{DOMAIN}")
    answer(post, FORWARDER, "<round@example.org>")
    returned = contribution("loop", set_aside_reason="loop")
    assert returned.letter.sort_evidence == "X-Diwan-Loop"
    at_rest(post, f"loop@{DOMAIN}")
    assert OutgoingLetter.objects.filter(to_address=FORWARDER).count() == 1


def test_a_bounce_made_by_postfix_is_known_as_one_and_not_answered(post, town):
    message = letter("Are you there?", "A letter to somebody who has moved.")
    post.clients.swaks(message, sender=town, to="moved@example.org", server=None)
    bounce = contribution(town, set_aside_reason="bounce")
    assert bounce.state == "set_aside"
    assert bounce.letter.sort_evidence == "message/delivery-status"
    assert bounce.letter.envelope_from == ""
    at_rest(post, town)
    assert not sent(bounce.letter.from_address, f"<{bounce.letter.message_id}>")


def test_a_bounce_of_our_own_answer_comes_home(post, town):
    message = letter("No way back", "My provider has lost my mailbox.")
    post.clients.swaks(message, sender="lost@example.org", to=town)
    contribution(town, author_email="lost@example.org")
    ours = OutgoingLetter.objects.get(to_address="lost@example.org").message_id

    def bounces() -> list[Letter]:
        reports = Letter.objects.filter(sort="bounce", raw__isnull=False).select_related("raw")
        return [each for each in reports if ours.encode() in bytes(each.raw.content)]

    eventually(bounces, "bounce of our answer")
    at_rest(post, town)
    assert len(bounces()) == 1
    assert OutgoingLetter.objects.filter(to_address="lost@example.org").count() == 1


# --- mailing lists -------------------------------------------------------------------------
LIST = {
    "List_Id": "Harbour people <harbour.lists.example.net>",
    "List_Post": "<mailto:harbour@lists.example.net>",
    "List_Unsubscribe": "<mailto:harbour-leave@lists.example.net>",
    "Precedence": "list",
    "X_BeenThere": "harbour@lists.example.net",
    "X_Mailman_Version": "3.3.8",
    "Sender": "Harbour <harbour-bounces@lists.example.net>",
}
FOOTER = """\
_______________________________________________
Harbour mailing list -- harbour@lists.example.net
To unsubscribe send an email to harbour-leave@lists.example.net
"""


def test_a_letter_that_came_over_a_list_is_a_contribution_without_the_lists_footer(post, town):
    text = "The mole was built by those who came first, and nobody wrote their names down."
    message = letter(
        "[Harbour] The mole",
        f"{text}\n\n{FOOTER}",
        Message_ID="<mole@example.org>",
        From=DORA,
        **LIST,
    )
    post.clients.swaks(message, sender="harbour-bounces@lists.example.net", to=town)
    held = contribution(town, subject="[Harbour] The mole")
    assert (held.state, held.author_email) == ("held", DORA)
    assert held.versions.get().text.strip() == text
    assert [cut.reason for cut in held.cuttings.all()] == ["footer"]
    assert answer(post, DORA, "<mole@example.org>")["To"].addresses[0].addr_spec == DORA


def test_a_list_that_signs_for_its_members_gets_no_answer(post, town):
    message = letter(
        "[Harbour] The shore",
        f"The shore belongs to everybody.\n\n{FOOTER}",
        Message_ID="<shore@example.org>",
        From="Bilal via Harbour <harbour@lists.example.net>",
        Reply_To=BILAL,
        **LIST,
    )
    post.clients.swaks(message, sender="harbour-bounces@lists.example.net", to=town)
    assert contribution(town, subject="[Harbour] The shore").state == "held"
    at_rest(post, town)
    assert not OutgoingLetter.objects.filter(to_address__endswith="lists.example.net").exists()
