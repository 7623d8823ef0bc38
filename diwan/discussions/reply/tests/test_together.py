from __future__ import annotations

from hashlib import sha256

from diwan.discussions.reply.document import Citation, Statement, Weight
from diwan.discussions.reply.together import together

VECTORS = {
    "a": {"=boat": 0.7, "=net": 0.7},
    "b": {"=bank": 0.7, "=loan": 0.7},
    "c": {"=boat": 0.6, "=net": 0.6, "=lamp": 0.5},
}


def statement(text, contribution, kind="point", about="T1"):
    words = Citation(contribution, 1, 0, 1, sha256(text.encode()).hexdigest(), "en", text)
    return Statement(0, kind, text, "en", about, Weight(1), (words,))


def order(*statements):
    return "".join(each.text for each in together(statements, VECTORS))


def test_what_is_about_the_same_thing_stands_together():
    assert order(statement("a", 1), statement("b", 2), statement("c", 3)) == "acb"


def test_one_contribution_is_no_company_for_itself_and_questions_stay_apart():
    assert order(statement("a", 1), statement("b", 2), statement("c", 1)) == "abc"
    assert order(statement("a", 1), statement("b", 2), statement("c", 3, about="T2")) == "abc"
    assert order(*(statement(each, n, "recommendation") for n, each in enumerate("abc"))) == "abc"
