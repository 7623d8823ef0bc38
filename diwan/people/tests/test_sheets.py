"""Files of organisations: encodings, separators, damaged books; and back."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from diwan.people import sheets
from diwan.people.importing.reading import Known
from diwan.people.importing.reading import read as read_row

HEAD = "name;kind of actor;country\n"


def names(content, file="o.csv"):
    return [row["name"] for row in sheets.read(file, content)]


def test_lines_of_one_file_may_each_be_written_otherwise():
    content = (
        HEAD.encode()
        + "Santé pour tous;research;TN\n".encode("cp1252")
        + "جمعية جسور للتنمية;research;EG\n".encode("cp1256")
        + "Café العربي;research;TN\n".encode()
        + "Élan;research;FR\n".encode("cp1252")
    )
    assert names(content) == ["Santé pour tous", "جمعية جسور للتنمية", "Café العربي", "Élan"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encodings_and_separators(encoding, separator):
    text = HEAD + '"Pont; neuf, été | 2";research;FR\r\n'
    text = HEAD.replace(";", separator) + text.split("\n", 1)[1].replace(
        '";research;FR', separator.join(['"', "research", "FR"])
    )
    assert names(text.encode(encoding)) == ["Pont; neuf, été | 2"]


def test_columns_may_be_named_in_three_languages():
    for head in ("Nom,Type d’acteur,Pays", "الاسم,نوع الجهة الفاعلة,البلد", "NAME,Kind,Country"):
        row = sheets.read("o.csv", f"{head}\nRihla,research,MA\n".encode())[0]
        assert row == {"name": "Rihla", "kind": "research", "country": "MA", "line": "2"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "must name the columns"),
        (b"a;b\nc;d\n", "must name the columns"),
        (HEAD.encode(), "no organisation under"),
        (HEAD.encode() + b"\0\0", "no table"),
        (HEAD.encode() + b'"never ends;research;TN\nB;research;TN\n', "quote that never ends"),
        (b"PK\x03\x04 broken", "damaged or protected"),
        (HEAD.encode() + b"x;y;z\n" * 5001, "more than 5,000"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_a_file_that_is_no_table_gets_a_sentence(content, sentence):
    with pytest.raises(sheets.Unreadable, match=sentence):
        sheets.read("o.csv", content)


def book(*rows):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_book_is_read_like_a_file():
    content = book(["Name", "Kind"], ["جسور", "research"], [None, None], [12, "other"])
    assert sheets.read("any.xlsx", content) == [
        {"name": "جسور", "kind": "research", "line": "2"},
        {"name": "12", "kind": "other", "line": "4"},
    ]


def test_what_is_written_is_no_formula_and_comes_back():
    row = ["=1+1", "+213", "@x", "plain"]
    text = sheets.written_csv(["name", "kind", "country", "seat"], [row])
    assert "'=1+1" in text
    found = sheets.read("o.csv", text.encode())[0]
    assert [found[name] for name in ("name", "kind", "country", "seat")] == row
    content = sheets.written_xlsx(["name"], [["=1+1"]])
    assert load_workbook(io.BytesIO(content)).active["A2"].value == "'=1+1"


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_sentence(content):
    assert isinstance(sheets.decoded(content), str)
    for head in (b"", HEAD.encode()):
        with suppress(sheets.Unreadable):
            rows = sheets.read("f", head + content)
            assert all(set(row) <= {*sheets.COLUMNS, "line"} for row in rows)


def test_every_heading_means_one_column():
    called = [name for names in sheets.COLUMNS.values() for name in names]
    assert len(called) == len(set(called))
    assert all(sheets._folded(name) == name for name in called)


@pytest.mark.parametrize(
    ("column", "most"),
    [("acronym", 40), ("name_fr", 200), ("contact", 500), ("description", 3000)],
)
def test_what_is_too_long_is_refused_and_not_cut(column, most):
    row = {"name": "Jossour", "kind": "research"}
    said, wrong = read_row(row | {column: "x" * most}, Known({}, {}))
    assert said is not None
    assert wrong == []
    said, wrong = read_row(row | {column: "x" * (most + 1)}, Known({}, {}))
    assert said is None
    assert column in wrong[0]
    assert str(most) in wrong[0]


def test_overrides_are_read_out_of_a_file():
    assert names((HEAD + "pay \u202e001\u202c now;research;TN\n").encode()) == ["pay 001 now"]
