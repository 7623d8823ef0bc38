"""What becomes of messages, links and cross-references when words or a name are taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from diwan.texts.sentences import sentences

from .. import rules
from ..models import CrossReference, LinkCandidate, Post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..models import Contribution, Version

#: shorter sentences may be anybody's
_LETTERS_AT_LEAST = 25


def forget(versions: Iterable[Version]) -> None:
    """Take words that are not shown any more out of messages; drop what they named.

    Called while the words still stand. A line of a message that leads to them goes whole, and a
    sentence of theirs goes wherever it stands.
    """
    for version in versions:
        contribution = version.contribution
        CrossReference.objects.filter(version=version).delete()
        LinkCandidate.objects.filter(contribution=contribution).delete()
        lines = re.compile(rf".*/contributions/{contribution.number}/words/.*")
        said = _sentences(version.masked)

        def _without(
            text: str, language: str, lines: re.Pattern[str] = lines, said: list[str] = said
        ) -> str:
            with override(language):
                notice = "– " + _("These words were taken back by their author.")
            text = lines.sub(notice, text)
            for each in said:
                text = text.replace(each, "[…]")
            return text

        _change(contribution, _without)


def _sentences(masked: str) -> list[str]:
    found = (masked[span.start : span.end].strip() for span in sentences(masked))
    return sorted({each for each in found if len(each) >= _LETTERS_AT_LEAST}, key=len, reverse=True)


def hide_name(contribution: Contribution) -> None:
    """Take the name of somebody who is not named any more out of the messages."""
    name = contribution.author_name

    def _without(text: str, language: str) -> str:
        with override(language):
            marker = pgettext("stands for a masked name", "[name]")
        return rules.without_name(text, name, marker)

    if name:
        _change(contribution, _without)


def _change(contribution: Contribution, without: Callable[[str, str], str]) -> None:
    for post in Post.objects.filter(discussion=contribution.discussion_id):
        title = {code: without(text, code) for code, text in post.title.items()}
        text = {code: without(words, code) for code, words in post.text.items()}
        if (title, text) != (post.title, post.text):
            post.title, post.text = title, text
            post.revision += 1
            post.save(update_fields=["title", "text", "revision"])
