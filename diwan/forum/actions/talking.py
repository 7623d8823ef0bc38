"""Open a topic, answer, change one's words or take them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.directions import without_turns
from diwan.core.errors import Conflict, Refusal
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.texts.language import detect
from diwan.texts.masking import mask

from .. import rules
from ..access import bar_of, may_change, may_read, may_withdraw, takes_posts
from ..models import Forum, Post, Topic
from ..words import PostChannel, PostState, TopicState
from . import finding, following

if TYPE_CHECKING:
    from diwan.people.models import Person

    from ..queries import PostQuerySet
    from ..said import Words

_DAY = rules.CHANGEABLE_FOR


@transaction.atomic
def open_topic(forum: Forum, title: str, words: Words, *, by: Person) -> Topic:
    """``by`` opens a topic with its first post; the same pressed twice is opened once.

    Raises:
        PermissionDenied: ``by`` does not read the forum.
        Refusal: nobody writes there now, ``by`` may not, or too much was written.
    """
    forum = hold(forum)
    require_writer(forum, by)
    text, language = _checked(words, by)
    title = " ".join(without_turns(mask(title, language=language).text).split())
    if not title:
        raise Refusal(_("Give the topic a title, so that others see what it is about."))
    same = forum.topics.filter(title=title, opened_by=by, posts__in=_same(by, text, words)).first()
    if same is not None:
        return same
    _require_few(forum, by, words)
    _require_few_topics(forum, by)
    now = clock.now()
    topic = Topic.objects.create(
        forum=forum,
        title=title[: rules.LONGEST_TITLE],
        language=language,
        state=TopicState.HELD if words.held_for else TopicState.OPEN,
        opened_by=by,
        opened_at=now,
        last_at=now,
    )
    _write(topic, text, language, words, by=by)
    audit.record("forum.topic_opened", by=by, on=topic)
    return topic


@transaction.atomic
def answer(topic: Topic, words: Words, *, by: Person, reply_to: Post | None = None) -> Post:
    """``by`` says something in a topic; the same pressed twice is said once.

    Raises:
        PermissionDenied: ``by`` does not read the forum.
        Conflict: the topic was locked or hidden in the meantime.
        Refusal: nobody writes there now, ``by`` may not, or too much was written.
    """
    forum = hold(topic.forum)
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    topic.forum = forum
    require_writer(forum, by)
    if not takes_posts(topic):
        raise Conflict(_("This topic takes no more posts. Your words are still here: copy them."))
    text, language = _checked(words, by)
    same = _same(by, text, words).filter(topic=topic).first()
    if same is not None:
        return same
    _require_few(forum, by, words)
    if reply_to is not None and reply_to.topic_id != topic.pk:
        reply_to = None
    return _write(topic, text, language, words, by=by, reply_to=reply_to)


def hold(forum: Forum) -> Forum:
    """The forum as it is now; who writes in it writes one after the other."""
    return Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)


def require_writer(forum: Forum, by: Person) -> None:
    """
    Raises:
        PermissionDenied: ``by`` does not read it, or may not sign in.
        Refusal: it is closed, or keepers barred ``by``.
    """
    if not (by.is_active and may_read(by, forum)):
        raise PermissionDenied
    if forum.is_closed:
        raise Refusal(_("This forum is closed: what was said can be read, nothing can be added."))
    bar = bar_of(by, forum)
    if bar is not None:
        raise Refusal(_("You cannot write in this forum now: %(why)s") % {"why": bar.why})


def _checked(words: Words, by: Person) -> tuple[str, str]:
    """The words as they are kept, and their language."""
    text = rules.tidied(without_turns(words.text))
    if not text:
        raise Refusal(_("Nothing is written yet. Write a few words, then send them."))
    if len(text) > rules.LONGEST_POST:
        raise Refusal(
            _("This is longer than %(most)d characters. Shorten it, or put it into the library.")
            % {"most": rules.LONGEST_POST}
        )
    language = detect(text, default=by.language).code[:8]
    masked = mask(text, language=language).text
    if words.letter is not None and words.attribution != "named":
        masked = rules.without_name(masked, by.name, _marker(language))
    return masked, language


def _marker(language: str) -> str:
    with override(language if language in HOUSE_LANGUAGES else "en"):
        return pgettext("stands for a masked name", "[name]")


def _today(by: Person, words: Words) -> PostQuerySet:
    """Posts of the last day; what somebody else may have sent in a name is counted apart."""
    rows = Post.objects.of(by).written_since(clock.now() - _DAY)
    if words.held_for:
        return rows.filter(state=PostState.HELD)
    return rows.exclude(state=PostState.HELD)


def _same(by: Person, text: str, words: Words) -> PostQuerySet:
    """The same words, pressed or sent twice."""
    return _today(by, words).filter(text=text).exclude(state=PostState.WITHDRAWN)


def _require_few(forum: Forum, by: Person, words: Words) -> None:
    most = rules.HELD_A_DAY if words.held_for else rules.POSTS_A_DAY
    if _today(by, words).filter(topic__forum=forum).count() >= most:
        raise Refusal(
            ngettext(
                "You wrote %(most)d post here within a day. Go on tomorrow.",
                "You wrote %(most)d posts here within a day. Go on tomorrow.",
                most,
            )
            % {"most": most}
        )


def _require_few_topics(forum: Forum, by: Person) -> None:
    most = rules.TOPICS_A_DAY
    opened = forum.topics.filter(opened_by=by, opened_at__gt=clock.now() - _DAY)
    opened = opened.exclude(state=TopicState.HELD)
    if opened.count() >= most:
        raise Refusal(
            ngettext(
                "You opened %(most)d topic here within a day. Answer in one of them.",
                "You opened %(most)d topics here within a day. Answer in one of them.",
                most,
            )
            % {"most": most}
        )


def _write(
    topic: Topic,
    text: str,
    language: str,
    words: Words,
    *,
    by: Person,
    reply_to: Post | None = None,
) -> Post:
    now = clock.now()
    post = Post.objects.create(
        topic=topic,
        author=by,
        attribution=words.attribution,
        text=text,
        language=language,
        channel=PostChannel.MAIL if words.letter else PostChannel.WEB,
        state=PostState.HELD if words.held_for else PostState.SHOWN,
        held_for=words.held_for,
        reply_to=reply_to,
        written_at=now,
        shown_at=None if words.held_for else now,
        letter=words.letter,
        files_left_out=words.files_left_out,
    )
    if post.state == PostState.SHOWN:
        has_come(post)
    if words.wants_answers:
        following.follow_answers(topic, by=by)
    audit.record("forum.posted", by=by, on=post)
    return post


def has_come(post: Post) -> None:
    """What changes when readers see a post first."""
    topic = post.topic
    topic.last_at = post.shown_at or clock.now()
    topic.save(update_fields=["last_at"])
    finding.index([post])


@transaction.atomic
def change(post: Post, words: Words, *, by: Person) -> Post:
    """Its author writes something else, within a day; readers see that it was changed.

    Raises:
        PermissionDenied: it is not theirs, or too old.
        Refusal: nothing is written, or too much.
    """
    row = held_post(post)
    require_writer(row.topic.forum, by)
    if not may_change(by, row):
        raise PermissionDenied
    row.text, row.language = _checked(words, by)
    row.attribution = words.attribution
    row.changed_at = clock.now()
    row.save(update_fields=["text", "language", "attribution", "changed_at"])
    finding.index([row])
    audit.record("forum.post_changed", by=by, on=row)
    return row


@transaction.atomic
def withdraw(post: Post, *, by: Person) -> None:
    """Its author takes it back: the words are gone, and that somebody wrote there stays.

    Raises:
        PermissionDenied: it is not theirs.
    """
    row = held_post(post)
    if not may_withdraw(by, row):
        raise PermissionDenied
    row.state, row.text, row.held_for = PostState.WITHDRAWN, "", ""
    row.save(update_fields=["state", "text", "held_for"])
    finding.index([row])
    audit.record("forum.post_withdrawn", by=by, on=row)


def held_post(post: Post) -> Post:
    """The row as it is now, held until the end of the transaction."""
    rows = Post.objects.select_for_update(of=("self",)).select_related("topic__forum")
    found: Post | None = rows.filter(pk=post.pk).first()
    if found is None:
        raise Conflict(_("This post is not there any more."))
    return found
