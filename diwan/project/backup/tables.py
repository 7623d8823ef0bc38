"""Rows of any table as lines of JSON, and back: the same lines from SQLite and PostgreSQL."""

# ruff: noqa: SLF001 - Django's own words about its tables begin with an underscore

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.apps.registry import Apps

Model = type[models.Model]

#: what a restored site makes anew: who is signed in, work in hand, what the search knows
LEFT_OUT = frozenset({"sessions.session", "django_tasks_database.dbtaskresult"})
_REBUILT = frozenset({"portal.searchdocument", "people.directoryentry"})
#: rows that are read at once: a letter may have 25 MB
_CHUNK = 20


def tables(apps: Apps) -> list[Model]:
    """Every table that belongs into a backup, by name, those between tables too."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.label_lower not in LEFT_OUT | _REBUILT
    ]
    return sorted(found, key=lambda model: model._meta.label_lower)


def name_of(model: Model) -> str:
    return model._meta.label_lower


def lines(model: Model) -> Iterator[bytes]:
    """Each row as one line, an object of column → value, in the order of the primary key."""
    fields = model._meta.local_concrete_fields
    names = [field.attname for field in fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=_CHUNK):
        said = {name: _plain(value) for name, value in zip(names, row, strict=True)}
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield text.encode() + b"\n"


def _plain(value: Any) -> Any:
    """A value as JSON knows it; the field's own ``to_python`` reads it again."""
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


def rows(model: Model, said: Iterable[bytes]) -> Iterator[models.Model]:
    """The rows that ``lines`` wrote, to be saved."""
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    for line in said:
        values = json.loads(line)
        yield model(**{name: fields[name].to_python(value) for name, value in values.items()})


def digest(said: Iterable[bytes]) -> tuple[int, str]:
    """How many lines, and their SHA-256."""
    count, sha256 = 0, hashlib.sha256()
    for line in said:
        count += 1
        sha256.update(line)
    return count, sha256.hexdigest()


def empty(model: Model) -> None:
    """Delete every row, and ask nobody."""
    manager: Any = model._base_manager
    manager.all()._raw_delete(manager.db)


def insert(model: Model, made: Sequence[models.Model]) -> None:
    """Save rows as they are: no field is filled by the clock, no signal is sent."""
    manager: Any = model._base_manager
    fields = model._meta.local_concrete_fields
    manager.all()._insert(made, fields=fields, using=manager.db, raw=True)
