from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.forum import access, actions, naming, rules
from diwan.forum.models import Forum, Post, Topic
from diwan.forum.said import ForumSaid, Words
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_mandate, make_organisation, make_person
from diwan.plans.tests.factories import make_project
from diwan.portal.models import SearchDocument

from .factories import make_forum, make_topic, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina(db):
    return make_person(name="Amina Alaoui")


@pytest.fixture
def dele(db):
    return make_person("dele@example.org", name="Dele")


@pytest.fixture
def steward(db):
    return make_person("steward@example.org", name="Widad", is_steward=True)


def test_a_member_opens_a_topic_and_another_answers(amina, dele):
    topic = make_topic(make_forum(), amina)
    answer = say(topic, dele, "I did.", reply_to=topic.posts.get())
    assert [post.text for post in topic.posts.all()] == ["Who brought tools?", "I did."]
    assert answer.reply_to == topic.posts.first()
    topic.refresh_from_db()
    assert topic.last_at == answer.shown_at


def test_contact_details_are_hidden_before_anything_is_kept(amina):
    topic = make_topic(make_forum(), amina, "Call +216 71 000 111", "Write to amina@example.org.")
    assert "71 000" not in topic.title
    assert "amina@example.org" not in topic.posts.get().text


def test_the_same_pressed_twice_is_said_once(amina):
    forum = make_forum()
    topic = make_topic(forum, amina)
    assert make_topic(forum, amina) == topic
    assert say(topic, amina, "Yes.") == say(topic, amina, "Yes.")
    assert topic.posts.count() == 2


def test_characters_that_turn_words_round_are_taken_out(amina):
    topic = make_topic(make_forum(), amina, "Safe \u202etxt.exe", "a\u2066b\u202ec")
    assert topic.title == "Safe txt.exe"
    assert topic.posts.get().text == "abc"


def test_a_post_too_long_is_refused_with_what_to_do(amina):
    topic = make_topic(make_forum(), amina)
    with pytest.raises(Refusal, match="library"):
        say(topic, amina, "x" * 1_000_000)


def test_somebody_who_writes_too_much_goes_on_tomorrow(amina):
    topic = make_topic(make_forum(), amina)
    for number in range(rules.POSTS_A_DAY - 1):
        say(topic, amina, f"Number {number}")
    with pytest.raises(Refusal, match="tomorrow"):
        say(topic, amina, "One more")
    Post.objects.update(written_at=clock.now() - timedelta(days=2))
    say(topic, amina, "One more")


def test_a_suspended_member_writes_nothing(amina):
    forum = make_forum()
    amina.is_active = False
    with pytest.raises(PermissionDenied):
        make_topic(forum, amina)


def test_a_member_who_was_barred_reads_and_does_not_write(amina, steward):
    forum = make_forum()
    row = actions.bar(forum, amina, by=steward, why="Advertising")
    with pytest.raises(Refusal, match="Advertising"):
        make_topic(forum, amina)
    assert access.may_read(amina, forum)
    actions.lift(row, by=steward)
    make_topic(forum, amina)


def test_a_bar_that_is_over_keeps_nobody(amina, steward):
    forum = make_forum()
    actions.bar(forum, amina, by=steward, why="Rest", until=clock.now().date() - timedelta(days=1))
    make_topic(forum, amina)


def test_a_locked_topic_and_a_closed_forum_take_nothing(amina, steward):
    forum = make_forum()
    topic = make_topic(forum, amina)
    actions.move_topic(topic, "locked", by=steward)
    with pytest.raises(Conflict):
        say(topic, amina, "Late")
    Forum.objects.update(is_closed=True)
    with pytest.raises(Refusal, match="closed"):
        make_topic(forum, amina, "New", "New")


def test_an_author_changes_their_words_for_a_day(amina, dele):
    post = make_topic(make_forum(), amina).posts.get()
    actions.change(post, Words("Better so.", "anonymous"), by=amina)
    post.refresh_from_db()
    assert (post.text, post.attribution, post.changed_at is None) == (
        "Better so.",
        "anonymous",
        False,
    )
    with pytest.raises(PermissionDenied):
        actions.change(post, Words("Mine now"), by=dele)
    Post.objects.update(written_at=clock.now() - timedelta(days=2))
    post.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.change(post, Words("Too late"), by=amina)


def test_words_that_are_taken_back_are_gone(amina, dele):
    post = make_topic(make_forum(), amina).posts.get()
    with pytest.raises(PermissionDenied):
        actions.withdraw(post, by=dele)
    actions.withdraw(post, by=amina)
    post.refresh_from_db()
    assert (post.state, post.text) == ("withdrawn", "")
    assert not SearchDocument.objects.filter(source="forum").exists()


def test_a_name_stands_only_as_its_writer_chose(amina):
    amina.organisation = make_organisation("Rihla Solar")
    assert naming.signed(amina, "named") == "Amina Alaoui, Rihla Solar"
    assert naming.signed(amina, "organisation") == "Rihla Solar"
    assert naming.signed(amina, "anonymous") == "A member"
    assert naming.signed(None, "named") == "A member who has left"


# --- who reads --------------------------------------------------------------------------------
def test_readers_are_those_the_forum_is_for(amina, dele, steward):
    lead = make_organisation("Lead")
    make_mandate(dele, lead)
    project = make_project(dele, lead, state="running")
    forums = {
        "public": make_forum("public"),
        "members": make_forum("members", readers="members"),
        "body": make_forum("body", readers="body", project=project),
    }
    seen = {
        name: {key for key, forum in forums.items() if access.may_read(person, forum)}
        for name, person in (("amina", amina), ("dele", dele), ("steward", steward))
    }
    assert seen == {
        "amina": {"public", "members"},
        "dele": {"public", "members", "body"},
        "steward": {"public", "members", "body"},
    }


def test_the_forum_of_a_project_that_is_not_published_shows_to_nobody_else(amina, dele):
    lead = make_organisation("Lead")
    make_mandate(dele, lead)
    forum = make_forum(project=make_project(dele, lead))
    assert not access.may_read(amina, forum)
    assert access.may_read(dele, forum)


def test_what_is_read_by_few_cannot_be_moved_to_many(amina, steward):
    small = make_forum("small", readers="members")
    topic = make_topic(small, amina)
    with pytest.raises(Refusal):
        actions.carry(topic, make_forum("large"), by=steward)
    moved = actions.carry(topic, make_forum("other", readers="members"), by=steward)
    assert moved.forum.slug == "other"


def test_a_forum_with_words_is_not_opened_to_more_readers(amina, steward):
    forum = make_forum(readers="members")
    make_topic(forum, amina)
    with pytest.raises(Refusal):
        actions.change_forum(forum, ForumSaid({"en": "Talk"}, readers="public"), by=steward)


# --- keepers ----------------------------------------------------------------------------------
def test_a_report_brings_the_post_before_keepers_and_both_hear(amina, dele, steward):
    topic = make_topic(make_forum(), amina)
    post = topic.posts.get()
    first = actions.flag(post, by=dele, reason="Advertising")
    assert actions.flag(post, by=dele, reason="Again") == first
    with pytest.raises(PermissionDenied):
        actions.flag(post, by=amina, reason="My own")
    with pytest.raises(PermissionDenied):
        actions.hide(post, by=dele, why="I say so")
    actions.hide(post, by=steward, why="It sells something.")
    kinds = dict(OutgoingLetter.objects.values_list("to_address", "kind"))
    assert kinds == {amina.email: "forum/hidden", dele.email: "forum/decided"}
    post.refresh_from_db()
    first.refresh_from_db()
    assert (post.state, first.outcome) == ("hidden", "hidden")
    assert list(Post.objects.visible_to(dele)) == []
    actions.release(post, by=steward)
    assert list(Post.objects.visible_to(dele)) == [post]


def test_what_two_keepers_decide_is_decided_once(amina, dele, steward):
    post = make_topic(make_forum(), amina).posts.get()
    flag = actions.flag(post, by=dele, reason="Hm")
    actions.keep_shown(flag, by=steward)
    with pytest.raises(Conflict):
        actions.keep_shown(flag, by=make_person("second@example.org", is_steward=True))


def test_hiding_without_a_reason_is_refused(amina, steward):
    topic = make_topic(make_forum(), amina)
    with pytest.raises(Refusal):
        actions.hide(topic.posts.get(), by=steward, why="  ")
    with pytest.raises(Refusal):
        actions.move_topic(topic, "hidden", by=steward)
    actions.move_topic(topic, "hidden", by=steward, why="Off topic")
    assert not Topic.objects.visible_to(amina).exists()
    assert Topic.objects.visible_to(steward).exists()


def test_a_council_a_project_or_a_place_but_one_alone(steward):
    lead = make_organisation("Lead")
    project = make_project(steward, lead, state="running")
    with pytest.raises(Refusal):
        actions.open_forum(ForumSaid({"en": "X"}, project=project.pk, place=1), by=steward)
    forum = actions.open_forum(ForumSaid({"en": "The desk"}, project=project.pk), by=steward)
    assert (forum.slug, forum.box) == ("the-desk", "forum-the-desk")


def test_only_who_leads_a_project_opens_its_forum(amina, dele):
    lead = make_organisation("Lead")
    make_mandate(dele, lead)
    project = make_project(dele, lead, state="running")
    said = ForumSaid({"en": "Desk"}, project=project.pk)
    with pytest.raises(PermissionDenied):
        actions.open_forum(said, by=amina)
    assert access.may_keep(dele, actions.open_forum(said, by=dele))
