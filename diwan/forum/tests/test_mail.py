"""Forums by letter: what is shown, what is held, what is told, and what goes nowhere."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.conf import settings

from diwan.core import clock
from diwan.forum import actions, inbox
from diwan.forum.actions import digests, envelopes, following
from diwan.forum.models import Post, Subscription, Topic
from diwan.mailroom import actions as mailroom
from diwan.mailroom import addressing
from diwan.mailroom.models import Letter, OutgoingLetter, RawLetter
from diwan.mailroom.words import Channel
from diwan.people.models import Person
from diwan.people.tests.factories import make_organisation, make_person
from diwan.plans.tests.factories import make_project

from .factories import make_forum, make_topic, say
from .posting import write_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina(db):
    return make_person(name="Amina Alaoui")


@pytest.fixture
def dele(db):
    return make_person("dele@example.org", name="Dele")


@pytest.fixture
def steward(db):
    return make_person("steward@example.org", is_steward=True)


@pytest.fixture
def forum(db):
    return make_forum()


def told(kind):
    return list(OutgoingLetter.objects.filter(kind=f"forum/{kind}"))


# --- at the door -----------------------------------------------------------------------------
def test_the_door_takes_addresses_of_forums_and_tags_that_we_gave_out(forum, amina):
    tagged = envelopes.to_topic(make_topic(forum, amina), amina)
    assert inbox.accepts(forum.mail_address)
    assert inbox.accepts(tagged)
    forged = tagged.replace("+t", "+p")
    for other in (
        forged,
        f"forum-nothing@{settings.DIWAN_MAIL_DOMAIN}",
        "forum-talk@elsewhere.example",
    ):
        assert not inbox.accepts(other)
    assert str(addressing.NOT_OURS) in inbox.refuses(forged)


def test_the_longest_address_is_one_that_mail_systems_take(amina):
    forum = make_forum("x" * 24)
    topic = make_topic(forum, amina)
    topic.pk, amina.pk = 10**9, 10**9
    assert len(envelopes.to_topic(topic, amina).partition("@")[0]) <= 64


# --- a member's own letter ---------------------------------------------------------------------
def test_a_proven_letter_opens_a_topic_named_by_its_subject(monkeypatch, forum, amina):
    write_to(monkeypatch, forum.mail_address, "Who brought tools?", Subject="Fwd: Used tools")
    topic = Topic.objects.get()
    assert (topic.title, topic.state, topic.opened_by) == ("Used tools", "open", amina)
    assert topic.posts.get().channel == "mail"
    assert not RawLetter.objects.exists()


def test_an_answer_to_our_letter_goes_to_the_post_without_what_it_quotes(
    monkeypatch, forum, amina, dele
):
    topic = make_topic(forum, dele)
    following.follow(forum, rhythm="each", by=amina)
    post = say(topic, dele, "Nobody?")
    digests.send_due(clock.now())
    (letter,) = told("post")
    words = f"I did.\n\nOn Monday, Diwan <{letter.reply_to}> wrote:\n> Nobody?\n"
    write_to(monkeypatch, letter.reply_to, words, trust="none")
    answer = topic.posts.last()
    assert (answer.text, answer.reply_to, answer.state) == ("I did.", post, "shown")


def test_a_letter_to_the_plain_address_is_placed_by_the_letter_it_answers(
    monkeypatch, forum, amina, dele
):
    write_to(monkeypatch, forum.mail_address, "Who?", Message_ID="<first@example.org>")
    write_to(
        monkeypatch,
        forum.mail_address,
        "Me.",
        sender="dele@example.org",
        Subject="Re: Used tools",
        In_Reply_To="<first@example.org>",
    )
    assert [post.text for post in Topic.objects.get().posts.all()] == ["Who?", "Me."]


def test_a_letter_that_comes_to_two_addresses_is_one_post(monkeypatch, forum, amina, dele):
    topic = make_topic(forum, dele)
    same = {"Message_ID": "<same@example.org>", "In_Reply_To": ""}
    write_to(monkeypatch, envelopes.to_topic(topic, amina), "Me.", **same)
    write_to(monkeypatch, forum.mail_address, "Me.", **same)
    assert Post.objects.filter(author=amina).count() == 1
    assert Topic.objects.count() == 1


def test_the_name_in_a_letter_of_who_is_not_named_is_masked(monkeypatch, forum, amina):
    Person.objects.update(attribution="anonymous")
    write_to(monkeypatch, forum.mail_address, "I am Amina Alaoui of the harbour.")
    post = Post.objects.get()
    assert "Alaoui" not in post.text
    assert post.attribution == "anonymous"


# --- letters that are not proven -----------------------------------------------------------------
@pytest.mark.parametrize(("trust", "why"), [("none", "unproven"), ("fail", "forged")])
def test_what_is_not_proven_waits_for_a_keeper_and_the_account_hears(
    monkeypatch, forum, amina, dele, steward, trust, why
):
    write_to(monkeypatch, forum.mail_address, "Send money.", trust=trust)
    post = Post.objects.get()
    assert (post.state, post.held_for) == ("held", why)
    assert not Post.objects.visible_to(dele).exists()
    assert not Topic.objects.visible_to(dele).exists()
    assert [letter.to_address for letter in told("held")] == [amina.email]
    assert list(Post.objects.all().to_read(steward)) == [post]
    actions.release(post, by=steward)
    assert list(Topic.objects.visible_to(dele)) == [post.topic]


def test_a_forger_with_somebody_elses_tag_is_held(monkeypatch, forum, amina, dele):
    topic = make_topic(forum, amina)
    write_to(monkeypatch, envelopes.to_topic(topic, dele), "As Amina.", trust="none")
    assert Post.objects.get(text="As Amina.").state == "held"


def test_naming_a_letter_of_ours_proves_nothing(monkeypatch, forum, amina, dele):
    topic = make_topic(forum, dele)
    following.follow(forum, rhythm="each", by=amina)
    say(topic, dele, "Nobody?")
    digests.send_due(clock.now())
    (letter,) = told("post")
    named = {"In_Reply_To": f"<{letter.message_id}>"}
    write_to(monkeypatch, forum.mail_address, "As Amina.", trust="none", **named)
    assert Post.objects.get(text="As Amina.").state == "held"


def test_a_forger_cannot_use_up_the_day_of_a_member(monkeypatch, forum, amina):
    for number in range(8):
        write_to(monkeypatch, forum.mail_address, f"Forged {number}", trust="fail")
    assert Post.objects.filter(state="held").count() == 5
    make_topic(forum, amina)
    assert len(told("held")) == 1


def test_held_words_do_not_swallow_the_same_words_said_by_their_owner(monkeypatch, forum, amina):
    write_to(monkeypatch, forum.mail_address, "Who brought tools?", trust="none", Subject="Tools")
    topic = make_topic(forum, amina)
    assert topic.state == "open"


# --- letters that go nowhere -----------------------------------------------------------------------
@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied", "Subject": "Out of office"},
        {"X_Diwan_Loop": settings.DIWAN_MAIL_DOMAIN},
        {"Precedence": "auto_reply", "X_Autoreply": "yes"},
    ],
    ids=["absent", "loop", "answering machine"],
)
def test_machines_and_loops_write_nothing_and_hear_nothing(monkeypatch, forum, amina, headers):
    write_to(monkeypatch, forum.mail_address, "I am away until May.", **headers)
    assert not Post.objects.exists()
    assert not OutgoingLetter.objects.exists()


def test_an_unknown_sender_is_told_once_a_day_and_nothing_is_kept(monkeypatch, forum):
    for number in range(3):
        write_to(monkeypatch, forum.mail_address, f"Hello {number}", sender="who@example.net")
    assert [letter.to_address for letter in told("not_posted")] == ["who@example.net"]
    assert not Post.objects.exists()
    assert not RawLetter.objects.exists()


def test_a_suspended_member_is_an_unknown_sender(monkeypatch, forum, amina):
    Person.objects.update(is_active=False)
    write_to(monkeypatch, forum.mail_address, "Hello")
    assert not Post.objects.exists()


def test_a_barred_member_hears_why(monkeypatch, forum, amina, steward):
    actions.bar(forum, amina, by=steward, why="Advertising")
    write_to(monkeypatch, forum.mail_address, "Buy this.")
    assert "Advertising" in told("not_posted")[0].text
    assert not Post.objects.exists()


def test_a_forum_that_one_does_not_read_is_not_told_from_none(monkeypatch, amina, steward):
    project = make_project(steward, make_organisation("Lead"), state="running")
    closed = make_forum("closed", readers="body", project=project)
    topic = make_topic(closed, steward)
    write_to(monkeypatch, closed.mail_address, "Hello")
    write_to(monkeypatch, envelopes.to_topic(topic, amina), "Hello again")
    (letter,) = told("not_posted")
    assert "closed" not in letter.text
    assert "Forum closed" not in letter.subject
    assert Post.objects.count() == 1


def test_a_megabyte_is_refused_with_what_to_do(monkeypatch, forum, amina):
    write_to(monkeypatch, forum.mail_address, "word " * 200_000)
    assert Post.objects.count() <= 1
    assert all(len(post.text) <= 20_000 for post in Post.objects.all())


def test_files_are_left_out_and_said_so(monkeypatch, forum, amina):
    message = EmailMessage()
    message["From"], message["To"] = "amina@example.org", forum.mail_address
    message["Subject"], message["Message-ID"] = "List", "<list@example.org>"
    message.set_content("See the list.")
    message.add_attachment(b"a,b", maintype="text", subtype="csv", filename="list.csv")
    (letter,) = mailroom.receive(
        message.as_bytes(),
        recipients=[forum.mail_address],
        envelope_from="amina@example.org",
        channel=Channel.SMTP,
        received_at=clock.now(),
    )
    monkeypatch.setattr(
        "diwan.mailroom.actions.incoming.proving.prove",
        lambda row: bool(Letter.objects.filter(pk=row.pk).update(trust="pass")),
    )
    mailroom.process(letter)
    assert Post.objects.get().files_left_out == 1
    assert len(told("files")) == 1


# --- letters that follow -----------------------------------------------------------------------
def test_each_post_comes_once_to_who_follows_and_never_to_its_writer(forum, amina, dele):
    following.follow(forum, rhythm="each", by=amina)
    topic = make_topic(forum, dele, wants_answers=True)
    assert digests.send_due(clock.now()) == 1
    assert digests.send_due(clock.now()) == 0
    say(topic, amina, "Me.")
    digests.send_due(clock.now())
    assert {letter.to_address for letter in told("post")} == {amina.email, dele.email}
    assert len(told("post")) == 2


def test_a_digest_waits_for_the_morning_of_its_reader_and_speaks_their_language(forum, dele):
    reader = make_person("reader@example.org", language="ar", time_zone="Asia/Tokyo")
    following.follow(forum, rhythm="daily", by=reader)
    topic = make_topic(forum, dele)
    say(topic, dele, "Nobody?")
    now = clock.now()
    morning = clock.last_morning(now + timedelta(days=1), "Asia/Tokyo", weekly=False)
    assert digests.send_due(morning - timedelta(minutes=1)) == 0
    assert digests.send_due(morning + timedelta(minutes=1)) == 1
    (letter,) = told("digest")
    assert letter.language == "ar"
    assert "مشاركتان جديدتان" in letter.text
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Nobody?" in letter.text


def test_what_was_chosen_for_a_topic_goes_before_its_forum(forum, amina, dele):
    loud, quiet = make_topic(forum, dele, "Loud"), make_topic(forum, dele, "Quiet", "Hush")
    following.follow(forum, rhythm="each", by=amina)
    following.follow(forum, rhythm="none", by=amina, topic=quiet)
    say(loud, dele, "Loud words")
    say(quiet, dele, "Quiet words")
    digests.send_due(clock.now())
    assert ["Loud words" in letter.text for letter in told("post")] == [True]


def test_no_letter_comes_about_what_one_may_not_read_any_more(amina, dele, steward):
    forum = make_forum()
    following.follow(forum, rhythm="each", by=amina)
    make_topic(forum, dele)
    forum.readers = "body"
    forum.project = make_project(steward, make_organisation("Lead"), state="running")
    forum.save()
    assert digests.send_due(clock.now()) == 0


def test_hidden_posts_are_in_no_letter(forum, amina, dele, steward):
    following.follow(forum, rhythm="each", by=amina)
    post = make_topic(forum, dele).posts.get()
    actions.hide(post, by=steward, why="No")
    assert digests.send_due(clock.now()) == 0


def test_one_press_ends_letters_and_a_look_does_not(client, forum, amina):
    following.follow(forum, rhythm="each", by=amina)
    path = following.stop_url(amina, forum).removeprefix(settings.DIWAN_ORIGIN)
    assert client.get(path).status_code == 200
    assert Subscription.objects.get().rhythm == "each"
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Subscription.objects.get().rhythm == "none"
    assert client.get(path[:-3] + "xx/").status_code == 404


def test_a_letter_with_the_word_alone_asks_before_it_ends_anything(monkeypatch, forum, amina):
    following.follow(forum, rhythm="each", by=amina)
    write_to(monkeypatch, forum.mail_address, "unsubscribe")
    assert not Post.objects.exists()
    assert OutgoingLetter.objects.get().kind == "mailroom/confirm_stop"
    inbox.stop(amina.email, forum.mail_address)
    assert Subscription.objects.get().rhythm == "none"
