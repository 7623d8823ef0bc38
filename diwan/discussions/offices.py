"""Where writers say what they are, “as president of …”: it tells who somebody is without a name.

Pure. English, French and Arabic, in the masculine and the feminine; compared folded.
"""

from __future__ import annotations

import re

from diwan.texts.normalise import fold
from diwan.texts.sentences import sentences

#: so many characters of the sentence are shown
_SHOWN = 100

_OFFICES = (
    # English
    r"(?:vice[-\s]|co-)?president chair(?:man|woman|person)? co-?ordinator director head mayor"
    r" (?:co-)?founder manager minister secretary treasurer representative delegate"
    r" spokes(?:man|woman|person) ambassador consul chief dean rector governor prefect officer"
    # French
    r" (?:vice-|co-?)?presidente coord(?:i|on?)nat(?:eur|rice) direct(?:eur|rice)"
    r" (?:co-?)?fondat(?:eur|rice) responsable maire secretaire chef(?:fe)? tresori(?:er|ere)"
    r" representante? deleguee? porte-parole ministre ambassad(?:eur|rice) consule gerante? doyen"
    r" doyenne rect(?:eur|rice) gouverneure? prefete? chargee? elue?"
)
_ARABIC_OFFICES = (
    "رييسه? منسقه? مديره? موسسه? مسوو?له? عمده امينه? ممثله? ناطقه? سفيره? قنصله? وزيره? مشرفه?"
    " عميده? واليه? محافظه? منتخبه? مندوبه?"
)
_SIGNS = r",;:.!?()\n–—،؛؟"
_OPENS = rf"(?:^|[{_SIGNS}]\s*)"
_SELF = (
    r"(?:(?:speaking |writing )?as|in my (?:capacity|role|position|function) as|i am|i'm|i was"
    r"|i (?:serve|work) as|en (?:ma )?qualite d[e']|en tant qu[e']|a titre d[e']|comme|je suis"
    r"|j'etais|moi,|nous,)\s*"
    r"(?:(?:the|an?|our|its|their|le|la|les|une?|notre) |l')?(?:[\w'-]+ ){0,2}?"
    rf"(?:{'|'.join(_OFFICES.split())})\b"
)
_ARABIC_SELF = (
    r"(?:بصفتي|باعتباري|انا|كنت|اعمل)\s+(?:كنت\s+|هنا\s+)?ك?(?:ال)?(?:نايبه? )?(?:ال)?"
    rf"(?:{'|'.join(_ARABIC_OFFICES.split())})(?!\w)"
)
_BEGINNINGS = rf"(?:and |but |et |mais )?{_SELF}", rf"و?{_ARABIC_SELF}"
_LATIN, _ARABIC = (re.compile(_OPENS + each) for each in _BEGINNINGS)
#: the same in a whole text, in which a sentence may begin after one sign more
_ANYWHERE = tuple(
    re.compile(rf"(?:^|[{_SIGNS}۔\"'”’»›\]]\s*)" + each.replace(" ", r"\s")) for each in _BEGINNINGS
)


def office(text: str, folded: str) -> str:
    """The beginning of the first sentence in which somebody says so; nothing when there is none.

    Args:
        folded: ``fold(text)``.
    """
    lines = filter(None, (" ".join(line.split()) for line in folded.split("\n")))
    whole = "\n".join(lines)
    if not any(pattern.search(whole) for pattern in _ANYWHERE):  # to cut it takes much longer
        return ""
    for span in sentences(text):
        said = " ".join(text[span.start : span.end].split())
        plain = fold(said)
        if _LATIN.search(plain) or _ARABIC.search(plain):
            return said if len(said) <= _SHOWN else f"{said[:_SHOWN].rstrip()}…"
    return ""
