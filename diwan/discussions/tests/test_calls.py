from __future__ import annotations

import json
from datetime import date

import pytest
from django.utils.translation import override

from diwan.core.errors import Refusal
from diwan.discussions.calls import read_call

LEAST = {
    "title": {"en": "Small towns"},
    "opens": "2026-11-01",
    "closes": "2026-11-28",
    "languages": ["en", "ar"],
    "topics": [
        {"key": "T1", "title": "Return", "questions": [{"key": "Q1", "ar": "ما الذي ينجح؟"}]}
    ],
}


def write(tmp_path, data, name="small-towns.json"):
    path = tmp_path / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def changed(**changes):
    return {**json.loads(json.dumps(LEAST)), **changes}


def test_the_least_call_gets_its_stated_defaults(tmp_path):
    call = read_call(write(tmp_path, LEAST))
    assert call.slug == call.address == "small-towns"
    assert (call.opens, call.closes) == (date(2026, 11, 1), date(2026, 11, 28))
    assert call.time_zone == "UTC"
    assert call.audience == "public"
    assert call.topics[0].title == {"en": "Return"}
    assert call.topics[0].questions[0].text == {"ar": "ما الذي ينجح؟"}


def twice_the_key():
    data = changed()
    data["topics"][0]["questions"].append({"key": "Q1", "en": "Again?"})
    return data


def without(name):
    data = changed()
    del data[name]
    return data


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (without("title"), "title"),
        (without("opens"), "opens"),
        (without("closes"), "closes"),
        (without("languages"), "languages"),
        (without("topics"), "topics"),
        (changed(closes="2026-10-01"), "closes"),
        (changed(opens="1 November"), "opens"),
        (changed(opens="2026-02-30"), "opens"),
        (changed(languages=["en", "xx"]), "languages"),
        (changed(languages="en"), "languages"),
        (changed(languages=["en", "en"]), "languages"),
        (changed(time_zone="Tunis"), "time_zone"),
        (changed(time_zone="../../etc/passwd"), "time_zone"),
        (changed(slug="Small & towns"), "slug"),
        (changed(address="not an address"), "address"),
        (changed(title={"xx": "?"}), "title"),
        (changed(title={"en": 3}), "title.en"),
        (changed(places="TN"), "places"),
        (changed(audience="friends"), "audience"),
        (changed(topics=[]), "topics"),
        (changed(topics=["T1"]), "topics[1].key"),
        (changed(topics=[{"key": "T1", "title": "x", "questions": []}]), "topics[1].questions"),
        (
            changed(topics=[{"key": "T1", "title": "x", "questions": [{"key": "Q1"}]}]),
            "topics[1].questions[1]",
        ),
        (
            changed(topics=[{"key": "T1", "title": "x", "questions": [{"en": "no key"}]}]),
            "topics[1].questions[1].key",
        ),
        (changed(topics=[{"key": "T 1", "title": "x", "questions": []}]), "topics[1].key"),
        (twice_the_key(), "topics[1].questions[2].key"),
        (changed(closes="9999-12-31"), "closes"),
        (changed(opens="0001-01-01"), "opens"),
        (changed(topics=[{"key": "T1", "title": "x", "question": []}]), "topics[1].question"),
        (
            changed(topics=[{"key": "T1", "title": "x", "questions": [{"key": "Q", "txt": "?"}]}]),
            "topics[1].questions[1].txt",
        ),
        (["a list"], "JSON object"),
        ('{"title": ', "line 1"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_each_mistake_is_one_sentence_with_file_and_place(tmp_path, data, place, language):
    path = write(tmp_path, data)
    with (
        override("en" if place in {"JSON object", "line 1"} else language),
        pytest.raises(Refusal) as refused,
    ):
        read_call(path)
    assert str(path) in str(refused.value)
    assert place in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_name_that_stands_twice_is_refused_and_not_overwritten(tmp_path):
    text = json.dumps(LEAST).replace('{"title"', '{"opens": "2025-01-01", "title"', 1)
    with pytest.raises(Refusal, match=r"small-towns\.json: opens: this stands there twice"):
        read_call(write(tmp_path, text))


def test_a_misspelt_name_is_refused_and_a_strange_one_left_out(tmp_path):
    with pytest.raises(Refusal, match=r"timezone: .*write “time_zone”"):
        read_call(write(tmp_path, changed(timezone="Africa/Tunis")))
    assert read_call(write(tmp_path, changed(colour="green"))).slug == "small-towns"


def test_a_title_of_spaces_is_missing(tmp_path):
    with pytest.raises(Refusal, match="title: this is required"):
        read_call(write(tmp_path, changed(title={"en": "  "})))


def test_a_folder_is_called_a_folder(tmp_path):
    with pytest.raises(Refusal, match="is a folder"):
        read_call(tmp_path)


def test_a_file_that_is_missing_a_folder_or_not_text_is_named(tmp_path):
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00\x01")
    for name in ("missing.json", ".", "binary.json"):
        with pytest.raises(Refusal) as refused:
            read_call(tmp_path / name)
        assert str(tmp_path) in str(refused.value)


def test_a_call_nested_without_end_is_refused(tmp_path):
    with pytest.raises(Refusal, match="too deep"):
        read_call(write(tmp_path, "[" * 100_000 + "]" * 100_000))


@pytest.mark.parametrize("name", ["opens", "time_zone", "languages"])
def test_a_sentence_never_repeats_a_long_value(tmp_path, name):
    value = "x" * 5000
    with pytest.raises(Refusal) as refused:
        read_call(write(tmp_path, changed(**{name: [value] if name == "languages" else value})))
    assert "x" * 40 + "…" in str(refused.value)
    assert len(str(refused.value)) < 1000


def test_texts_are_cleaned_as_those_of_letters_are(tmp_path):
    call = read_call(
        write(tmp_path, changed(title={"en": "Small\x00\x1b towns\ufffe", "fr": "\x07"}))
    )
    assert call.title == {"en": "Small towns"}
