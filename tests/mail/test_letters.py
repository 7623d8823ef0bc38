"""Letters through real mail software: from a person's program to the desk, and the answer back."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from diwan.discussions.models import Contribution
from diwan.discussions.tests.factories import make_discussion
from diwan.mailroom.models import Letter, OutgoingLetter
from diwan.mailroom.tests.proofs import SERVER, STRANGER
from diwan.mailroom.trust import verify
from diwan.people.tests.factories import make_person

from .clients import eventually, letter
from .conftest import ZONE
from .servers import DOMAIN, program

if TYPE_CHECKING:
    from email.message import EmailMessage

    from .conftest import Post

pytestmark = pytest.mark.django_db
AMINA, BILAL, CHLOE = "amina@example.org", "bilal@example.org", "chloe@example.org"
#: nothing is known of this domain's servers
DORA = "dora@example.net"
DELE = "dele@example.org"
HOLIDAY, FORWARDER = "holiday@example.org", "forwarder@example.org"


def contribution(slug: str, **found: str) -> Contribution:
    """The one contribution to a discussion, once the worker has read its letter."""
    wanted = Contribution.objects.filter(discussion__slug=slug, **found)
    eventually(wanted.exists, f"contribution to {slug}")
    return wanted.get()


def answer(post: Post, user: str, message_id: str) -> EmailMessage:
    """The one answer to a letter, out of the mailbox of ``user``."""
    found = eventually(lambda: post.clients.answers(user, message_id), f"answer for {user}")
    assert len(found) == 1
    return found[0]


def at_rest(post: Post, slug: str) -> None:
    """Send one more letter and wait for its answer: whatever was under way has come before."""
    message_id = f"<rest-{slug}@example.org>"
    message = letter("At rest", f"Nothing more about {slug}.", Message_ID=message_id)
    post.clients.swaks(message, sender=BILAL, to=f"{slug}@{DOMAIN}")
    answer(post, BILAL, message_id)


# --- there and back ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [
        ("en", "Papers", "A town needs one door for all papers, open in the evening."),
        ("fr", "Les papiers à l’arrivée", "Une seule porte pour tous les papiers, même le soir."),
        ("ar", "الأوراق عند الوصول", "تحتاج المدينة إلى باب واحد لجميع الأوراق، مفتوح في المساء."),
    ],
    ids=["en", "fr", "ar"],
)
def test_a_letter_sent_with_swaks_is_held_and_its_author_gets_an_answer(
    post, language, subject, text
):
    make_discussion(f"papers-{language}")
    message_id = f"<papers-{language}@example.org>"
    post.clients.swaks(
        letter(subject, text, Message_ID=message_id), sender=AMINA, to=f"papers-{language}@{DOMAIN}"
    )
    held = contribution(f"papers-{language}")
    assert (held.state, held.subject, held.author_email) == ("held", subject, AMINA)
    assert held.versions.get().text.strip() == text
    assert held.letter.envelope_from == AMINA

    answered = answer(post, AMINA, message_id)
    assert answered["To"].addresses[0].addr_spec == AMINA
    assert answered["From"].addresses[0].domain == DOMAIN
    assert answered["References"].split()[-1] == message_id
    assert answered["Content-Language"] == language
    assert answered["Auto-Submitted"] == "auto-generated"
    assert answered["Message-ID"] == f"<{sent_to(AMINA, message_id).message_id}>"
    assert answered.get_body(("plain",)).get_content().count(text) == 1


def sent_to(user: str, message_id: str) -> OutgoingLetter:
    """The one letter in our books that answers ``message_id``."""
    ours = OutgoingLetter.objects.filter(to_address=user)
    return next(each for each in ours if each.headers.get("In-Reply-To") == message_id)


def test_a_letter_sent_with_mutt_keeps_its_words_and_its_file(post, tmp_path):
    make_discussion("harbour")
    file = tmp_path / "شهادة الميناء.txt"
    file.write_text("Seen at the harbour: twelve boats.")
    text = "Les bateaux partent à l’aube, et personne ne compte ceux qui restent."
    post.clients.mutt("Le port à l’aube", text, sender=DORA, to=f"harbour@{DOMAIN}", file=file)
    held = contribution("harbour")
    assert (held.state, held.subject, held.author_name) == ("held", "Le port à l’aube", "Dora")
    assert held.versions.get().text.strip() == text
    assert [each.name for each in held.attachments.all()] == ["شهادة الميناء.txt"]
    answered = answer(post, DORA, f"<{held.letter.message_id.strip('<>')}>")
    assert answered["Content-Language"] == "fr"


def test_an_answer_to_our_letter_finds_its_place_and_a_forged_tag_is_refused(post):
    make_discussion("dune")
    at_rest(post, "dune")
    ours = answer(post, BILAL, "<rest-dune@example.org>")
    to = ours["Reply-To"].addresses[0].addr_spec
    said = ours.get_body(("plain",)).get_content().splitlines()
    quote = "\n".join(["On Mon, 3 Mar 2025 at 10:12, Diwan wrote:", "", *(f"> {x}" for x in said)])
    message = letter("Re: dune", f"And the dune moves.\n\n{quote}\n")
    forged = to.replace("@", "x@")
    assert "550 5.1.1" in post.clients.swaks(message, sender=BILAL, to=forged)
    del message["To"]
    post.clients.swaks(message, sender=BILAL, to=to)
    reply = contribution("dune", subject="Re: dune")
    assert reply.reply_to == contribution("dune", subject="At rest")
    assert reply.versions.get().text.strip() == "And the dune moves."


def test_one_message_to_three_discussions_is_stored_and_answered_three_times(post):
    slugs = ["quay", "pier", "jetty"]
    for slug in slugs:
        make_discussion(slug)
    message_id = "<three@example.org>"
    message = letter("Three", "Said at three places at once.", Message_ID=message_id)
    to = ",".join(f"{slug}@{DOMAIN}" for slug in slugs)
    assert post.clients.swaks(message, sender=CHLOE, to=to).count("250 2.1.5 Ok") == 3
    assert {contribution(slug).state for slug in slugs} == {"held"}
    assert Letter.objects.filter(message_id__contains="three@example.org").count() == 3
    eventually(lambda: len(post.clients.answers(CHLOE, message_id)) == 3, "third answer")


# --- who wrote -----------------------------------------------------------------------------
def test_a_members_letter_is_proven_by_its_server_and_a_forged_one_is_held_unanswered(post):
    member = make_person(DELE, name="Dele")
    make_discussion("cape")
    for subject, server in (("Mine", SERVER), ("Forged", STRANGER)):
        message = letter(subject, f"{subject}: the cape needs a light.", From=DELE)
        post.clients.swaks(message, sender=DELE, to=f"cape@{DOMAIN}", server=server)
    mine, forged = (contribution("cape", subject=each) for each in ("Mine", "Forged"))
    assert (mine.letter.trust, mine.author) == ("pass", member)
    assert (forged.letter.trust, forged.author) == ("fail", None)
    assert {mine.state, forged.state} == {"held"}
    at_rest(post, "cape")
    acknowledged = OutgoingLetter.objects.filter(to_address=DELE, kind__contains="acknowledgement")
    assert acknowledged.get().headers["In-Reply-To"] == f"<{mine.letter.message_id}>"


def test_our_letters_reach_a_mailbox_with_their_signature_whole(post):
    make_discussion("bridge")
    at_rest(post, "bridge")
    raw = next(raw for raw in post.clients.mailbox(BILAL) if b"<rest-bridge@example.org>" in raw)
    verdict = verify(raw, peer=None, helo="", envelope_from="", resolver=ZONE)
    assert (verdict.trust, verdict.details["dkim"]) == ("pass", "pass")
    altered = raw.replace(b"bridge", b"bridle")
    verdict = verify(altered, peer=None, helo="", envelope_from="", resolver=ZONE)
    assert verdict.details["dkim"] == "fail"


# --- the page for operators ------------------------------------------------------------------
def test_postfix_knows_every_line_that_the_page_gives(post):
    folder = post.clients.home / "postfix"
    shown = subprocess.run(
        [program("postconf"), "-c", folder, "-n"], capture_output=True, text=True, check=True
    )
    assert shown.stderr == "", "a line with a slip is an unused parameter"
    assert "unverified_recipient_reject_code = 550" in shown.stdout


# --- refused at the door -------------------------------------------------------------------
def test_an_unknown_address_is_refused_while_the_sender_waits(post):
    said = post.clients.swaks(letter("x", "To nobody."), sender=AMINA, to=f"nobody@{DOMAIN}")
    assert f"550 5.1.1 <nobody@{DOMAIN}>: Recipient address rejected" in said
    assert "Nobody here takes letters at this address." in said
    assert not Letter.objects.filter(recipient=f"nobody@{DOMAIN}").exists()


def test_the_world_may_write_to_us_but_not_through_us(post):
    said = post.clients.swaks(letter("x", "To somebody else."), sender=BILAL, to=AMINA)
    assert f"<{AMINA}>: Relay access denied" in said


def test_an_address_that_was_unknown_is_taken_soon_after_its_discussion_is_open(post):
    message = letter("Early", "Is anybody there already?", Message_ID="<early@example.org>")

    def is_taken() -> bool:
        said = post.clients.swaks(message, sender=AMINA, to=f"lighthouse@{DOMAIN}")
        return "250 2.0.0 Ok: queued" in said

    assert not is_taken()
    make_discussion("lighthouse")
    eventually(is_taken, "yes at the new address")
    assert contribution("lighthouse").state == "held"


def test_while_the_door_is_shut_nothing_is_refused_and_a_letter_comes_once(post):
    make_discussion("gate")
    at_rest(post, "gate")
    message = letter("Shut", "Written while nobody listened.", Message_ID="<shut@example.org>")
    post.site.door.kill()
    assert "Ok: queued" in post.clients.swaks(message, sender=AMINA, to=f"gate@{DOMAIN}")
    assert "450 4.1.1" in post.clients.swaks(letter("x", "?"), sender=AMINA, to=f"new@{DOMAIN}")
    eventually(lambda: "status=deferred" in post.postfix.said(), "letter that waits")
    post.site.door.start()
    post.site.door.wait()
    post.clients.flush()
    assert contribution("gate", subject="Shut").state == "held"
    assert Letter.objects.filter(message_id__contains="shut@example.org").count() == 1


# --- machines that answer ------------------------------------------------------------------
def test_a_vacation_rule_is_silent_at_our_answer_and_known_when_it_does_speak(post):
    make_discussion("island")
    ours = f"island@{DOMAIN}"
    first = letter("Before I leave", "The island needs a ferry.", Message_ID="<leave@example.org>")
    post.clients.swaks(first, sender=HOLIDAY, to=ours)
    answer(post, HOLIDAY, "<leave@example.org>")
    assert "vacation action: discarding vacation response" in post.dovecot.said()

    asked = letter("A question", "Do you come on Friday?", Message_ID=f"<friday@{DOMAIN}>")
    post.clients.swaks(asked, sender=ours, to=HOLIDAY, server=None)
    vacation = contribution("island", subject="Gone fishing")
    assert "vacation action: sent" in post.dovecot.said()
    assert (vacation.state, vacation.set_aside_reason) == ("set_aside", "automatic")
    assert vacation.letter.envelope_from == ""
    at_rest(post, "island")
    assert OutgoingLetter.objects.filter(to_address=HOLIDAY).count() == 1
    assert Letter.objects.filter(recipient=ours, from_address=HOLIDAY).count() == 2


def test_our_answer_forwarded_back_to_us_ends_there(post):
    make_discussion("loop")
    message = letter("Round", "Whatever comes, I pass on.", Message_ID="<round@example.org>")
    post.clients.swaks(message, sender=FORWARDER, to=f"loop@{DOMAIN}")
    answer(post, FORWARDER, "<round@example.org>")
    returned = contribution("loop", set_aside_reason="loop")
    assert returned.letter.sort_evidence == "X-Diwan-Loop"
    at_rest(post, "loop")
    assert OutgoingLetter.objects.filter(to_address=FORWARDER).count() == 1


def test_a_bounce_made_by_postfix_is_known_as_one_and_not_answered(post):
    make_discussion("reef")
    ours = f"reef@{DOMAIN}"
    before = OutgoingLetter.objects.count()
    message = letter("Are you there?", "A letter to somebody who has moved.")
    post.clients.swaks(message, sender=ours, to="moved@example.org", server=None)
    bounce = contribution("reef")
    assert (bounce.state, bounce.set_aside_reason) == ("set_aside", "bounce")
    assert bounce.letter.sort_evidence == "message/delivery-status"
    assert bounce.letter.envelope_from == ""
    assert OutgoingLetter.objects.count() == before


def test_a_bounce_of_our_own_answer_comes_home(post):
    make_discussion("strait")
    message = letter("No way back", "My provider has lost my mailbox.")
    post.clients.swaks(message, sender="lost@example.org", to=f"strait@{DOMAIN}")
    contribution("strait", author_email="lost@example.org")
    ours = OutgoingLetter.objects.get(to_address="lost@example.org").message_id

    def bounces() -> list[Letter]:
        reports = Letter.objects.filter(sort="bounce", raw__isnull=False).select_related("raw")
        return [each for each in reports if ours.encode() in bytes(each.raw.content)]

    eventually(bounces, "bounce of our answer", seconds=4)
    at_rest(post, "strait")
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


def test_a_letter_that_came_over_a_list_is_a_contribution_without_the_lists_footer(post):
    make_discussion("mole")
    text = "The mole was built by those who came first, and nobody wrote their names down."
    message = letter(
        "[Harbour] The mole",
        f"{text}\n\n{FOOTER}",
        Message_ID="<mole@example.org>",
        From=DORA,
        **LIST,
    )
    post.clients.swaks(message, sender="harbour-bounces@lists.example.net", to=f"mole@{DOMAIN}")
    held = contribution("mole")
    assert (held.state, held.author_email) == ("held", DORA)
    assert held.versions.get().text.strip() == text
    assert [cut.reason for cut in held.cuttings.all()] == ["footer"]
    assert answer(post, DORA, "<mole@example.org>")["To"].addresses[0].addr_spec == DORA


def test_a_list_that_signs_for_its_members_gets_no_answer(post):
    make_discussion("shore")
    message = letter(
        "[Harbour] The shore",
        f"The shore belongs to everybody.\n\n{FOOTER}",
        Message_ID="<shore@example.org>",
        From="Bilal via Harbour <harbour@lists.example.net>",
        Reply_To=BILAL,
        **LIST,
    )
    post.clients.swaks(message, sender="harbour-bounces@lists.example.net", to=f"shore@{DOMAIN}")
    assert contribution("shore").state == "held"
    at_rest(post, "shore")
    assert not OutgoingLetter.objects.filter(to_address__endswith="lists.example.net").exists()
