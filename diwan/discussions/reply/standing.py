"""Whether a sentence can stand alone in a reply, far from the words around it."""

from __future__ import annotations

import re

from diwan.texts.masking.view import plain_view

from .cues import cue, folded

WORDS_AT_LEAST = 8
#: Arabic writes articles, prepositions and pronouns into its words
ARABIC_WORDS_AT_LEAST = 6
WORDS_AT_MOST = 60
_TITLES_AT_MOST = 0.5

_MARK = re.compile(
    r"(?:\(?(?:\d{1,3}|\d{1,2}\.?[a-z]|[A-Za-z]|[ivxIVX]{2,4}|[أ-ي])[.):]\)?|\d{1,2}\.[a-z]"
    r"|\d{1,2}\.\d{1,2}(?= [A-Z])|[-*•‣▪◦·–—→✓]|P\.?S\.?:?|N\.?B\.?:?)\s+"
)
#: a masked contact detail, or a name that somebody left out
_MASKED = re.compile(r"\[[^\]\d]{2,20}\]")
#: an entry of a list of sources
_SOURCE = re.compile(
    r"(?<!\w)(?:pp?\. ?\d|vol\. ?\d|no\. ?\d+,|isbn|doi|et al\.,|\(?unpublished|university press"
    r"|éditions? |presses universitaires|دار النشر|ص ?\d)|^\W|^[A-Z]\.,",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_CLOSED = re.compile(r"[.!…۔][\"'”’»›)\]\s]*$")
_ASKED = re.compile(r"[?؟][\"'”’»›)\]\s]*$")

#: words that only add the sentence to the one before; what follows them stands as well
_ADDING = re.compile(
    r"(?:moreover|further(?:more)?|in addition|additionally|also|besides|finally|lastly"
    r"|first(?:ly)?"
    r"|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|first of all|in conclusion|to conclude|in short"
    r"|in my (?:view|opinion|experience)|de plus|en outre|par ailleurs|aussi|enfin|ensuite"
    r"|d'abord|tout d'abord|premièrement|deuxièmement|troisièmement|en conclusion|pour conclure"
    r"|à mon avis|à notre avis|selon moi|finalement|notamment"
    r"|(?:و)?(?:أولاً?|ثانياً?|ثالثاً?|رابعاً?|أخيراً?|ختاماً?|في الختام|ملحوظة|ملاحظة|في رأيي|برأيي"
    r"|إضافة إلى ذلك|بالإضافة إلى ذلك|علاوة على ذلك|فضلا عن ذلك))\s*[,،:]\s*",
    re.IGNORECASE,
)
_SOON = 7
_PAIRS = (("(", ")"), ("“", "”"), ("«", "»"), ("[", "]"))
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def words(sentence: str) -> list[str]:
    """The words of a sentence as a reader counts them."""
    return _WORD.findall(sentence)


def beginning(sentence: str) -> int:
    """Where the sentence's own words begin: behind a list mark and a word that only adds."""
    view = plain_view(sentence)
    mark = _MARK.match(view)
    begin = mark.end() if mark else 0
    adding = _ADDING.match(view, begin)
    return adding.end() if adding else begin


def shown(sentence: str) -> str:
    """The words as a reply shows them: one blank between words, a capital at the start."""
    plain = " ".join(sentence.split())
    return plain[:1].upper() + plain[1:]


def stands(sentence: str, language: str) -> bool:
    """Whether the sentence says something whole by itself.

    It is closed, 8 to 60 words long (Arabic from 6), asks nothing, points back at nothing,
    announces no plan of the writer's, and is no courtesy, heading, link or masked contact detail.
    """
    view = " ".join(plain_view(sentence).split())
    return _is_whole(view, language) and not _is_leaning(view) and not _speaks_of_itself(view)


def stumbles(sentence: str) -> int:
    """How many times a reader would ask which, or as well as what."""
    bare = folded(sentence)
    is_inside = sentence.lstrip("\"'“«( ")[:1].islower()
    soon = " ".join(bare.split()[: 2 * _SOON])
    return sum((bool(cue("which").match(bare)), bool(cue("afterwards").search(soon)), is_inside))


def _is_whole(view: str, language: str) -> bool:
    counted = len(words(_LINK.sub(" ", _MASKED.sub(" ", view))))
    least = ARABIC_WORDS_AT_LEAST if language == "ar" else WORDS_AT_LEAST
    return (
        least <= counted <= WORDS_AT_MOST
        and bool(_CLOSED.search(view))
        and not _ASKED.search(view)
        and not _MASKED.search(view)
        and not _SOURCE.search(view.lstrip("\"'“«( "))
        and not _is_heading(view)
        and all(view.count(left) == view.count(right) for left, right in _PAIRS)
        and view.count('"') % 2 == 0
    )


def _is_heading(view: str) -> bool:
    """Whether most letters are capitals, as headings are written."""
    letters = [letter for letter in view if letter.isalpha()]
    return sum(map(str.isupper, letters)) > _TITLES_AT_MOST * len(letters)


def _is_leaning(view: str) -> bool:
    bare = folded(view.lstrip("\"'“«( "))
    soon = " ".join(bare.split()[:_SOON])
    return bool(
        cue("leaning").match(bare) or cue("soon").search(soon) or cue("backwards").search(bare)
    )


def _speaks_of_itself(view: str) -> bool:
    bare = folded(view)
    return any(cue(name).search(bare) for name in ("letter", "announcing"))
