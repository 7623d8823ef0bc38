"""Letters to a forum: a member's own letter is a post, by the address that it came to.

A plain address opens a topic; one that a letter of ours gave out answers there. Shown at once is
what is proven to be the member's own; everything else that bears a member's address is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.http import base36_to_int
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from diwan.core import slots
from diwan.core.errors import Refusal
from diwan.mailroom import addressing, wishes
from diwan.mailroom.actions import answering, asking, reading_of, recalling
from diwan.mailroom.models import OutgoingLetter
from diwan.mailroom.words import Sort, Trust, Wish
from diwan.people.queries import accounts_of, owner_of

from . import rules
from .actions import following, talking
from .models import Forum, Post, Topic
from .said import Words
from .words import HeldReason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.mailroom.models import Letter
    from diwan.mailroom.reading import Reading
    from diwan.people.models import Person

NAME = "forum"
_PREFIX = "forum-"
#: of a long thread only the last letters are looked up
_MOST_NAMED = 20
#: written by people, as far as the letter tells
_FROM_PEOPLE = frozenset({"", Sort.PERSONAL, Sort.EMPTY, Sort.SPAM})
_UNKNOWN = gettext_lazy(
    "No account here has shown that this address is theirs. Sign in, or write from the address of"
    " your account."
)
_NO_FORUM = gettext_lazy("No forum that you can write in has this address.")
_GONE = gettext_lazy("What you answer cannot be answered any more. Look at the forum.")
_NO_TITLE = gettext_lazy("The letter has no subject. It becomes the title of your topic.")


class Place(NamedTuple):
    """Where a letter belongs; ``is_theirs``: the address was given to its writer alone."""

    topic: Topic | None = None
    post: Post | None = None
    is_theirs: bool = False
    is_lost: bool = False


# --- at the door -----------------------------------------------------------------------------
def forum_of(address: str) -> Forum | None:
    """The forum that has this address at our domain, with a tag of ours or without one."""
    parts = addressing.opened(address)
    is_ours = parts.domain == settings.DIWAN_MAIL_DOMAIN.lower() and not parts.is_forged
    if not is_ours or not parts.box.startswith(_PREFIX):
        return None
    return Forum.objects.filter(slug=parts.box.removeprefix(_PREFIX)).first()


def accepts(address: str) -> bool:
    return forum_of(address) is not None


def refuses(address: str) -> str:
    """A forged tag at the address of a forum."""
    parts = addressing.opened(address)
    if not parts.is_forged or forum_of(parts.plain) is None:
        return ""
    what_to_do = _("Answer the letter again, or write to %(address)s.") % {"address": parts.plain}
    return f"{addressing.NOT_OURS} {what_to_do}"


# --- a letter --------------------------------------------------------------------------------
@transaction.atomic
def handle(letter: Letter) -> None:
    """Make a letter a post, or tell its writer why not; safe to call twice."""
    if not hasattr(letter, "raw"):
        return  # it was looked at, and its words are forgotten
    reading = reading_of(letter)
    forum = forum_of(letter.recipient)
    if forum is not None and letter.sort in _FROM_PEOPLE:
        _take(forum, letter, reading)
    recalling.forget_words(letter)


def _take(forum: Forum, letter: Letter, reading: Reading) -> None:
    writer = owner_of(letter.from_address)
    said = wishes.said(reading.text, "" if reading.attachments else reading.subject)
    if said is not None and said.wish in {Wish.STOP, Wish.ERASE}:
        asking.ask(said.wish, letter, reading, language=said.language)
    elif writer is None:
        _tell(letter, reading, Refusal(_UNKNOWN))
    elif not _came_before(forum, letter, writer):
        _take_from(writer, forum, letter, reading)


def _came_before(forum: Forum, letter: Letter, writer: Person) -> bool:
    """“Reply to all” sends one letter to the plain address and to one with a tag."""
    if not letter.message_id:
        return False
    Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)  # two workers may have one each
    same = Post.objects.of(writer).filter(topic__forum=forum)
    return same.filter(letter__message_id=letter.message_id).exists()


def _take_from(writer: Person, forum: Forum, letter: Letter, reading: Reading) -> None:
    place = place_of(forum, writer, letter, reading)
    held_for = _held_for(letter, place)
    words = Words(
        reading.text,
        attribution=writer.attribution,
        wants_answers=not held_for,
        letter=letter,
        held_for=held_for,
        files_left_out=min(len(reading.attachments), 100),
    )
    with override(writer.language):
        try:
            with transaction.atomic():
                _post(forum, place, words, reading.subject, by=writer)
        except PermissionDenied:
            _tell(letter, reading, Refusal(_NO_FORUM), writer=writer)
        except Refusal as refusal:
            _tell(letter, reading, refusal, writer=writer, forum=forum)
        else:
            _acknowledge(writer, words, letter)


def _post(forum: Forum, place: Place, words: Words, subject: str, *, by: Person) -> None:
    if place.is_lost:
        raise Refusal(_GONE)
    if place.topic is not None:
        talking.answer(place.topic, words, by=by, reply_to=place.post)
        return
    title = rules.title_of(subject)
    if not title:
        raise Refusal(_NO_TITLE)
    talking.open_topic(forum, title, words, by=by)


def _held_for(letter: Letter, place: Place) -> str:
    """Why it waits; a member's own tagged address proves as much as a signature."""
    if letter.trust == Trust.FAIL:
        return HeldReason.FORGED.value
    if letter.trust == Trust.PASS or place.is_theirs:
        return ""
    return (HeldReason.SPAM if letter.sort == Sort.SPAM else HeldReason.UNPROVEN).value


# --- where it belongs --------------------------------------------------------------------------
def place_of(forum: Forum, writer: Person, letter: Letter, reading: Reading) -> Place:
    """What the tag of its address says, else the letters that it answers."""
    tag = addressing.opened(letter.recipient).tag
    if tag:
        return _tagged(forum, writer, tag)
    named = [reading.in_reply_to, *reversed(reading.references[-_MOST_NAMED:])]
    names = [name for name in dict.fromkeys(named) if name]
    return _by_our_letters(forum, writer, names) or _by_their_letters(forum, writer, names)


def _tagged(forum: Forum, writer: Person, tag: str) -> Place:
    words, _dot, reader = tag.partition(".")
    is_theirs = _number(reader) == writer.pk
    topics = Topic.objects.visible_to(writer).select_related("forum")
    key = _number(words[1:])
    if words.startswith("p"):
        post = Post.objects.visible_to(writer).filter(pk=key).first()
        topic = topics.filter(pk=post.topic_id, forum=forum).first() if post else None
        return Place(topic, post, is_theirs, is_lost=topic is None)
    topic = topics.filter(pk=key, forum=forum).first()
    return Place(topic, None, is_theirs, is_lost=topic is None)


def _number(text: str) -> int:
    try:
        return base36_to_int(text)
    except ValueError:
        return 0


def _by_our_letters(forum: Forum, writer: Person, names: list[str]) -> Place | None:
    """A letter of ours tells by the address at which it asked to be answered."""
    sent = OutgoingLetter.objects.filter(message_id__in=names).exclude(reply_to="")
    addresses = dict(sent.values_list("message_id", "reply_to"))
    for name in names:
        parts = addressing.opened(addresses.get(name, ""))
        if parts.tag and parts.box == forum.box:
            # anybody may name a letter: only the address itself proves who writes
            return _tagged(forum, writer, parts.tag)._replace(is_theirs=False)
    return None


def _by_their_letters(forum: Forum, writer: Person, names: list[str]) -> Place:
    """The post that a letter made which this one answers."""
    rows = Post.objects.visible_to(writer).filter(letter__message_id__in=names, topic__forum=forum)
    post = rows.select_related("topic__forum").order_by("-pk").first()
    return Place(post.topic, post) if post is not None else Place()


# --- what its writer hears -----------------------------------------------------------------------
def _acknowledge(writer: Person, words: Words, letter: Letter) -> None:
    """To the account, not to the From line: what waits in their name, and files left out."""
    if words.held_for:
        answering.notify(
            "forum/held", to=writer.email, language=writer.language, context={"why": words.held_for}
        )
    elif words.files_left_out:
        answering.notify(
            "forum/files",
            to=writer.email,
            language=writer.language,
            context={"files": words.files_left_out},
            in_reply_to=letter.message_id,
        )


def _tell(
    letter: Letter,
    reading: Reading,
    why: Refusal,
    *,
    writer: Person | None = None,
    forum: Forum | None = None,
) -> None:
    """Once a day, where a person waits for an answer, and nothing of what stands in a forum."""
    if not answering.may_be_answered(letter, reading):
        return
    language = writer.language if writer is not None else answering.language_of(reading)
    with override(language):
        sentence = str(why)
        path = forum.get_absolute_url() if forum is not None else ""
    answering.notify(
        "forum/not_posted",
        to=letter.from_address,
        language=language,
        context={"why": sentence, "url": settings.DIWAN_ORIGIN + path if path else ""},
        in_reply_to=letter.message_id,
    )


# --- no more letters -------------------------------------------------------------------------
def _meant(recipient: str) -> Forum | None:
    """The forum of an address: its own, or the tag of ``unsubscribe+f….@``."""
    parts = addressing.opened(recipient)
    if parts.box != "unsubscribe":
        return forum_of(recipient)
    return Forum.objects.filter(pk=_number(parts.tag[1:])).first() if parts.tag[:1] == "f" else None


def about(recipient: str) -> Mapping[str, str] | None:
    """What strangers do not read is called by its address: anybody may ask to hear no more."""
    forum = _meant(recipient)
    if forum is None:
        return None
    is_open = Forum.objects.all().open_to_all().filter(pk=forum.pk).exists()
    return forum.title if is_open else {"en": forum.mail_address}


def stop(address: str, recipient: str) -> None:
    forum = _meant(recipient) if recipient else None
    if recipient and forum is None:
        return
    for person in accounts_of(address):
        following.stop(person, forum)


def register() -> None:
    slots.letter_handlers.add(NAME, slots.LetterHandler(accepts, handle, refuses), order=25)
    slots.correspondence.add(NAME, slots.Correspondence(stop, about))
