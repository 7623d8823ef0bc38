"""Fill an empty database from a backup, and prove row by row that it is the same."""

from __future__ import annotations

import shutil
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from diwan.core.errors import Refusal

from .manifest import SECRET
from .reading import damaged
from .tables import digest, empty, insert, lines, name_of, rows, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.apps.registry import Apps
    from django.db.migrations.graph import MigrationGraph

    from .reading import Backup
    from .tables import Model

_BATCH = 20


def restore(
    backup: Backup,
    *,
    progress: Callable[[str, int, int], None] = lambda _what, _done, _of: None,
) -> None:
    """Fill the configured database and the folder of uploads.

    The tables are first made as they were when the backup was written, filled, compared, and
    only then brought to what this version of the program wants.

    Raises:
        Refusal: a site is here already, the backup is of a newer version, or it is damaged;
            then the database is left as empty as it was, but for its tables.
    """
    _demand_nothing_here()
    apps = _tables_as_then(backup)
    _restore_files(backup, progress)
    with transaction.atomic():
        _fill(backup, apps, progress)
    call_command("migrate", interactive=False, verbosity=0)


def _demand_nothing_here() -> None:
    media = Path(settings.MEDIA_ROOT)
    if connection.introspection.table_names() or (media.is_dir() and any(media.iterdir())):
        raise Refusal(
            _(
                "There is a site here already, and nothing of it is written over. Restore into a"
                " new DIWAN_HOME, with a new database if DATABASE_URL is set."
            )
        )


def _tables_as_then(backup: Backup) -> Apps:
    executor = MigrationExecutor(connection)
    unknown = [each for each in backup.migrations if each not in executor.loader.disk_migrations]
    if unknown:
        raise Refusal(
            _(
                "This backup was made by a newer version of Diwan (it knows %(name)s). Install"
                " that version first."
            )
            % {"name": ".".join(unknown[0])}
        )
    state = executor.migrate(_last_of_each(backup, executor.loader.graph))
    found: Apps = state.apps
    return found


def _last_of_each(backup: Backup, graph: MigrationGraph) -> list[tuple[str, str]]:
    """The migrations after which no other of their room was applied."""
    applied = set(backup.migrations)
    return [
        each
        for each in backup.migrations
        if not any(
            child.key in applied and child.key[0] == each[0]
            for child in graph.node_map[each].children
        )
    ]


def _restore_files(backup: Backup, progress: Callable[[str, int, int], None]) -> None:
    home = Path(settings.DIWAN_HOME)
    root = Path(settings.MEDIA_ROOT)
    try:
        for number, name in enumerate(backup.files):
            progress("files", number, len(backup.files))
            if name == SECRET:
                continue
            backup.extract(name, root / name.removeprefix("media/"))
        if SECRET in backup.files:
            aside = home / f".{SECRET}.restored"
            backup.extract(SECRET, aside)
            aside.chmod(0o600)
            aside.replace(home / SECRET)
    except BaseException:
        shutil.rmtree(root, ignore_errors=True)
        raise


def _fill(backup: Backup, apps: Apps, progress: Callable[[str, int, int], None]) -> None:
    known = {name_of(model): model for model in tables(apps)}
    if unknown := set(backup.tables) - set(known):
        raise damaged(min(unknown))
    for model in known.values():
        empty(model)  # of what migrations put there
    for number, name in enumerate(backup.tables):
        progress(name, number, len(backup.tables))
        _load(known[name], backup.lines(name))
    for name, expected in backup.tables.items():
        if digest(lines(known[name])) != expected:
            raise damaged(name)
    _count_on(list(known.values()))


def _load(model: Model, said: Iterator[bytes]) -> None:
    """As they were: no field is filled by the clock, no signal is sent."""
    made = rows(model, said)
    while batch := list(islice(made, _BATCH)):
        insert(model, batch)


def _count_on(models: list[Model]) -> None:
    """New rows get numbers after those that were restored (PostgreSQL counts by itself)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
