"""Cut what the writer quoted, so that kept text and cuttings together are the whole letter.

Two promises: nothing is thrown away (``restore`` gives the letter back, character by
character), and a mark alone cuts nothing: it must be followed by quoted or header-like lines,
or end the letter. Where it is doubtful whose words they are, they are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import answering, behind, endings, marks, orphans, quotes, tails
from .letter import Letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .pieces import Line, Split


def split(
    lines: Sequence[Line], *, subject: str = "", writer: str = "", answers: bool = True
) -> Split:
    """Split the lines of one letter.

    Args:
        subject: tells a forwarded letter from an answer.
        writer: the sender's name; answers in an old letter may stand under it or its initials.
        answers: whether the letter says that it answers another; in one that does not, lines
            that begin with “>” are quoted only below an attribution.
    """
    letter = Letter(
        behind.parted(lines),
        is_forward=marks.is_forward_subject(subject),
        answers=answers,
        writer=writer,
    )
    orphans.join_orphans(letter)
    quotes.settle_doubtful_runs(letter)
    _cut_runs_and_tail(letter)
    quotes.cut_last_attribution(letter)
    endings.cut_marked_signatures(letter)
    endings.cut_footers(letter)
    endings.cut_signatures(letter)
    endings.cut_device_lines(letter)
    _keep_what_may_hold_answers(letter)
    letter.settle_blank_lines()
    return letter.assembled()


def _cut_runs_and_tail(letter: Letter) -> None:
    index = 0
    while index < letter.end:
        if not letter.is_quoted[index] and tails.starts(letter, index):
            index = tails.end_at(letter, index)
        elif quotes.starts_run(letter, index):
            index = quotes.cut_run(letter, index)
        else:
            index += 1


def _keep_what_may_hold_answers(letter: Letter) -> None:
    """Keep the quote when the writer says that answers stand in it, and none was told from it.

    They may be in a colour that nothing here knows, or behind the “>” of the question.
    """
    first = letter.first_quoted()
    if first is None or letter.last_kept(letter.end) not in range(first):
        return
    if answering.promises_answers_within(answering.words_above(letter, first)):
        letter.keep_quotes(first)
