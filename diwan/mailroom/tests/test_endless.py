"""HTML of more lines or elements than any letter has: its words are kept, in bounded memory."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from diwan.mailroom.reading import html, read
from diwan.mailroom.splitting import restore

HEAD = b"From: a@b.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
DENSE = {
    "paragraphs": "<p>words in a row</p>",
    "colours": "<span style='color:red'>a</span>",
    "open": "<div>a",
    "arabic": "<p>كلمات</p>",
}


@pytest.mark.parametrize("unit", DENSE.values(), ids=DENSE)
def test_a_megabyte_takes_at_most_ten_times_its_size_and_a_second(unit: str) -> None:
    raw = HEAD + unit.encode() * (1_000_000 // len(unit.encode()))
    tracemalloc.start()
    read(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    started = time.process_time()
    read(raw)
    assert time.process_time() - started < 1
    assert peak < 10 * len(raw)


def test_its_words_are_kept_and_what_nobody_sees_is_not() -> None:
    body = (
        "<style>p { color: red }</style><p>Caf&eacute; &amp; <b>caf</b>e</p><SCRIPT>x<y</Script>"
        "<!-- no --><ul><li>one<li>two</ul><script>unended" + "<p>more</p>" * 20_000 + "<p>last</p>"
    )
    found = read(HEAD + body.encode())
    said = restore(found.text, found.cuttings)
    assert said.startswith("Café & cafe\none\ntwo\nunended\nmore\nmore\n")
    assert said.endswith("more\nlast")


def test_in_one_line_that_is_not_too_long_it_is_split_as_any_letter() -> None:
    lines = html.lines("<i></i>" * 20_001 + "<p>Words.</p><p>&gt; quoted</p>")
    assert [line.text for line in lines] == ["Words.", "> quoted"]
