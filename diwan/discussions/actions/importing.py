"""Letters of a mailbox by the hundred: read in copies of this process, stored at once.

The rows are those that `arrival.take_letter` would make of one letter after the other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from diwan.audit.actions import record_many
from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import Letter, OutgoingLetter
from diwan.mailroom.reading import read
from diwan.texts.abreast import abreast

from .. import placing
from ..models import Attachment, Contribution, Cutting, Discussion, Version
from ..words import SetAsideReason
from . import arrival
from .intake import attached
from .versions import masked_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from diwan.mailroom.reading import Reading
    from diwan.mailroom.wishes import Said

    from ..files import Checked

#: a batch ends at whichever comes first
LETTERS_AT_ONCE, BYTES_AT_ONCE = 400, 16_000_000
#: an attachment is soon read: beyond this a letter is no more work
_LONGEST_WORDS = 30_000
#: bytes that are worth a process of their own
_LEAST = 150_000


@dataclass(frozen=True, slots=True)
class Understood:
    """All that takes time and asks no database; ``reading`` without the files' bytes."""

    reading: Reading
    said: Said | None
    language: str
    masked: str
    files: tuple[Checked, ...]


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


def understand(discussion: Discussion, attribution: str, raw: bytes) -> Understood:
    """What one letter says; pure, for a copy of this process."""
    reading = read(raw)
    writer = Contribution(
        discussion=discussion, author_name=reading.from_name[:200], attribution=attribution
    )
    writer.language = arrival.language_in(discussion, reading)
    masked, _parts = masked_for(writer, reading.text, [])
    return Understood(
        reading=replace(reading, attachments=()),
        said=arrival.wish_of(reading),
        language=writer.language,
        masked=masked,
        files=tuple(arrival.checked(writer, reading)),
    )


def take_letters(
    discussion: Discussion, raws: Sequence[bytes], *, attribution: str, began: datetime
) -> list[Contribution | None]:
    """Take letters of a mailbox in, all or none; None stands for one imported before.

    Args:
        began: when the whole import began; letters of one that began earlier are known.
    """
    address = discussion.mail_address
    known = mailroom.known_bytes(raws, recipient=address, before=began)
    new = [raw for raw in raws if mailroom.hash_of(raw) not in known]
    work = partial(understand, discussion, attribution)
    understood = abreast(work, new, heft=_heft, least=_LEAST)
    with transaction.atomic():
        letters = mailroom.take_in_many(
            [(raw, each.reading) for raw, each in zip(new, understood, strict=True)],
            recipient=address,
            handler="discussions",
            received_at=began,
        )
        made = iter(_take(discussion, letters, understood, attribution=attribution))
    return [None if mailroom.hash_of(raw) in known else next(made) for raw in raws]


def _heft(raw: bytes) -> int:
    return min(len(raw), _LONGEST_WORDS)


def _take(
    discussion: Discussion,
    letters: Sequence[Letter],
    understood: Sequence[Understood],
    *,
    attribution: str,
) -> list[Contribution]:
    thread = _Thread(discussion, letters, understood)
    made, places = [], []
    for letter, each in zip(letters, understood, strict=True):
        contribution = arrival.composed(discussion, letter, each.reading, attribution=attribution)
        if each.said is not None and arrival.may_wish(letter):
            arrival.set_aside_as_wish(contribution)
        contribution.language = each.language
        places.append(thread.add(contribution, letter, each.reading))
        made.append(contribution)
    Contribution.objects.bulk_create(made)
    thread.tie()
    _keep_words(made, understood, places)
    sorts = zip(made, letters, strict=True)
    record_many("take letter", by=None, on=((row, {"sort": it.sort}) for row, it in sorts))
    _attach(made, understood)
    return made


def _keep_words(
    made: Sequence[Contribution], understood: Sequence[Understood], places: Sequence[placing.Place]
) -> None:
    versions, cuttings = [], []
    for contribution, each, place in zip(made, understood, places, strict=True):
        version, cut = arrival.worded(contribution, each.reading, place, each.masked)
        versions.append(version)
        cuttings += cut
    Version.objects.bulk_create(versions)
    Cutting.objects.bulk_create(cuttings)


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
    """A contribution that came by letter; ``row`` when it is of this batch and not saved yet."""

    order: tuple[datetime, int, int]
    pk: int | None
    state: str
    row: Contribution | None


def _order(row: _Row) -> tuple[datetime, int, int]:
    return row.order


class _Thread:
    """What stood before each letter of a batch: rows of the database, and the batch so far."""

    def __init__(
        self, discussion: Discussion, letters: Sequence[Letter], understood: Sequence[Understood]
    ) -> None:
        self._discussion = discussion
        self._by_id: dict[str, list[_Row]] = {}
        self._by_words: dict[str, list[_Row]] = {}
        self._to_tie: list[tuple[Contribution, str, Contribution]] = []
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
        columns = ("pk", "received_at", "state", "letter__message_id", "letter__content_hash")
        rows = self._discussion.contributions.filter(letter__isnull=False).values_list(*columns)
        found = {row[0]: row for row in rows.filter(letter__message_id__in=ids)}
        found |= {row[0]: row for row in rows.filter(letter__content_hash__in=words)}
        for pk, at, state, message_id, content_hash in found.values():
            self._note(_Row((at, 0, pk), pk, state, None), message_id, content_hash)

    def _note(self, row: _Row, message_id: str, content_hash: str) -> None:
        self._by_id.setdefault(message_id, []).append(row)
        self._by_words.setdefault(content_hash, []).append(row)

    def add(self, contribution: Contribution, letter: Letter, reading: Reading) -> placing.Place:
        """Say what a letter answers and what it repeats; later letters may answer it."""
        place = self._place(contribution, reading)
        if letter.sort == SetAsideReason.DUPLICATE:
            self._link(contribution, "duplicate_of", self._first(letter))
        order = (arrival.arrived_at(letter), 1, letter.pk)
        row = _Row(order, None, contribution.state, contribution)
        self._note(row, letter.message_id, letter.content_hash)
        return place

    def _place(self, contribution: Contribution, reading: Reading) -> placing.Place:
        named = placing.named_by(reading)
        if self._ours.intersection(named):
            place = placing.by_our_letters(self._discussion, named)
            if place is not None:
                contribution.reply_to = place.reply_to
                return place
        self._link(contribution, "reply_to", self._nearest(named))
        return placing.Place()

    def _nearest(self, named: Iterable[str]) -> _Row | None:
        for name in named:
            rows = [row for row in self._by_id.get(name, ()) if row.state in placing.ANSWERABLE]
            if rows:
                return max(rows, key=_order)
        return None

    def _first(self, letter: Letter) -> _Row | None:
        same = self._by_id.get(letter.message_id, ()) if letter.message_id else ()
        said = self._by_words.get(letter.content_hash, ()) if letter.content_hash else ()
        return min(same or said, key=_order, default=None)

    def _link(self, contribution: Contribution, field: str, other: _Row | None) -> None:
        if other is not None and other.row is not None:
            self._to_tie.append((contribution, field, other.row))
        elif other is not None:
            setattr(contribution, f"{field}_id", other.pk)

    def tie(self) -> None:
        """Once all are saved: what they answer and repeat among themselves."""
        changed = {}
        for contribution, field, other in self._to_tie:
            setattr(contribution, field, other)
            changed[contribution.pk] = contribution
        Contribution.objects.bulk_update(changed.values(), ["reply_to", "duplicate_of"])


def _sent(named: set[str]) -> set[str]:
    """Those that are letters of ours, which say themselves where an answer belongs."""
    sent = OutgoingLetter.objects.filter(message_id__in=named).exclude(reply_to="")
    return set(sent.values_list("message_id", flat=True))
