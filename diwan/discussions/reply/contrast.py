"""Whether two sentences about the same thing say opposite things."""

from __future__ import annotations

import re
from functools import lru_cache

from .cues import folded

#: each row: words that stand against each other, as beginnings of folded words
_OPPOSITES = tuple(
    tuple(tuple(side.split()) for side in row)
    for row in (
        (
            "increas rise rose grow grew augment accroi hausse يزيد يزداد ارتف زاد تزيد",
            "decreas declin fell drop diminu baiss recul يقل ينخفض انخف تراجع قلص",
        ),
        ("success succeed reussi نجح نجاح ينجح تنجح", "fail echec echou فشل يفشل اخفق تعثر"),
        (
            "cheap inexpensive abordable رخيص ارخص",
            "expensive costly couteu مكلف باهظ",
        ),
        ("easy easily easier facil سهل سهول يسهل", "difficult harder impossibl صعب صعوب مستحيل"),
        (
            "useful helpful effective efficac مفيد فعال",
            "useless ineffective harmful inutile ضار مضر",
        ),
        (
            "voluntar optional volontair facultati طوع اختيار",
            "compulsor mandator obligatoir الزام اجبار",
        ),
        ("sufficient suffisant كاف", "insufficient insuffisant"),
        ("permanent durable دايم", "temporary temporair provisoir موقت"),
        ("faster quick rapid سريع اسرع", "slow lente بطي ابط"),
        ("support approuv نويد", "oppos reject desaccord نعارض اعارض ارفض نرفض"),
    )
)
_DENIED = re.compile(
    r"\b(?:not|never|no|nobody|nothing|nor|neither|without|cannot|can't|don't|doesn't|didn't|won't"
    r"|isn't|aren't|wasn't|weren't|shouldn't|wouldn't|hardly|rarely|seldom"
    r"|jamais|aucune?|rien|personne|sans|pas|guere)\b"
    r"|\bn'|\bne\b"
    r"|(?<!\w)و?(?:لا|لم|لن|ليس|ليست|ليسوا|دون|بدون|غير|عدم|ما من)(?!\w)"
)
#: “not only … but” and “no doubt” deny nothing
_NO_DENIAL = re.compile(
    r"\bnot (?:only|just|merely)\b|\bno doubt\b|\bnon seulement\b|\bpas seulement\b"
    r"|\bsans doute\b|\bne [^ ]+ (?:pas )?que\b|(?<!\w)و?(?:لا سيما|لا شك|ليس فقط|لا بد|لا يقتصر)"
)
_AGAINST = re.compile(
    r"\b(?:contrary to|unlike|i disagree|do not agree|on the contrary|is a mistake|misguided"
    r"|contrairement|au contraire|pas d'accord|ne partag\w+ pas|est une erreur)\b"
    r"|خلافا ل|على عكس|بعكس|لا اتفق|لا نتفق|خطا"
)
_WORD = re.compile(r"[^\W_]+")


def differs(one: str, other: str, *, is_one_language: bool) -> bool:
    """Whether two sentences that are alike show a sign of disagreement.

    Signs: they hold words that stand against each other, exactly one says that it goes against
    something, or, in one language, exactly one of them denies; languages deny too differently to
    be compared. A sign is no proof: what is found is “perhaps”.
    """
    left, right = folded(one), folded(other)
    return (
        _opposed(left, right)
        or _goes_against(left) != _goes_against(right)
        or (is_one_language and _denies(left) != _denies(right))
    )


@lru_cache(maxsize=4096)
def _goes_against(folded: str) -> bool:
    return bool(_AGAINST.search(folded))


@lru_cache(maxsize=4096)
def _denies(folded: str) -> bool:
    return bool(_DENIED.search(_NO_DENIAL.sub(" ", folded)))


def _opposed(left: str, right: str) -> bool:
    ours, theirs = _sides(left), _sides(right)
    return any((row, 1 - side) in theirs and (row, side) not in theirs for row, side in ours)


@lru_cache(maxsize=4096)
def _sides(bare: str) -> frozenset[tuple[int, int]]:
    """(row, side) of every opposite the sentence takes one side of, and only one."""
    found = {each for word in _WORD.findall(bare) for each in _sides_of(word)}
    return frozenset((row, side) for row, side in found if (row, 1 - side) not in found)


@lru_cache(maxsize=10_000)
def _sides_of(word: str) -> tuple[tuple[int, int], ...]:
    """Remembered: the same words come again and again."""
    return tuple(
        (row, side)
        for row, sides in enumerate(_OPPOSITES)
        for side, beginnings in enumerate(sides)
        if word.startswith(beginnings)
    )
