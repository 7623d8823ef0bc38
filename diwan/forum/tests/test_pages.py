from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.core import clock, slots
from diwan.core.errors import Conflict, Refusal
from diwan.forum import actions
from diwan.forum.actions import calling, following, rights
from diwan.forum.models import Answer, Call, Line, Post, Subscription, Topic
from diwan.forum.said import CallSaid, Words
from diwan.library.models import Item
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_organisation, make_person
from diwan.plans.tests.factories import make_project
from diwan.portal.models import SearchDocument
from diwan.vocabularies.actions import load_vocabularies

from .factories import make_forum, make_topic, say

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
EMPTY = AnonymousUser()


@pytest.fixture
def amina(db):
    return make_person(name="Amina Alaoui")


@pytest.fixture
def dele(db):
    return make_person("dele@example.org", name="Dele")


@pytest.fixture
def steward(db):
    return make_person("steward@example.org", name="Widad", is_steward=True)


@pytest.fixture
def sign_in(client):
    return lambda person: client.force_login(person, backend=BACKEND)


def test_a_stranger_reads_a_public_forum_and_is_asked_to_sign_in_to_write(client, amina):
    topic = make_topic(make_forum(), amina, attribution="anonymous")
    page = client.get(topic.get_absolute_url())
    assert b"Who brought tools?" in page.content
    assert b"Alaoui" not in page.content
    assert b"amina@" not in page.content
    answer = client.get(f"{topic.get_absolute_url()}answer/")
    assert answer["Location"].startswith("/account/login/")


def test_a_member_opens_a_topic_and_what_is_refused_is_kept(client, sign_in, amina):
    forum = make_forum()
    sign_in(amina)
    path = f"{forum.get_absolute_url()}new/"
    refused = client.post(path, {"title": "T", "text": "", "attribution": "named"})
    assert refused.status_code == 422
    done = client.post(path, {"title": "Tools", "text": "Who?", "attribution": "named"})
    topic = Topic.objects.get()
    assert done["Location"] == topic.get_absolute_url()
    assert not Subscription.objects.exists()
    client.post(
        f"{topic.get_absolute_url()}answer/?to={topic.posts.get().pk}",
        {"text": "Me.", "attribution": "anonymous", "wants_answers": "on"},
    )
    assert topic.posts.last().reply_to == topic.posts.first()
    assert Subscription.objects.get().rhythm == "each"


@pytest.mark.parametrize("key", ["x", "9" * 40, "-1", ""])
def test_an_answer_to_nonsense_is_an_answer_to_all(client, sign_in, amina, key):
    topic = make_topic(make_forum(), amina)
    sign_in(amina)
    path = f"{topic.get_absolute_url()}answer/?to={key}"
    assert client.post(path, {"text": "Me.", "attribution": "named"}).status_code == 302
    assert topic.posts.last().reply_to is None


def test_what_is_hidden_keeps_its_place_and_none_of_its_words(client, amina, dele, steward):
    topic = make_topic(make_forum(), amina, text="Secret words")
    say(topic, dele, "An answer.", reply_to=topic.posts.get())
    actions.hide(topic.posts.first(), by=steward, why="Because")
    page = client.get(topic.get_absolute_url()).content.decode()
    assert "Secret words" not in page
    assert "Because" not in page
    assert "Hidden by a keeper" in page


def test_scripts_that_were_typed_are_shown_as_text(client, amina):
    topic = make_topic(
        make_forum(), amina, "<b>T</b>", "<script>alert(1)</script> http://a.example"
    )
    page = client.get(topic.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "<b>T</b>" not in page
    assert 'rel="nofollow"' in page


@pytest.mark.parametrize("where", ["forum", "topic", "index"])
def test_a_page_asks_the_same_however_much_is_on_it(client, sign_in, amina, steward, where):
    forum = make_forum()
    topic = make_topic(forum, amina)
    sign_in(steward)
    path = {
        "forum": forum.get_absolute_url(),
        "topic": topic.get_absolute_url(),
        "index": "/forum/",
    }
    asked = []
    for number in range(3):
        make_topic(make_forum(f"other-{number}"), amina)
        other = make_topic(forum, amina, f"More {number}")
        say(topic, make_person(f"p{number}@example.org"), f"Said {number}")
        say(other, amina, "And so on.")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path[where]).status_code == 200
        asked.append(len(captured))
    assert asked[0] == asked[2]


def test_the_feed_tells_what_everybody_may_read(client, amina, steward):
    forum = make_forum()
    make_topic(forum, amina, "A topic")
    hidden = make_topic(forum, amina, "Not this")
    actions.move_topic(hidden, "hidden", by=steward, why="x")
    feed = client.get(f"{forum.get_absolute_url()}atom/").content.decode()
    assert "A topic" in feed
    assert "Not this" not in feed
    make_forum("members", readers="members")
    assert client.get("/forum/members/atom/").status_code == 404


# --- found, and not found ----------------------------------------------------------------------
def test_posts_are_found_by_those_who_read_the_forum_alone(amina, steward):
    project = make_project(steward, make_organisation("Lead"), state="running")
    closed = make_forum("closed", readers="body", project=project)
    make_topic(closed, steward, "Hush", "A planted secret")
    source = slots.search_sources.get("forum")
    assert SearchDocument.objects.filter(source="forum").count() == 1
    assert list(source.visible_ids(amina)) == []
    assert list(source.visible_ids(EMPTY)) == []
    assert len(source.visible_ids(steward)) == 1


def test_reindexing_finds_what_is_shown(amina, steward):
    topic = make_topic(make_forum(), amina)
    post = say(topic, amina, "Hidden one")
    actions.hide(post, by=steward, why="x")
    SearchDocument.objects.all().delete()
    source = slots.search_sources.get("forum")
    assert source.reindex() == 1
    (key,) = SearchDocument.objects.values_list("object_id", "language")
    assert source.show([key])[key].title == topic.title


# --- from talk to the library --------------------------------------------------------------------
def test_a_thread_becomes_a_draft_with_each_voice_as_it_chose(amina, dele, steward):
    load_vocabularies()
    topic = make_topic(make_forum(themes=["reintegration"]), amina, attribution="named")
    say(topic, dele, "Me too.", attribution="anonymous")
    actions.sum_up(topic, {"en": "Bring a list."}, by=steward)
    with pytest.raises(PermissionDenied):
        actions.draft_item(topic, kind="practice", by=dele)
    item = actions.draft_item(topic, kind="practice", by=amina)
    assert (item.state, item.title, item.summary) == (
        "draft",
        {"en": "Tools"},
        {"en": "Bring a list."},
    )
    assert "Amina Alaoui:\nWho brought tools?" in item.body["en"]
    assert "Dele" not in item.body["en"]
    assert [theme.key for theme in item.themes.all()] == ["reintegration"]
    with pytest.raises(Conflict):
        actions.draft_item(topic, kind="practice", by=steward)


def test_what_members_said_among_themselves_goes_along_as_its_summary_alone(amina, steward):
    topic = make_topic(make_forum(readers="members"), amina)
    assert actions.draft_item(topic, kind="practice", by=steward).body == {}
    assert Item.objects.count() == 1


# --- blogs ---------------------------------------------------------------------------------------
def test_an_entry_is_drafted_published_and_talked_about(client, sign_in, amina, steward):
    project = make_project(steward, make_organisation("Lead"), state="running")
    forum = make_forum(project=project)
    words = {"title": {"en": "Spring"}, "text": {"en": "We began.\n\nThen it rained."}}
    with pytest.raises(PermissionDenied):
        actions.draft_entry(forum, by=amina, attribution="named", **words)
    entry = actions.draft_entry(forum, by=steward, attribution="named", **words)
    assert client.get(entry.get_absolute_url()).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.comment(entry, Words("Too early"), by=amina)
    actions.publish_entry(entry, by=steward)
    assert "<p>Then it rained.</p>" in client.get(entry.get_absolute_url()).content.decode()
    sign_in(amina)
    path = f"{entry.get_absolute_url()}comment/"
    client.post(path, {"text": "Well done.", "attribution": "named"})
    client.post(path, {"text": "And now?", "attribution": "named"})
    entry.refresh_from_db()
    assert entry.topic.title == "Spring"
    assert entry.topic.posts.count() == 2
    actions.withdraw_entry(entry, by=steward)
    assert not SearchDocument.objects.filter(source="blogs").exists()


def test_a_forum_of_nobody_has_no_blog(steward):
    with pytest.raises(Refusal):
        actions.draft_entry(
            make_forum(), by=steward, title={"en": "A"}, text={"en": "B"}, attribution="named"
        )


# --- networks and calls ----------------------------------------------------------------------------
@pytest.fixture
def call(amina):
    network = make_forum("skills", kind="network")
    closes = clock.now().date() + timedelta(days=5)
    said = CallSaid("research", "Partners?", "Write to amina@example.org.", closes)
    return actions.call(network, said, by=amina)


def test_a_call_is_answered_by_relay_and_read_by_the_two_alone(
    client, sign_in, call, dele, steward
):
    assert "amina@" not in call.text
    answer = actions.answer_call(call, by=dele, text="We do.", attribution="anonymous")
    (letter,) = OutgoingLetter.objects.filter(kind="forum/call_answered")
    assert letter.to_address == "amina@example.org"
    for word in ("Dele", "dele@", "We do."):
        assert word not in letter.text + letter.subject
    assert client.get(answer.get_absolute_url()).status_code == 302
    sign_in(steward)
    assert client.get(answer.get_absolute_url()).status_code == 404
    assert b"We do." not in client.get(call.get_absolute_url()).content
    sign_in(call.asked_by)
    page = client.post(answer.get_absolute_url(), {"text": "In January?"}, follow=True).content
    assert b"We do." in page
    assert b"Dele" not in page
    assert [line.author for line in Line.objects.all()] == [dele, call.asked_by]


def test_a_call_is_answered_once_in_time_and_not_by_its_caller(call, dele, amina):
    with pytest.raises(PermissionDenied):
        actions.answer_call(call, by=amina, text="Me", attribution="named")
    actions.answer_call(call, by=dele, text="Me", attribution="named")
    with pytest.raises(Refusal):
        actions.answer_call(call, by=dele, text="Me again", attribution="named")
    Call.objects.update(closes_on=clock.now().date() - timedelta(days=1))
    late = make_person("late@example.org")
    with pytest.raises(Conflict):
        actions.answer_call(call, by=late, text="Late", attribution="named")


def test_the_clock_closes_a_call_and_tells_its_caller(call, dele):
    assert calling.close_due(clock.now()) == 0
    assert calling.close_due(clock.now() + timedelta(days=7)) == 1
    assert calling.close_due(clock.now() + timedelta(days=7)) == 0
    assert OutgoingLetter.objects.get().kind == "forum/call_closed"


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_call_closes_on_a_day_to_come_within_a_year(amina, days):
    closes = clock.now().date() + timedelta(days=days)
    with pytest.raises(Refusal, match="within"):
        actions.call(make_forum(kind="network"), CallSaid("advice", "T", "Text", closes), by=amina)


# --- rights ----------------------------------------------------------------------------------------
def test_whoever_leaves_takes_their_name_and_leaves_the_talk(call, amina, dele, steward):
    topic = make_topic(make_forum(), amina, attribution="named")
    say(topic, dele, "Yes.", reply_to=topic.posts.get())
    hidden = say(topic, amina, "Rude words")
    actions.hide(hidden, by=steward, why="Rude")
    following.follow(topic.forum, rhythm="daily", by=amina)
    actions.answer_call(call, by=dele, text="Me", attribution="named")
    told = rights.everything_of(amina)
    assert [row["text"] for row in told["forum posts"]] == ["Who brought tools?", "Rude words"]
    assert told["calls made"][0]["title"] == "Partners?"
    rights.erase(amina)
    posts = Post.objects.filter(topic=topic).order_by("pk")
    assert [(post.text, post.author_id) for post in posts] == [
        ("Who brought tools?", None),
        ("Yes.", dele.pk),
        ("", None),
    ]
    assert not Subscription.objects.exists()
    assert not Answer.objects.exists()
    call.refresh_from_db()
    assert (call.asked_by, call.state) == (None, "closed")


def test_words_that_were_hidden_long_ago_go(amina, steward):
    post = make_topic(make_forum(), amina).posts.get()
    actions.hide(post, by=steward, why="No")
    now = clock.now()
    assert rights.due(now) == 0
    later = now + timedelta(days=181)
    assert rights.due(later) == 1
    assert rights.purge(later) == 1
    assert rights.purge(later) == 0
    post.refresh_from_db()
    assert (post.text, post.why) == ("", "")


# --- on other pages --------------------------------------------------------------------------------
def test_a_project_shows_its_forum_in_two_queries_and_none_that_one_may_not_read(
    client, amina, steward, rf
):
    project = make_project(steward, make_organisation("Lead"), state="running")
    panel = slots.project_panels.get("forum.talk")
    request = rf.get("/")
    request.user = amina
    assert panel.context(request, project) is None
    forum = make_forum("closed", readers="body", project=project)
    assert panel.context(request, project) is None
    forum.readers = "public"
    forum.save()
    make_topic(forum, amina, "On the harbour")
    with CaptureQueriesContext(connection) as captured:
        told = panel.context(request, project)
    assert told is not None
    assert len(captured) <= 2
    assert "On the harbour" in client.get(project.get_absolute_url()).content.decode()


def test_the_desk_shows_what_was_said_where_one_follows(amina, dele, rf):
    panel = slots.desk_panels.get("forum.followed")
    request = rf.get("/")
    request.user = amina
    assert panel.context(request) is None
    topic = make_topic(make_forum(), dele)
    following.follow(topic.forum, rhythm="none", by=amina)
    told = panel.context(request)
    assert told is not None
    assert [line.topic for line in told["topics"]] == [topic]


def test_a_post_is_found_by_the_place_and_theme_of_its_forum(amina, steward):
    load_vocabularies()
    project = make_project(
        steward,
        make_organisation("Lead"),
        state="running",
        origins=["TN"],
        themes=["reintegration"],
    )
    make_topic(make_forum(project=project), amina)
    (row,) = SearchDocument.objects.filter(source="forum")
    assert row.year == clock.now().year
