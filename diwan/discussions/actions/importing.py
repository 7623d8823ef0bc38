"""Letters of a mailbox by the hundred: read in processes beside this one, stored at once.

The rows are those that `arrival.take_letter` would make of one letter after the other.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from diwan.audit.actions import record_many
from diwan.core.crew import ahead
from diwan.core.rows import insert, reserved_keys
from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import OutgoingLetter
from diwan.mailroom.words import Trust
from diwan.portal import actions as portal

from .. import placing
from ..models import Attachment, Contribution, Cutting, Discussion, Version
from ..words import SetAsideReason
from . import arrival, indexing, understanding
from .intake import attached
from .understanding import NotUnderstood, Understood

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from diwan.core.crew import Crew
    from diwan.mailroom.models import Letter
    from diwan.mailroom.reading import Reading

#: a batch ends at whichever comes first; three of them may be in memory
LETTERS_AT_ONCE, BYTES_AT_ONCE = 400, 8_000_000


def batches(raws: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The letters in lists that may be in memory together."""
    batch: list[bytes] = []
    size = 0
    for raw in raws:
        if batch and (len(batch) == LETTERS_AT_ONCE or size + len(raw) > BYTES_AT_ONCE):
            yield batch
            batch, size = [], 0
        batch.append(raw)
        size += len(raw)
    if batch:
        yield batch


class Batch:
    """Letters that are being read while those before them are stored."""

    def __init__(
        self,
        raws: Sequence[bytes],
        *,
        address: str,
        began: datetime,
        crew: Crew[bytes, Understood | NotUnderstood],
    ) -> None:
        self.raws = raws
        self._hashes = [mailroom.hash_of(raw) for raw in raws]
        known = mailroom.known_bytes(self._hashes, recipient=address, before=began)
        self._is_known = [each in known for each in self._hashes]
        new = [raw for raw, is_known in zip(raws, self._is_known, strict=True) if not is_known]
        self._task = crew.begin(new, share=understanding.SHARE)

    def letters(self) -> Iterator[tuple[bytes, str, Understood | NotUnderstood | None]]:
        """Each letter, its hash, and what it says; None for one that is known."""
        understood = iter(self._task.results())
        for raw, raw_hash, is_known in zip(self.raws, self._hashes, self._is_known, strict=True):
            yield raw, raw_hash, None if is_known else next(understood)


@contextmanager
def reading(
    discussion: Discussion, raws: Iterable[bytes], *, count: int, attribution: str, began: datetime
) -> Iterator[Iterator[Batch]]:
    """The letters of a mailbox in batches, each begun before the one ahead of it is stored.

    Args:
        began: when the whole import began; letters of one that began earlier are known.
    """
    with understanding.crew(discussion, attribution, letters=count) as crew:
        address = discussion.mail_address
        yield ahead(Batch(some, address=address, began=began, crew=crew) for some in batches(raws))


def take_letters(
    discussion: Discussion, batch: Batch, *, attribution: str, began: datetime
) -> list[Contribution | NotUnderstood | None]:
    """Take a batch in, all or none; None stands for a letter imported before.

    A letter that could not be understood is kept, for quarantine.
    """
    address = discussion.mail_address
    letters = list(batch.letters())
    new = [(raw, key, it) for raw, key, it in letters if isinstance(it, Understood)]
    with transaction.atomic():
        rows = mailroom.take_in_many(
            [mailroom.Opened(raw, key, it.reading, it.content_hash) for raw, key, it in new],
            recipient=address,
            handler="discussions",
            received_at=began,
        )
        understood = [it for _raw, _key, it in new]
        made = iter(_take(discussion, rows, understood, attribution=attribution))
        for raw, _key, it in letters:
            if isinstance(it, NotUnderstood):
                mailroom.keep_unread(raw, it.why, recipient=address, received_at=began)
    return [next(made) if isinstance(it, Understood) else it for _raw, _key, it in letters]


def _take(
    discussion: Discussion,
    letters: Sequence[Letter],
    understood: Sequence[Understood],
    *,
    attribution: str,
) -> list[Contribution]:
    thread = _Thread(discussion, letters, understood)
    made, places = [], []
    keys = reserved_keys(Contribution, len(letters))
    for key, letter, each in zip(keys, letters, understood, strict=True):
        contribution = arrival.composed(discussion, letter, each.reading, attribution=attribution)
        contribution.pk = key
        if each.said is not None and arrival.may_wish(letter):
            arrival.set_aside_as_wish(contribution)
        contribution.language = each.language
        places.append(thread.add(contribution, letter, each.reading))
        made.append(contribution)
    insert(made)
    versions = _keep_words(made, understood, places)
    _make_findable(versions, understood)
    sorts = zip(made, letters, strict=True)
    record_many("take letter", by=None, on=((row, {"sort": it.sort}) for row, it in sorts))
    _attach(made, understood)
    return made


def _keep_words(
    made: Sequence[Contribution], understood: Sequence[Understood], places: Sequence[placing.Place]
) -> list[Version]:
    versions: list[Version] = []
    cuttings: list[Cutting] = []
    for contribution, each, place in zip(made, understood, places, strict=True):
        version, cut = arrival.worded(contribution, each.reading, place, each.masked)
        versions.append(version)
        cuttings += cut
    insert(versions)
    insert(cuttings)
    return versions


def _make_findable(versions: Sequence[Version], understood: Sequence[Understood]) -> None:
    """As `indexing.index_for_team` would, with the words that were folded already."""
    entries = []
    for version, each in zip(versions, understood, strict=True):
        row, words = version.contribution, each.words
        if version.masked != each.masked:
            words = indexing.queue_words(row.subject, version.masked, row.language)
        entries.append(portal.Entry(row.pk, row.language, words))
    portal.index(indexing.QUEUE, entries)


def _attach(made: Sequence[Contribution], understood: Sequence[Understood]) -> None:
    """The files stand on the disk before their rows: what fails takes them away again."""
    rows = [
        row
        for contribution, each in zip(made, understood, strict=True)
        for row in attached(contribution, each.files)
    ]
    try:
        Attachment.objects.bulk_create(rows)
    except BaseException:
        for row in rows:
            if getattr(row.file, "_committed", False):  # it was written
                row.file.delete(save=False)
        raise


# --- what a letter answers or repeats --------------------------------------------------------
class _Row(NamedTuple):
    """A contribution that came by letter, perhaps of this batch and not saved yet."""

    order: tuple[datetime, int, int]
    pk: int
    state: str


def _order(row: _Row) -> tuple[datetime, int, int]:
    return row.order


_OF_LETTER = ("message_id", "content_hash", "from_address", "trust")


class _Thread:
    """What stood before each letter of a batch: rows of the database, and the batch so far."""

    def __init__(
        self, discussion: Discussion, letters: Sequence[Letter], understood: Sequence[Understood]
    ) -> None:
        self._discussion = discussion
        self._by_id: dict[str, list[_Row]] = {}
        self._first_by_id: dict[tuple[str, str], list[_Row]] = {}
        self._first_by_words: dict[tuple[str, str], list[_Row]] = {}
        named = {name for each in understood for name in placing.named_by(each.reading)}
        self._ours = _sent(named)
        repeated = [each for each in letters if each.sort == SetAsideReason.DUPLICATE]
        if repeated:
            # one after the other, as whoever takes a single letter does
            Discussion.objects.select_for_update(no_key=True).get(pk=discussion.pk)
        self._read(named, repeated)

    def _read(self, named: set[str], repeated: Sequence[Letter]) -> None:
        ids = named | {each.message_id for each in repeated} - {""}
        words = {each.content_hash for each in repeated} - {""}
        columns = ("pk", "received_at", "state", *(f"letter__{each}" for each in _OF_LETTER))
        rows = self._discussion.contributions.filter(letter__isnull=False).values_list(*columns)
        found = {row[0]: row for row in rows.filter(letter__message_id__in=ids)}
        found |= {row[0]: row for row in rows.filter(letter__content_hash__in=words)}
        for pk, at, state, *told in found.values():
            self._note(_Row((at, 0, pk), pk, state), *told)

    def _note(self, row: _Row, message_id: str, content_hash: str, sender: str, trust: str) -> None:
        self._by_id.setdefault(message_id, []).append(row)
        if trust != Trust.FAIL:
            self._first_by_id.setdefault((message_id, sender), []).append(row)
            self._first_by_words.setdefault((content_hash, sender), []).append(row)

    def add(self, contribution: Contribution, letter: Letter, reading: Reading) -> placing.Place:
        """Say what a letter answers and what it repeats; later letters may answer it."""
        place = self._place(contribution, reading)
        if letter.sort == SetAsideReason.DUPLICATE:
            contribution.duplicate_of_id = _key(self._first(letter))
        order = (arrival.arrived_at(letter), 1, letter.pk)
        row = _Row(order, contribution.pk, contribution.state)
        self._note(row, *(getattr(letter, each) for each in _OF_LETTER))
        return place

    def _place(self, contribution: Contribution, reading: Reading) -> placing.Place:
        named = placing.named_by(reading)
        if self._ours.intersection(named):
            place = placing.by_our_letters(self._discussion, named)
            if place is not None:
                contribution.reply_to = place.reply_to
                return place
        contribution.reply_to_id = _key(self._nearest(named))
        return placing.Place()

    def _nearest(self, named: Iterable[str]) -> _Row | None:
        for name in named:
            rows = [row for row in self._by_id.get(name, ()) if row.state in placing.ANSWERABLE]
            if rows:
                return max(rows, key=_order)
        return None

    def _first(self, letter: Letter) -> _Row | None:
        """As ``Letter.objects.may_be_repeated_by``; an imported letter is never proven."""
        senders = ("", letter.from_address)
        same = [self._first_by_id.get((letter.message_id, each), ()) for each in senders]
        said = [self._first_by_words.get((letter.content_hash, each), ()) for each in senders]
        by_id = chain(*same) if letter.message_id else ()
        by_words = chain(*said) if letter.content_hash else ()
        return min(by_id, key=_order, default=None) or min(by_words, key=_order, default=None)


def _key(row: _Row | None) -> int | None:
    return row.pk if row is not None else None


def _sent(named: set[str]) -> set[str]:
    """Those that are letters of ours, which say themselves where an answer belongs."""
    sent = OutgoingLetter.objects.filter(message_id__in=named).exclude(reply_to="")
    return set(sent.values_list("message_id", flat=True))
