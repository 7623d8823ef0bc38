"""What can be seen of each piece of a contribution before its kind is decided."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from . import cues
from .cutting import cut
from .meaning import meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .likeness import Asking
    from .shapes import Writing

_WORD = re.compile(r"\w+")
_ASKS = re.compile(r"[?؟][\s\"”»)’\]]*$")
_FIGURE = re.compile(r"\d[\d.,\u00a0%]*")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_SENTENCE_END = re.compile(r"[.!?؟…][\s\"”»)’\]]*$")
_HEADING_WORDS = 18
_LINE_WORDS = 12


class Reading:
    """One contribution, cut into pieces, with what its forms and its words say of each."""

    def __init__(self, writing: Writing, keys: tuple[str, ...]) -> None:
        self.writing = writing
        seams = sorted({place for d in writing.declared for place in (d.start, d.end)})
        self.units = cut(writing.text, keys, seams)
        #: place of a question → what this contribution taught about it
        self.own: dict[int, dict[str, float]] = {}
        self.texts = [writing.text[unit.start : unit.end] for unit in self.units]
        self.words = [len(_WORD.findall(text)) for text in self.texts]
        self.counted = [meaning(text, writing.language) for text in self.texts]
        self.asks = [bool(_ASKS.search(text)) for text in self.texts]
        self._joined: dict[tuple[int, ...], dict[str, float]] = {}
        self.total = max(1, sum(self.words))
        self._before = [*accumulate(self.words, initial=0)]

    def meet(self, asking: Asking) -> None:
        """Look at the pieces in the light of what a call asks."""
        self.asking = asking
        self.vectors = [asking.space.weighed(counted) for counted in self.counted]

    @cached_property
    def declared(self) -> list[int | None]:
        """Per piece the place of the question under which its writer put it, if any."""
        places = {question.key: question.place for question in self.asking.questions}
        return [
            next(
                (
                    places.get(each.question or "")
                    for each in self.writing.declared
                    if each.start <= unit.start < each.end
                ),
                None,
            )
            for unit in self.units
        ]

    @property
    def features(self) -> set[str]:
        """What is spoken of anywhere in the contribution."""
        return set().union(*self.counted)

    def __len__(self) -> int:
        return len(self.units)

    def share(self, index: int) -> float:
        """How much of the text stands before the piece, 0 to 1."""
        return self._before[index] / self.total

    def pieces_after(self, index: int) -> int:
        return len(self.units) - 1 - index

    @cached_property
    def is_line(self) -> list[bool]:
        """Whether the piece, or the piece with its label, is a paragraph of its own."""
        return [
            unit.is_last and (unit.is_first or self.units[index - 1].is_label)
            for index, unit in enumerate(self.units)
        ]

    @cached_property
    def after_label(self) -> list[bool]:
        return [
            bool(unit.label and unit.label.signs and unit.label.is_closed)
            or (index > 0 and not unit.is_first and self.units[index - 1].is_label)
            for index, unit in enumerate(self.units)
        ]

    @cached_property
    def _shapes(self) -> Counter[str]:
        labels = [unit.label for unit in self.units if unit.label and unit.label.signs]
        return Counter(label.shape for label in labels)

    def in_series(self, index: int) -> bool:
        """Whether several pieces have a label of the same shape."""
        label = self.units[index].label
        return label is not None and self._shapes[label.shape] > 1

    @cached_property
    def paragraph_words(self) -> dict[int, int]:
        words: dict[int, int] = {}
        for unit, count in zip(self.units, self.words, strict=True):
            words[unit.paragraph] = words.get(unit.paragraph, 0) + count
        return words

    @cached_property
    def is_heading(self) -> list[bool]:
        return [self._is_heading(index) for index in range(len(self.units))]

    def _is_heading(self, index: int) -> bool:
        text, unit = self.texts[index], self.units[index]
        if not self.is_line[index] or not 1 <= self.words[index] <= _HEADING_WORDS or index == 0:
            return False
        if cues.WELCOME.match(text) or cues.CLOSING.match(text) or cues.CONTACT.search(text):
            return False
        is_numbered = bool(unit.label and unit.label.signs)
        if text.endswith((";", "؛", ",", "،", "…")) or (text.endswith(".") and not text.isupper()):
            return False
        if unit.label and unit.label.has_bullet and not is_numbered and self._is_item(index):
            return False
        if text.endswith(":") and self.next_is_item(index):
            return False
        if self.is_row[index]:
            return False
        return self._heads_text(index)

    def _heads_text(self, index: int) -> bool:
        """Whether a text that is longer than the line stands under it, or under lines like it."""
        paragraph = self.units[index].paragraph
        for distance in range(1, 6):
            number = paragraph + distance
            words = self.paragraph_words.get(number, 0)
            if words >= max(8, self.words[index]) and words > 0:
                return True
            first = self.firsts.get(number)
            if first is None or self.is_row[first]:
                return False
            if self.texts[first].endswith(":") or self.next_is_item(self.firsts[number] - 1):
                return True
            if self.texts[first].endswith((".", ";", ",", "،", "؛")):
                return False
        return False

    @cached_property
    def firsts(self) -> dict[int, int]:
        """Number of a paragraph → its first piece."""
        return {unit.paragraph: i for i, unit in enumerate(self.units) if unit.is_first}

    @cached_property
    def is_row(self) -> list[bool]:
        """Whether the piece looks like a row of a table: figures among few words."""
        return [
            text.count("\t") >= 2
            or (
                2 <= len(_FIGURE.findall(text)) >= len(_LETTERS.findall(text)) / 2
                and not (unit.label and unit.label.is_worded)
            )
            for text, unit in zip(self.texts, self.units, strict=True)
        ]

    def _is_item(self, index: int) -> bool:
        """A bullet among bullets, or under a line that ends with a colon."""
        text = self.texts[index]
        if _ASKS.search(text):
            return False
        label = self.units[index].label
        words = text[label.end - label.start :] if label else text
        if words[:1].islower():
            return True
        neighbours = [i for i in (index - 1, index + 1) if 0 <= i < len(self.units)]
        return any(
            (other := self.units[i].label) is not None and other.has_bullet for i in neighbours
        ) or (index > 0 and self.texts[index - 1].endswith(":"))

    def next_is_item(self, index: int) -> bool:
        if index + 1 >= len(self.units):
            return False
        label = self.units[index + 1].label
        return label is not None and not label.is_worded

    @cached_property
    def restates(self) -> list[list[float]]:
        return [self.asking.restates(vector) for vector in self.vectors]

    @cached_property
    def restates_topic(self) -> list[list[float]]:
        return [self.asking.restates_topic(vector) for vector in self.vectors]

    @cached_property
    def restated(self) -> list[float]:
        """How much each piece looks like a question or a title of the call."""
        return [
            max([*questions, *topics], default=0.0)
            for questions, topics in zip(self.restates, self.restates_topic, strict=True)
        ]

    def taught(self) -> None:
        """Forget what was seen before the questions learned from answers."""
        for name in ("near", "relevance"):
            self.__dict__.pop(name, None)

    @cached_property
    def near(self) -> list[list[float]]:
        """Per piece how near it is to each question, by what others answered."""
        return [self.asking.near(vector, self.own) for vector in self.vectors]

    def together(self, pieces: Sequence[int]) -> list[float]:
        """How near several pieces as one are to each question."""
        if len(pieces) == 1:
            return self.near[pieces[0]]
        key = tuple(pieces)
        if key not in self._joined:
            counted: Counter[str] = Counter()
            for index in pieces:
                counted.update(self.counted[index])
            self._joined[key] = self.asking.space.weighed(counted)
        return self.asking.near(self._joined[key], self.own)

    @cached_property
    def relevance(self) -> list[float]:
        return [max(near, default=0.0) for near in self.near]

    @cached_property
    def follows_label(self) -> list[bool]:
        """Whether a label in words stands right before the piece."""
        return [
            i > 0 and self.units[i - 1].is_label and not unit.is_first
            for i, unit in enumerate(self.units)
        ]

    @cached_property
    def asks_all(self) -> list[bool]:
        """Whether every sentence of the paragraph asks."""
        stating = {
            unit.paragraph
            for i, unit in enumerate(self.units)
            if not self.asks[i] and not unit.is_label
        }
        return [unit.paragraph not in stating for unit in self.units]

    @cached_property
    def heads(self) -> list[int]:
        """Pieces that look like headings over answers, or restate a question."""
        return [index for index in range(len(self.units)) if self._is_head(index)]

    def _is_head(self, index: int) -> bool:
        if self.is_heading[index] or self.units[index].is_label or self.after_label[index]:
            return True
        if not self.units[index].is_first:
            return False
        if self.asks[index] and self.restated[index] > 0.2:
            return True
        text = self.texts[index]
        is_anothers = bool(cues.ANOTHER.search(text)) and self.words[index] < 45
        return self.is_line[index] and (
            is_anothers or bool(cues.TURN.match(text) and text.endswith(":"))
        )

    @cached_property
    def is_structured(self) -> bool:
        return len(self.heads) >= 2

    @cached_property
    def begins(self) -> list[bool]:
        """What stands above the first heading; without headings, the first paragraph."""
        if self.is_structured:
            first = next((i for i in self.heads if not self._is_own_heading(i)), len(self.units))
            return [index < first for index in range(len(self.units))]
        return [self._opens(index) for index in range(len(self.units))]

    def _is_own_heading(self, index: int) -> bool:
        return bool(cues.SELF_HEADING.search(self.texts[index])) and self.restated[index] < 0.25

    def _opens(self, index: int) -> bool:
        body = [n for n in self.paragraph_words if self.paragraph_words[n] > 8]
        return bool(body) and self.units[index].paragraph <= body[0]

    def selves(self, index: int) -> int:
        """How often the paragraph of the piece speaks of its writer."""
        return sum(
            len(cues.SELF.findall(text))
            for text, unit in zip(self.texts, self.units, strict=True)
            if unit.paragraph == self.units[index].paragraph
        )

    def passes_over(self, index: int) -> bool:
        return bool(cues.PASSES_OVER.search(self.texts[index]))

    @cached_property
    def tail(self) -> list[bool]:
        """The short lines at the end, before postscripts, that no full stop closes."""
        found = [False] * len(self.units)
        for index in range(len(self.units) - 1, 0, -1):
            if self.is_postscript[index] or self.in_references[index]:
                continue
            text = self.texts[index]
            is_short = self.is_line[index] and self.words[index] <= _LINE_WORDS
            if not is_short or self._is_listed(index) or self.asks[index]:
                break
            if (
                _SENTENCE_END.search(text)
                and not cues.CONTACT.search(text)
                and self.words[index] > 3
            ):
                break
            found[index] = True
        return found

    def _is_listed(self, index: int) -> bool:
        label = self.units[index].label
        return label is not None or self.is_row[index]

    def ends(self, index: int) -> bool:
        """Whether only lines of a signature or a postscript can follow."""
        return all(
            self.words[i] <= 12 or self.is_postscript[i] for i in range(index + 1, len(self.units))
        )

    def quotes_document(self, index: int) -> bool:
        """A sentence that gives somebody else's document the word, and says nothing more."""
        text = self.texts[index]
        quotation = cues.QUOTATION.search(text)
        if not quotation or not cues.DOCUMENT.search(text) or not cues.SPEAKS.search(text):
            return False
        return len(quotation.group()) > 0.45 * len(text)

    @cached_property
    def is_postscript(self) -> list[bool]:
        marked = {
            unit.paragraph
            for index, unit in enumerate(self.units)
            if unit.is_first and cues.POSTSCRIPT.match(self.texts[index])
        }
        first = min(marked, default=len(self.units) + 1)
        return [
            unit.paragraph >= first and self.share(i) > 0.4 for i, unit in enumerate(self.units)
        ]

    def follows_gap(self, index: int) -> bool:
        """Whether an empty line stands before the piece."""
        gap = (
            self.writing.text[self.units[index - 1].end : self.units[index].start] if index else ""
        )
        return gap.count("\n") >= 2

    def questions_before(self, index: int) -> int:
        """How many headings and questions stand right before the piece, or its paragraph."""
        count = 0
        for i in range(self.firsts[self.units[index].paragraph] - 1, -1, -1):
            if not (self.asks[i] or self.is_heading[i]):
                break
            count += 1
        return count

    @cached_property
    def is_references_heading(self) -> list[bool]:
        return [
            bool(cues.REFERENCE_HEADING.match(text))
            and self.is_line[index]
            and self.share(index) > 0.3
            for index, text in enumerate(self.texts)
        ]

    @cached_property
    def in_references(self) -> list[bool]:
        """Lines under a heading such as “References”, until something else begins."""
        found = [False] * len(self.units)
        inside = False
        for index in range(len(self.units)):
            if self.is_references_heading[index]:
                inside = True
            elif inside and self._ends_references(index):
                inside = False
            found[index] = inside
        return found

    def _ends_references(self, index: int) -> bool:
        text = self.texts[index]
        if cues.CLOSING.match(text) or cues.WELCOME.match(text) or cues.POSTSCRIPT.match(text):
            return True
        follows_gap = (
            "\n\n" in self.writing.text[self.units[index - 1].end : self.units[index].start]
        )
        return follows_gap and not self.units[index].label and not cues.REFERENCE_SIGN.search(text)

    @cached_property
    def in_quotation(self) -> list[bool]:
        """Paragraphs that are quoted whole, with all their sentences."""
        spans: dict[int, list[int]] = {}
        for unit in self.units:
            spans.setdefault(unit.paragraph, [unit.start, unit.end])[1] = unit.end
        whole = {
            number
            for number, (start, end) in spans.items()
            if end - start > 20 and cues.QUOTED.match(self.writing.text[start:end])
        }
        return [unit.paragraph in whole for unit in self.units]

    def announces_quotation(self, index: int) -> bool:
        after = index + 1
        return (
            self.texts[index].endswith(":") and after < len(self.units) and self.in_quotation[after]
        )

    def is_name_like(self, index: int) -> bool:
        """Short, without a verb one would know, mostly capitals at the beginning of words."""
        text, words = self.texts[index], self.words[index]
        if not 1 <= words <= 14 or self.asks[index] or text.endswith((":", ";")):
            return False
        found = [w for w in re.findall(r"[^\W\d_]+", text) if len(w) > 3]
        latin = [w for w in found if w.isascii() or "À" <= w[0] <= "ɏ"]
        if len(latin) * 2 >= len(found):
            capitals = sum(w[0].isupper() for w in latin)
            return bool(latin) and capitals >= 0.6 * len(latin)
        return self.is_line[index] and words <= 8 and not text.endswith((".", "؟", "،"))

    def asks_next(self, index: int) -> bool:
        return index + 1 < len(self.units) and self.asks[index + 1]

    def answers_follow(self, index: int) -> bool:
        """Whether a longer stretch that asks nothing comes after."""
        return any(
            self.words[i] >= 8 and not self.asks[i] and not cues.THANKS.search(self.texts[i])
            for i in range(index + 1, len(self.units))
        )
