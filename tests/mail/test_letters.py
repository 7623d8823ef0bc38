"""Letters through real mail software: from a person's program to the desk, and the answer back."""

from __future__ import annotations

import subprocess

import pytest

from diwan.discussions.tests.factories import make_discussion
from diwan.mailroom.models import Letter
from diwan.mailroom.tests.proofs import SERVER, STRANGER
from diwan.mailroom.trust import verify
from diwan.people.tests.factories import make_person

from .clients import eventually, letter
from .conftest import ZONE
from .servers import DOMAIN, program
from .story import AMINA, BILAL, CHLOE, DELE, DORA, answer, at_rest, contribution, sent

pytestmark = pytest.mark.django_db


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
    post, town, language, subject, text
):
    message_id = f"<papers-{language}@example.org>"
    message = letter(subject, text, Message_ID=message_id)
    post.clients.swaks(message, sender=AMINA, to=town)
    held = contribution(town, subject=subject)
    assert (held.state, held.author_email) == ("held", AMINA)
    assert held.versions.get().text.strip() == text
    assert held.letter.envelope_from == AMINA

    answered = answer(post, AMINA, message_id)
    assert answered["To"].addresses[0].addr_spec == AMINA
    assert answered["From"].addresses[0].addr_spec == answered["Reply-To"].addresses[0].addr_spec
    assert answered["From"].addresses[0].domain == DOMAIN
    assert answered["References"].split()[-1] == message_id
    assert answered["Content-Language"] == language
    assert answered["Auto-Submitted"] == "auto-replied"
    assert [f"<{each.message_id}>" for each in sent(AMINA, message_id)] == [answered["Message-ID"]]
    assert answered.get_body(("plain",)).get_content().count(text) == 1


def test_a_letter_sent_with_mutt_keeps_its_words_and_its_file(post, town, tmp_path):
    file = tmp_path / "شهادة الميناء.txt"
    file.write_text("Seen at the harbour: twelve boats.")
    text = "Les bateaux partent à l’aube, et personne ne compte ceux qui restent."
    post.clients.mutt("Le port à l’aube", text, sender=DORA, to=town, file=file)
    held = contribution(town, subject="Le port à l’aube")
    assert (held.state, held.author_name) == ("held", "Dora")
    assert held.versions.get().text.strip() == text
    assert [each.name for each in held.attachments.all()] == ["شهادة الميناء.txt"]
    answered = answer(post, DORA, f"<{held.letter.message_id}>")
    assert answered["Content-Language"] == "fr"


def test_an_answer_to_our_letter_finds_its_place_and_a_forged_tag_is_refused(post, town):
    ours = at_rest(post, town)
    to = ours["From"].addresses[0].addr_spec  # as programs do that know no Reply-To
    said = ours.get_body(("plain",)).get_content().splitlines()
    quote = "\n".join(["On Mon, 3 Mar 2025 at 10:12, Diwan wrote:", "", *(f"> {x}" for x in said)])
    message = letter("Re: dune", f"And the dune moves.\n\n{quote}\n")
    forged = to.replace("@", "x@")
    assert "550 5.1.1" in post.clients.swaks(message, sender=BILAL, to=forged)
    refused = post.clients.swaks(message, sender=BILAL, to=f"noreply@{DOMAIN}")
    assert f"write to help@{DOMAIN}" in refused
    assert f"ecrivez a help@{DOMAIN}" in refused
    del message["To"]
    post.clients.swaks(message, sender=BILAL, to=to)
    reply = contribution(town, subject="Re: dune")
    assert f"<{reply.reply_to.letter.message_id}>" == ours["In-Reply-To"]
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
def test_a_members_letter_is_proven_by_its_server_and_a_forged_one_is_held_unanswered(post, town):
    member = make_person(DELE, name="Dele")
    for subject, server in (("Mine", SERVER), ("Forged", STRANGER)):
        message = letter(subject, f"{subject}: the cape needs a light.", From=DELE)
        post.clients.swaks(message, sender=DELE, to=town, server=server)
    mine, forged = (contribution(town, subject=each) for each in ("Mine", "Forged"))
    assert (mine.letter.trust, mine.author) == ("pass", member)
    assert (forged.letter.trust, forged.author) == ("fail", None)
    assert {mine.state, forged.state} == {"held"}
    at_rest(post, town)
    assert len(sent(DELE, f"<{mine.letter.message_id}>")) == 1
    assert not sent(DELE, f"<{forged.letter.message_id}>")


def test_our_letters_reach_a_mailbox_with_their_signature_whole(post, town):
    ours = at_rest(post, town)["Message-ID"].encode()
    raw = next(raw for raw in post.clients.mailbox(BILAL) if ours in raw)
    verdict = verify(raw, peer=None, helo="", envelope_from="", resolver=ZONE)
    assert (verdict.trust, verdict.details["dkim"]) == ("pass", "pass")
    altered = raw.replace(b"No more", b"Ever more")
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


def test_while_the_door_is_shut_nothing_is_refused_and_a_letter_comes_once(post, town):
    at_rest(post, town)
    message = letter("Shut", "Written while nobody listened.", Message_ID="<shut@example.org>")
    post.site.door.kill()
    assert "Ok: queued" in post.clients.swaks(message, sender=AMINA, to=town)
    assert "450 4.1.1" in post.clients.swaks(letter("x", "?"), sender=AMINA, to=f"new@{DOMAIN}")
    eventually(lambda: "status=deferred" in post.postfix.said(), "letter that waits")
    post.site.door.start()
    post.site.door.wait()
    post.clients.flush()
    assert contribution(town, subject="Shut").state == "held"
    assert Letter.objects.filter(message_id__contains="shut@example.org").count() == 1
