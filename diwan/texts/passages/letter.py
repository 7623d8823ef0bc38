"""The parts of a letter that answer nothing: its end, its sources, what it quotes."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from . import cues
from .forms import Forms

if TYPE_CHECKING:
    from collections.abc import Iterable

_SENTENCE_END = re.compile(r"[.!?؟…][\s\"”»)’\]]*$")
_LINE_WORDS = 12


class Letter(Forms):
    """A contribution as a letter: signature, postscript, sources, quotations."""

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
                and not cues.CONTACT.search(self.lowered[index])
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
        return index >= self._last_body

    @cached_property
    def _last_body(self) -> int:
        return max(
            (i for i, n in enumerate(self.words) if n > _LINE_WORDS and not self.is_postscript[i]),
            default=-1,
        )

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
    def source_forms(self) -> list[int]:
        """How many forms of an entry in a list of sources each piece has."""
        return [
            _count(cues.SOURCE_FORMS, text) + _count(cues.SOURCE_WORDS, lowered)
            if words <= 60
            else 0
            for text, lowered, words in zip(self.texts, self.lowered, self.words, strict=True)
        ]

    def among_sources(self, index: int) -> bool:
        """Whether a line right before or after has the forms of an entry, too."""
        near = (index - 1, index + 1)
        return any(0 <= i < len(self.units) and self.source_forms[i] > 1 for i in near)

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

    def quotes_document(self, index: int) -> bool:
        """A sentence that gives somebody else's document the word, and says nothing more."""
        text = self.texts[index]
        quotation = cues.QUOTATION.search(text)
        lowered = self.lowered[index]
        if not quotation or not cues.DOCUMENT.search(lowered) or not cues.SPEAKS.search(lowered):
            return False
        return len(quotation.group()) > 0.45 * len(text)

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

    def passes_over(self, index: int) -> bool:
        return bool(cues.PASSES_OVER.search(self.lowered[index]))

    def selves(self, index: int) -> int:
        """How often the paragraph of the piece speaks of its writer."""
        return self._selves[self.units[index].paragraph]

    @cached_property
    def _selves(self) -> Counter[int]:
        found: Counter[int] = Counter()
        for text, unit in zip(self.lowered, self.units, strict=True):
            found[unit.paragraph] += len(cues.SELF.findall(text))
        return found

    def answers_follow(self, index: int) -> bool:
        """Whether a longer stretch that asks nothing comes after."""
        return index < self._last_stating

    @cached_property
    def _last_stating(self) -> int:
        return next(
            (
                i
                for i in reversed(range(len(self.units)))
                if self.words[i] >= 8
                and not self.asks[i]
                and not cues.THANKS.search(self.lowered[i])
            ),
            -1,
        )


def _count(patterns: Iterable[re.Pattern[str]], text: str) -> int:
    """How many of them stand in a text."""
    return sum(bool(each.search(text)) for each in patterns)
