from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.mailroom.addressing import opened, tagged

BOXES = st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True)
WORDS = st.from_regex(r"[a-z0-9.]{1,32}", fullmatch=True)


@given(BOXES, WORDS)
def test_what_was_put_into_an_address_comes_back(box, words):
    address = opened(tagged(box, words).upper())
    assert (address.box, address.tag, address.is_forged) == (box, words, False)


@given(BOXES, BOXES, WORDS, WORDS)
def test_a_tag_is_good_for_its_box_and_its_words_alone(box, other, words, changed):
    local, _at, domain = tagged(box, words).partition("@")
    signature = local.rpartition("-")[2]
    if box != other:
        assert opened(f"{other}+{words}-{signature}@{domain}").is_forged
    if words != changed:
        assert opened(f"{box}+{changed}-{signature}@{domain}").is_forged


@given(st.text())
def test_any_address_can_be_opened(text):
    assert opened(text).tag == "" or opened(text).is_forged is False


def test_an_address_without_tag_is_itself():
    assert opened("Rencontre@Lists.Example.org").plain == "rencontre@lists.example.org"
    assert not opened("rencontre@lists.example.org").is_forged


@pytest.mark.parametrize("words", ["", "a b", "é", "x" * 33, "A"])
def test_only_plain_words_become_a_tag(words):
    with pytest.raises(ValueError, match="address"):
        tagged("box", words)


def test_an_address_too_long_for_mail_is_not_made():
    with pytest.raises(ValueError, match="address"):
        tagged("a" * 40, "x" * 20)
