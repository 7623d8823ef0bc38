from __future__ import annotations

import pytest

from diwan.discussions.reply.contrast import differs


@pytest.mark.parametrize(
    ("one", "other", "is_one_language"),
    [
        ("The test convinces employers.", "The test does not convince employers.", True),
        ("The fee has increased since 2010.", "The fee has fallen a lot, it decreased.", True),
        ("Le retour doit être volontaire.", "Le retour est obligatoire.", True),
        ("نجحت التجربة في القرية.", "فشلت التجربة في القرية.", True),
        ("The pilot was a success.", "فشلت التجربة في القرية.", False),
    ],
)
def test_signs_of_disagreement_are_seen(one, other, is_one_language):
    assert differs(one, other, is_one_language=is_one_language)


@pytest.mark.parametrize(
    ("one", "other", "is_one_language"),
    [
        ("The test convinces employers.", "A test convinces every employer.", True),
        ("Not only nurses leave.", "Nurses leave.", True),
        ("No credit without a title.", "المرأة لا تحصل على قرض.", False),
        ("تنجح الورش في الشتاء ولا سيما في الجبل.", "تنجح الورش في الشتاء.", True),
    ],
)
def test_what_agrees_is_left_in_peace(one, other, is_one_language):
    assert not differs(one, other, is_one_language=is_one_language)
