"""The writer's answers between the lines of an old letter that is not marked line by line."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from . import below, marks, promises
from .wrapping import closes_sentence, ends_sentence, goes_on, is_item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .letter import Letter

_TAG = re.compile(r"\*{0,2}[\[(]([^\W\d_][^\[\]()\n]{0,29})[\])]\*{0,2}\s?[:>–-]?\s*(?=\S)")
_NAMED = re.compile(r"\*{0,2}([^\W\d_][^:>/\n]{0,29}?)\*{0,2}\s?(?:[:/]|>{1,3}|=>|->|—|–)\s+(?=\S)")
_ARROW = re.compile(r"(?:=+>|-{1,2}>|→|⇒|►|>{2,})\s*(?=\S)|[*#+@]{2,3}\s*(?=[^*#+@\s])")
#: with such words people end letters, and speak to whom they ask
_WISHES = re.compile(
    r"merci|remerci|thank|regards|cordial|salut|attente|avance|amiti|sincer|best|wishes|hâte|bientôt"
    r"|\b(you|your|tu|ton|ta|tes|vous|votre|vos|te)\b|\bt['’]|شكر|تحي|مودة|احترام|انتظار|كم\b"
)
_LEAST_SAID_WORDS = 10
_ANSWER_TAGS = {
    *(
        "ma réponse",
        "notre réponse",
        "my answer",
        "our answer",
        "réponse",
        "rép",
        "r",
        "answer",
        "ans",
        "a",
        "reply",
    ),
    *("الجواب", "جواب", "جوابي", "ج", "رد", "الرد", "الإجابة"),
    *("respuesta", "antwort", "risposta"),
}
_NO_TAG = re.compile(r"image|cid|logo|external|externe|صورة|photo|bild|imagen|immagine")
#: above so many words, “my answers are in your text” is one remark among others
_MOST_WORDS_ABOVE = 60
#: where fewer words announce answers below, the answers themselves are not among them
_MOST_WORDS_ALONE = 25
#: so many words before the old letter cannot hold the answers, too, that they announce
_MOST_LAST_WORDS = 20


def own_lines(letter: Letter, start: int, body: int) -> list[int] | None:
    """Which lines of the old letter that begins at ``start`` the writer wrote into it.

    None when the writer says that answers stand in it and none can be told from it: then it
    must be kept as it is.
    """
    above = words_above(letter, start)
    found = [at for at in range(body, len(letter.lines)) if letter.lines[at].mark == "own"]
    if not found:
        found = _with_further_paragraphs(letter, list(_tagged(letter, body, above)))
    found = found or list(below.signed(letter, body))
    return found if found or not promises_answers(above) else None


def promises_answers(above: str) -> bool:
    """Whether the words above say that answers stand in the old letter."""
    words = len(above.split())
    last = " ".join(above.split()[-_MOST_LAST_WORDS:])
    if promises.only_points(above) or promises.announces_own_answers_below(last):
        return True
    if words <= _MOST_WORDS_ALONE and promises.announces_answers_below(above):
        return True
    return words <= _MOST_WORDS_ABOVE and promises.announces_answers_within(above)


def promises_answers_within(above: str) -> bool:
    """Whether the few words above say that answers stand inside the quote, or how they look."""
    if promises.only_points(above):
        return True
    words = len(above.split())
    if words > _MOST_WORDS_ABOVE or not promises.announces_answers(above):
        return False
    if words <= _MOST_WORDS_ALONE and promises.announces_own_answers_below(above):
        return True
    return promises.announces_answers_within(above)


def words_above(letter: Letter, start: int) -> str:
    return " ".join(
        letter.plain[at] for at in range(start) if letter.plain[at] and letter.is_kept(at)
    )[:20_000]


def _tagged(letter: Letter, body: int, above: str) -> Iterator[int]:
    """Lines under a tag of the writer (“[AB] yes”) or an arrow, to the end of their paragraph."""
    shown = [marks.visible(line.text).strip() for line in letter.lines[body:]]
    tags = _tags(shown, letter.writer, above)
    has_capitals = "capitals" in promises.announced_letters(above)
    has_capitals = has_capitals or _follow_questions(shown, _is_loud)
    has_arrows = promises.announces_answers(above) or promises.points_into(above)
    has_arrows = has_arrows or _follow_questions(shown, lambda text: bool(_ARROW.match(text)))
    whole = [_whole(letter, body + at) for at in range(len(shown))]
    width = max(map(len, whole), default=0)
    is_own = False
    for at, text in enumerate(shown):
        if has_capitals and _is_loud(text):
            yield body + at
            continue
        is_own = _begins_answer(text, tags, has_arrows=has_arrows) or (
            is_own and _goes_on(whole[at - 1], text, width) and not is_item(text)
        )
        if is_own:
            yield body + at


def _goes_on(above: str, text: str, width: int) -> bool:
    """Whether ``text`` is the rest of an answer; small letters begin nobody's sentence."""
    is_rest = bool(above) and text[:1].islower() and not ends_sentence(above)
    return is_rest or goes_on(above, text, width)


def _whole(letter: Letter, index: int) -> str:
    """The line at ``index``, with the question before it that was told from it."""
    text = letter.lines[index].text
    if index and not letter.lines[index - 1].end:
        text = letter.lines[index - 1].text + text
    return marks.visible(text).strip()


def _with_further_paragraphs(letter: Letter, tagged: Sequence[int]) -> list[int]:
    """Tagged lines, and the paragraphs below them to where the old letter asks on.

    It asks on where a paragraph is a question or an item; where none does before the next tag,
    what stands between is the old letter's.
    """
    further = (_before_question(letter, one + 1, other) for one, other in pairwise(tagged))
    last = _said_on(letter, tagged[-1] + 1) if tagged else range(0)
    return sorted({*tagged, *chain.from_iterable(further), *last})


def _said_on(letter: Letter, start: int) -> range:
    """The paragraph below the last answer, when it is no end of a letter: no thanks, no wishes."""
    first = letter.next_with_words(start)
    stop = first
    while stop < len(letter.lines) and letter.plain[stop]:
        stop += 1
    said = " ".join(letter.plain[first:stop])
    is_long = len(said.split()) >= _LEAST_SAID_WORDS and closes_sentence(said)
    is_said = first > start and is_long and not said.endswith(("?", "؟"))
    return range(start, stop) if is_said and not _WISHES.search(said) else range(0)


def _before_question(letter: Letter, start: int, stop: int) -> range:
    """The lines from ``start`` on, to the paragraph before ``stop`` that asks first."""
    first = paragraph = letter.next_with_words(start)
    if first == start:  # the old letter goes on right below the answer
        return range(0)
    for at in range(first, stop):
        shown = marks.visible(letter.lines[at].text).strip()
        if not shown:
            paragraph = at + 1
        elif is_item(shown) or shown.endswith(("?", "؟")):
            return range(start, paragraph) if paragraph > first else range(0)
    return range(0)


def _begins_answer(text: str, tags: set[str], *, has_arrows: bool) -> bool:
    if has_arrows and _ARROW.match(text):
        return True
    return _tag_of(text) in tags


def _tag_of(text: str) -> str:
    """What an answer is signed with: “AB” of “[AB] yes”, “r” of “R: yes”; or nothing."""
    found = _TAG.match(text) or _NAMED.match(text)
    return marks.plain(found[1]).rstrip(" .0123456789") if found else ""


def _is_loud(text: str) -> bool:
    return text.isupper() and " " in text


def _follow_questions(shown: Sequence[str], is_answer: Callable[[str], bool]) -> bool:
    """Whether two lines or more look like answers, and each stands below a question."""
    above, found = "", 0
    for text in filter(None, shown):
        if is_answer(text):
            if not above.endswith(("?", "؟")):
                return False
            found += 1
        else:
            above = text
    return found > 1


def _tags(shown: list[str], writer: str, above: str) -> set[str]:
    """What the writer signs answers with: announced above, their name, or what comes again."""
    bracketed = [marks.plain(found[1]) for text in shown if (found := _TAG.match(text))]
    again = {tag for tag, times in Counter(bracketed).items() if times > 1}
    announced = {tag for tag in bracketed if f"[{tag}]" in above or f"({tag})" in above}
    is_said = promises.announces_answers(above) or promises.points_into(above)
    is_said = is_said or _follow_questions(shown, lambda text: _tag_of(text) in _ANSWER_TAGS)
    names = _names(writer) | (_ANSWER_TAGS if is_said else set())
    return {tag for tag in again | announced | names if not _NO_TAG.search(tag)}


def _names(writer: str) -> set[str]:
    """The whole name, the first and the last one, and the initials."""
    whole = marks.plain(writer)
    parts = [part for part in re.split(r"[\s.-]+", whole) if part]
    if len(parts) < 2:
        return {whole} - {""}
    words = whole.split()
    initials = {"".join(part[0] for part in parts), "".join(word[0] for word in words)}
    return {whole, words[0], words[-1]} | {each for each in initials if len(each) > 1}
