"""Forums for the permission matrix: one that C writes in, kept by F; one for its people alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.forum import actions
from diwan.forum.actions import following
from diwan.forum.said import CallSaid
from diwan.forum.tests.factories import make_forum, make_topic, say
from diwan.people.tests.factories import make_organisation, make_person
from diwan.plans.tests.factories import make_project

if TYPE_CHECKING:
    from diwan.people.models import Person

_OF_FORUM = ("forum", "feed", "edit", "people", "follow", "new", "blog", "new_entry", "new_call")
_OF_TOPIC = (
    *("topic", "reply", "follow_topic", "state", "hide_topic", "pin", "summary", "carry", "draft"),
)
_OF_POST = ("change", "withdraw", "flag", "show", "hide", "bar")
_OF_ENTRY = ("entry", "edit_entry", "publish_entry", "withdraw_entry", "comment")
_OF_CALL = ("call", "answer_call", "close_call", "hide_call")


def special(author: Person, keeper: Person) -> dict[str, dict[str, Any]]:
    """Arguments of the addresses of forums.

    ``author`` wrote the topic and made the call, ``keeper`` is named to keep the forum.
    """
    steward = make_person("opens@example.org", is_steward=True)
    lead = make_organisation("Lead of forums")
    project = make_project(steward, lead, state="running")
    forum = make_forum("matrix", kind="network", project=project)
    actions.name_keeper(forum, keeper, by=steward)
    topic = make_topic(forum, author)
    post = topic.posts.get()
    flag = actions.flag(post, by=make_person("flags@example.org"), reason="Hm")
    entry = actions.draft_entry(
        forum, by=keeper, title={"en": "A"}, text={"en": "B"}, attribution="anonymous"
    )
    closes = clock.now().date() + timedelta(days=5)
    call = actions.call(forum, CallSaid("advice", "Who?", "Who knows?", closes), by=author)
    other = make_person("answers@example.org")
    answer = actions.answer_call(call, by=other, text="I do.", attribution="anonymous")
    barred = actions.bar(forum, other, by=steward, why="Enough")
    one = {"slug": "matrix"}
    closed = make_forum("closed", readers="body", project=project)
    kept = say(make_topic(closed, steward), steward, "Among us")
    return {
        **{f"forum:{name}": one for name in _OF_FORUM},
        **{f"forum:{name}": one | {"pk": topic.pk} for name in _OF_TOPIC},
        **{f"forum:{name}": one | {"pk": post.pk} for name in _OF_POST},
        **{f"forum:{name}": one | {"pk": entry.pk} for name in _OF_ENTRY},
        **{f"forum:{name}": one | {"pk": call.pk} for name in _OF_CALL},
        "forum:answer": one | {"pk": call.pk, "answer": answer.pk},
        "forum:keep_shown": one | {"pk": flag.pk},
        "forum:dismiss": one | {"pk": forum.keepers.get().pk},
        "forum:lift": one | {"pk": barred.pk},
        "forum:stop": {"token": following.stop_url(author, forum).rstrip("/").rpartition("/")[2]},
        "@closed": {"slug": "closed", "pk": kept.topic_id},
        "@closed_post": {"slug": "closed", "pk": kept.pk},
    }
