"""A reply as a file: made in the worker, kept for a day, never older than the reply it prints."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from diwan.core.errors import Refusal

from ..models import Reply
from ..reply import rendering
from ..reply.building import build
from . import envelopes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ..reply.document import Document

FOLDER = "replies"
KEPT = timedelta(days=1)
#: forms of the whole reply: the same document gives the same bytes
PRINTED = ("pdf", "docx")
#: a summary as long as some slides; packs are ``pack-KEY.pdf`` and ``pack-KEY.docx``
SLIDES = "summary.pdf"


def place(document: Document, form: str) -> str:
    """Where the file of exactly this document stands; whatever changes in it changes the place.

    Words that are withdrawn or edited change the document, so that no file with them is given
    any more; ``forget_all`` removes it.
    """
    digest = hashlib.sha256(rendering.as_json(document).encode()).hexdigest()
    return f"{FOLDER}/{digest}.{form}"


def printed(document: Document, form: str) -> str | None:
    """The place of a file that stands ready."""
    name = place(document, form)
    return name if default_storage.exists(name) else None


def trouble(document: Document, form: str) -> str:
    """Why the file could not be made; empty when nothing is known of that."""
    name = f"{place(document, form)}.txt"
    if not default_storage.exists(name):
        return ""
    with default_storage.open(name, "rb") as file:
        return bytes(file.read()).decode()


def keep(document: Document, form: str) -> str:
    """Make the file, unless it stands already."""
    name = place(document, form)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(_drawn(document, form)))
    return name


def _drawn(document: Document, form: str) -> bytes:
    """The bytes of the whole, of the slides, or of the pack for a topic or question."""
    if form in PRINTED:
        made: bytes = getattr(rendering, form)(document)
        return made
    address = public_address(document)
    if form == SLIDES:
        return rendering.slides_pdf(document, address)
    part, _dot, kind = form.rpartition(".")
    draw = rendering.pack_pdf if kind == "pdf" else rendering.pack_docx
    return draw(document, part.removeprefix("pack-"), address)


def public_address(document: Document) -> str:
    """Where the full reply stands, for paper."""
    return envelopes.link(
        "discussions:consolidated", document.slug, document.version, language=document.language
    )


@task()
def print_reply(reply_id: int, language: str, form: str) -> None:
    """Make a file of a reply in the worker."""
    reply = Reply.objects.select_related("discussion").filter(pk=reply_id).first()
    if reply is None:
        return
    document = build(reply, language)
    name = place(document, form)
    try:
        keep(document, form)
    except Refusal as refusal:
        default_storage.save(f"{name}.txt", ContentFile(str(refusal).encode()))
    if place(_as_it_stands(reply_id, language), form) != name:
        default_storage.delete(name)  # words were taken back while it was made


def _as_it_stands(reply_id: int, language: str) -> Document:
    reply = Reply.objects.select_related("discussion").get(pk=reply_id)
    return build(reply, language)


def forget_all() -> None:
    """Remove every file once this is kept: any of them may hold what was just taken back."""
    transaction.on_commit(lambda: _delete(_files()))


def forget(now: datetime) -> int:
    """Remove files made more than a day ago; returns how many."""
    return _delete([name for name in _files() if _made_at(name) < now - KEPT])


def _files() -> list[str]:
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return []
    return [f"{FOLDER}/{name}" for name in names]


def _delete(names: Sequence[str]) -> int:
    for name in names:
        default_storage.delete(name)
    return len(names)


def _made_at(name: str) -> datetime:
    made: datetime = default_storage.get_modified_time(name)
    return made if timezone.is_aware(made) else timezone.make_aware(made)
