"""Full text beside a model's table: FTS5 on SQLite, a ``tsvector`` on PostgreSQL (decision 0005).

A model is found by its words when it is a :class:`HasWords`, its migration runs
:class:`AddWords`, and whoever changes what is found calls :func:`write` in the same transaction.

Words come folded from ``diwan.texts``, for the table and for what is asked, so that both databases
find the same: letters and digits with blanks between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from django.db import connections, migrations, models
from django.db.models import BooleanField, F, FloatField, QuerySet, Value
from django.db.models.expressions import Func

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

#: title, its stems, text, its stems
Words = Sequence[str]
#: All of it must be found, each by any of its alternatives: ``word``, the beginning of one
#: (``beg*``), or words that stand in this order (``"in this order"``).
Asked = Sequence[Sequence[str]]

M_co = TypeVar("M_co", bound=models.Model, covariant=True)

_COLUMNS = ("title", "title_stems", "body", "body_stems")
#: what a word found in each of the columns weighs
_WEIGHTS = (4.0, 3.0, 1.0, 0.7)
#: a text vector tells its parts by these letters, and weighs them in the other order
_LETTERS = ("A", "B", "C", "D")
_VECTOR = " || ".join(
    f"setweight(to_tsvector('simple', given.{column}), '{letter}')"
    for column, letter in zip(_COLUMNS, _LETTERS, strict=True)
)
_RANK = "ts_rank('{%s}', %%s, to_tsquery('simple', %%%%s), 1)" % ", ".join(  # noqa: UP031 - braces
    str(weight / max(_WEIGHTS)) for weight in reversed(_WEIGHTS)
)
#: pages that one step of a merge writes
_STEP = 200


# --- the table -------------------------------------------------------------------------------
def making(table: str, vendor: str) -> list[str]:
    """The statements that put words beside ``table``.

    Raises:
        NotImplementedError: neither SQLite nor PostgreSQL.
    """
    if vendor == "sqlite":
        columns = ", ".join(_COLUMNS)
        tokens = "tokenize = 'unicode61 remove_diacritics 0'"  # marks are folded away already
        return [f"CREATE VIRTUAL TABLE {table}_words USING fts5({columns}, {tokens})"]
    _require_postgresql(vendor)
    return [
        f"ALTER TABLE {table} ADD COLUMN words tsvector",
        f"CREATE INDEX {table}_words ON {table} USING gin (words)",
    ]


def dropping(table: str, vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TABLE {table}_words"]
    _require_postgresql(vendor)
    return [f"ALTER TABLE {table} DROP COLUMN words"]


def _require_postgresql(vendor: str) -> None:
    if vendor != "postgresql":
        raise NotImplementedError(f"Diwan searches on SQLite or PostgreSQL, not on {vendor}.")


class AddWords(migrations.RunPython):
    """Puts words beside the table of a model that stands already."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(_running(making, table), _running(dropping, table))

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [self.table], {}


def _running(statements: Any, table: str) -> Any:
    def run(_apps: Any, editor: Any) -> None:
        for statement in statements(table, editor.connection.vendor):
            editor.execute(statement)

    return run


# --- what is asked ---------------------------------------------------------------------------
def fts5(asked: Asked) -> str:
    """For ``MATCH``; words in order are looked for where words stand, not among stems."""
    return " AND ".join("(" + " OR ".join(map(_fts5, words)) + ")" for words in asked)


def _fts5(said: str) -> str:
    if said.startswith('"'):
        return f"({{title body}} : {said})"
    return f'"{said[:-1]}"*' if said.endswith("*") else f'"{said}"'


def tsquery(asked: Asked) -> str:
    """For ``to_tsquery('simple', …)``; the same."""
    return " & ".join("(" + " | ".join(map(_tsquery, words)) + ")" for words in asked)


def _tsquery(said: str) -> str:
    if said.startswith('"'):
        words = said.strip('"').split()
        ways = (" <-> ".join(f"'{word}':{letter}" for word in words) for letter in "AC")
        return " | ".join(f"({way})" for way in ways)
    return f"'{said[:-1]}':*" if said.endswith("*") else f"'{said}'"


class _OfRow(Func):
    """Something about the words of a row, which is told by its primary key."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(F("pk"))
        self.asked = asked

    @property
    def row(self) -> Any:
        """The column of the primary key, with the name that the table has in the query."""
        return self.get_source_expressions()[0]

    def vector(self, compiler: SQLCompiler) -> str:
        return f"{compiler.quote_name_unless_alias(self.row.alias)}.words"


class Matches(_OfRow):
    """Whether a row has every word asked for; stands anywhere in a query.

    Unless it ``leads``, SQLite goes through the rows in the order that the query asks for, and
    looks each up among those that match.
    """

    output_field = BooleanField()
    conditional = True

    def __init__(self, asked: Asked, *, leads: bool = True) -> None:
        super().__init__(asked)
        self.leads = leads

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        key, params = compiler.compile(self.row)
        key = key if self.leads else f"+{key}"  # a plus, and no index of the key is used
        words = connection.ops.quote_name(_words_of(self.row.target.model))
        found = f"{key} IN (SELECT rowid FROM {words} WHERE {words} MATCH %s)"  # noqa: S608 - a name
        return found, (*params, fts5(self.asked))

    def as_postgresql(
        self, compiler: SQLCompiler, _connection: BaseDatabaseWrapper, **_more: Any
    ) -> tuple[str, list[Any]]:
        return f"{self.vector(compiler)} @@ to_tsquery('simple', %s)", [tsquery(self.asked)]


class _Relevance(_OfRow):
    output_field = FloatField()

    def as_postgresql(
        self, compiler: SQLCompiler, _connection: BaseDatabaseWrapper, **_more: Any
    ) -> tuple[str, list[Any]]:
        return _RANK % self.vector(compiler), [tsquery(self.asked)]


class WordsQuerySet(QuerySet[M_co]):
    """Rows that are found by their words; every column of theirs filters in the same query."""

    def matching(self, asked: Asked) -> Self:
        """Those with every word, in no order; also as a subquery of another query."""
        return self.filter(Matches(asked)) if asked else self.none()

    def in_order_matching(self, asked: Asked) -> Self:
        """``matching`` for the first rows, by an index, where very many match."""
        return self.filter(Matches(asked, leads=False)) if asked else self.none()

    def as_met(self, asked: Asked) -> Self:
        """``matching`` for counting up to a number: it stops there. Not inside another query."""
        if not asked or connections[self.db].vendor != "sqlite":
            return self.matching(asked)
        table, words = _table_of(self.model), _words_of(self.model)
        met = self.extra(  # noqa: S610 - names of tables
            tables=[words],
            where=[f"{words}.rowid = {table}.id", f"{words} MATCH %s"],
            params=[fts5(asked)],
        )
        return cast("Self", met)

    def ranked(self, asked: Asked) -> Self:
        """Those with every word, best first; ``relevance`` is higher for a better one.

        Not inside another query: SQLite ranks where the tables are joined, in one pass. A rank
        asked for row by row would search again for each.
        """
        if not asked:
            return self.none()
        if connections[self.db].vendor == "sqlite":
            return self._joined(asked)
        found: Any = self.matching(asked).annotate(relevance=_Relevance(asked))
        return cast("Self", found.order_by("-relevance", "-pk"))

    def weighed(self, asked: Asked, among: Asked = ()) -> Self:
        """``ranked`` without an order: its slice stops where it is full, however many match.

        Args:
            asked: what is looked for, and weighed.
            among: what must be there as well and weighs nothing, as far as the database can.
        """
        everything = (*asked, *among)
        if not everything:
            return self.none()
        if connections[self.db].vendor == "sqlite":
            return self._with_relevance(everything)
        weight = _Relevance(asked) if asked else Value(0.0)
        return self.matching(everything).annotate(relevance=weight)

    def _joined(self, asked: Asked) -> Self:
        found: Any = self._with_relevance(asked)
        return cast("Self", found.extra(order_by=["-relevance", "-id"]))

    def _with_relevance(self, asked: Asked) -> Self:
        table, words = _table_of(self.model), _words_of(self.model)
        weights = ", ".join(map(str, _WEIGHTS))
        found: Any = self.extra(  # noqa: S610 - names of tables
            tables=[words],
            where=[f"{words}.rowid = {table}.id", f"{words} MATCH %s"],
            params=[fts5(asked)],
            select={"relevance": f"-bm25({words}, {weights})"},
        )
        return cast("Self", found)

    def delete(self) -> tuple[int, dict[str, int]]:
        """With their words, which SQLite keeps in a table of their own."""
        if connections[self.db].vendor == "sqlite":
            keys = list(self.values_list("pk", flat=True))
            _erase(self.model, keys, connections[self.db])
        return super().delete()


class HasWords(models.Model):
    """A model whose rows are found by their words; its manager is of a :class:`WordsQuerySet`."""

    class Meta:
        abstract = True


# --- what is found ---------------------------------------------------------------------------
def _table_of(model: type[models.Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 - Django documents it


def _words_of(model: type[models.Model]) -> str:
    """The table in which SQLite keeps the words."""
    return f"{_table_of(model)}_words"


def write(model: type[HasWords], rows: Iterable[tuple[int, Words]], *, using: str) -> None:
    """Give saved rows their words, in place of those they had.

    Args:
        rows: primary keys, each once, with their words.
        using: the alias of the database.
    """
    given = [(pk, *words) for pk, words in rows]
    connection = connections[using]
    if given and connection.vendor == "sqlite":
        _write_fts5(model, given, connection)
    elif given:
        _write_vectors(model, given, connection)


def _write_fts5(model: type[HasWords], given: Sequence[tuple[Any, ...]], connection: Any) -> None:
    _erase(model, [row[0] for row in given], connection)
    columns = ", ".join(("rowid", *_COLUMNS))
    values = ", ".join(["%s"] * (1 + len(_COLUMNS)))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_words_of(model)} ({columns}) VALUES ({values})",  # noqa: S608 - names
            given,
        )


def _write_vectors(
    model: type[HasWords], given: Sequence[tuple[Any, ...]], connection: Any
) -> None:
    table = _table_of(model)
    columns = ", ".join(("id", *_COLUMNS))
    arrays = ", ".join(["%s::bigint[]", *(["%s::text[]"] * len(_COLUMNS))])
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET words = {_VECTOR}"  # noqa: S608 - names
            f" FROM unnest({arrays}) AS given({columns}) WHERE {table}.id = given.id",
            [list(column) for column in zip(*given, strict=True)],
        )


def _erase(model: type[models.Model], keys: Sequence[int], connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM {_words_of(model)} WHERE rowid = %s",  # noqa: S608 - a name
            [(key,) for key in keys],
        )


def tidy(model: type[HasWords], *, using: str) -> int:
    """Drop what FTS5 still holds of words that were deleted: until it merges, it only marks them.

    In short steps, so that nobody waits; returns how many. PostgreSQL vacuums by itself.
    """
    connection = connections[using]
    if connection.vendor != "sqlite":
        return 0
    words = _words_of(model)
    merge = f"INSERT INTO {words} ({words}, rank) VALUES ('merge', %s)"  # noqa: S608 - a name
    steps = 0
    pages = -_STEP  # the first step makes all of the index one work
    with connection.cursor() as cursor:
        while True:
            before = connection.connection.total_changes
            cursor.execute(merge, [pages])
            if connection.connection.total_changes - before < 2:  # as SQLite says when it is done
                return steps
            steps += 1
            pages = _STEP
