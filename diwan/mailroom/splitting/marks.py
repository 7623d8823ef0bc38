"""The marks that mail programs leave round quoted text, by language, over normalised lines.

Every pattern is matched against ``plain(line)``: bidirectional marks and Arabic vowel signs
gone, every kind of space made one blank, Arabic-Indic digits made 0-9, case folded.
"""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = r"\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\u0640"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_VOWELS = re.compile(r"[\u064b-\u065f\u0670]")
_TO_CHANGE = re.compile(rf"[{_UNSEEN}\u064b-\u065f\u0670٠-٩۰-۹]")
_DIGITS = {ord(d): str(i) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for i, d in enumerate(row)}
_QUOTE_MARKS = re.compile(r"[\s>\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]{0,200}")
_LEADING_MARKS = re.compile(r"\A[\s\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]*(?:>[ \u00a0]?)+")
_LONGEST = 600


def plain(line: str) -> str:
    """``line`` as the patterns want it; at most 600 characters."""
    text = line[: 2 * _LONGEST]
    if text.isascii():
        return " ".join(text.split()).lower()[:_LONGEST]
    text = unicodedata.normalize("NFC", text)
    if _TO_CHANGE.search(text):
        text = _VOWELS.sub("", _INVISIBLE.sub("", text)).translate(_DIGITS)
    return " ".join(text.split()).casefold()[:_LONGEST]


def depth(line: str) -> int:
    """How many “>” stand before the words of ``line``."""
    found = _QUOTE_MARKS.match(line)
    return found.group().count(">") if found else 0


def bare(line: str) -> str:
    """``line`` without the “>” before its words."""
    return _LEADING_MARKS.sub("", line).strip()


def visible(line: str) -> str:
    """``line`` without bidirectional marks and carriage return; its blanks are kept."""
    if line.isascii():
        return line.rstrip("\r")
    return _INVISIBLE.sub("", line).replace("\u00a0", " ").rstrip("\r")


# --- "On … X wrote:" ---------------------------------------------------------------------
#: begin with the date: “On … wrote”, «Le … a écrit», «في … كتب»
_DATED = tuple(
    re.compile(pattern)
    for pattern in (
        r"on\s.{4,400}\b(wrote|writes|said|has written)\s?:?",
        r"le\s.{4,400}\b((a|ont) [ée]crit|[ée]crivait)\s?:?",
        (
            r"(في|بتاريخ|يوم|ب|على)\s.{3,400}"
            r"(تمت كتابة ما يلي بواسطة|كتب|كتبت|كتبوا|كتب/ت|يكتب|تكتب|جاء من|أرسل|أرسلت)"
            r"(\s.{1,200})?\s?[:：]?"
        ),
        (
            r"(ال(أحد|احد|اثنين|إثنين|ثلاثاء|أربعاء|اربعاء|خميس|جمعة|سبت)|\d{1,2}[/ .-])"
            r".{3,200}\s(كتب|كتبت|كتب/كتبت)(\s.{1,200})?\s?[:：]"
        ),
        r"(el|em|en)\s.{4,400}\b(escribi[óo]|escribe|escreveu)\s?:?",
        r"dans un (message|courriel|e-?mail)\s.{4,400}\b(a [ée]crit|[ée]crit)\s?:",
        r"(il|in data|il giorno)\s.{4,400}\b(ha scritto|scrive|scriveva)\s?:?",
        r"am\s.{4,400}\bschrieb\b.{0,200}",
    )
)
#: begin with the name: “X wrote on …:”
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        r".{2,300}\b(wrote|writes)( (on|at) .{4,80})?\s?:",
        r".{2,300}\b(a [ée]crit|[ée]crivait)( le .{4,80})?\s?:",
        r"(كتب|كتبت|قام|قامت)\s.{2,300}\b(في|بتاريخ|يوم|بكتابة).{0,120}[:：]",
        r".{2,300}\s(كتب|كتبت)( ما يلي| في .{4,80}| بتاريخ .{4,80})?\s?[:：]",
        r".{2,300}\b(escribi[óo]|escreveu|ha scritto|schrieb)( .{4,80})?\s?:",
    )
)
#: a year, a clock, a date in numbers; its first sign is a digit, so that the search is quick
_DATE = re.compile(
    r"[0-9](?<!\w[0-9])(?:(?<=1)9\d\d\b|(?<=2)0\d\d\b|\d?[:h.]\d{2}\b"
    r"|\d?[/.-]\d{1,2}[/.-]\d{2,4}\b)"
)
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")


_NO_NAME = (
    r"(?!(what|how|why|ce|cet|cette|ces|voici|the|my|our|his|her|their|an?|he|she|they|i|we|one|it|who|as|what|when|then|here|yesterday"
    r"|le|la|les|mon|ma|nos|notre|une?|il|elle|ils|on|qui|son|sa|comme|ainsi|puis|hier|quand|selon"
    r"|el|ella|mi|como|lo|come|der|die|das|mein|wie|er|sie)\b|l['’])"
)
#: “Team wrote:”, “Quoting Team:”, «كتب فريق التيسير:», and who writes so of somebody else
_UNDATED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NO_NAME}[^.,;:?!]{{2,80}} (wrote|writes)\s?:",
        rf"{_NO_NAME}[^.,;:?!]{{2,80}} (a [ée]crit|[ée]crivait)\s?:",
        r"(كتب|كتبت|كتب/كتبت|كتب/ت|قال|قالت|أرسل|أرسلت)\s[^.,،;:؟!]{2,60}\s?[:：]",
        r"(?!كما|وكما|هكذا)[^.,،;:؟!]{2,60}\s(كتب|كتبت|كتب/كتبت)\s?[:：]",
        rf"{_NO_NAME}[^.,;:?!]{{2,80}} (escribi[óo]|ha scritto|schrieb|escreveu)\s?:",
    )
)
#: a person of whom the writer tells, rather than the sender of the old letter
_TOLD_OF = re.compile(
    r"\b(the|my|our|his|her|le|la|mon|ma|notre|nos|ce|cet|cette|un|une|el|il|mi|nuestro|der|die|mein)"
    r" [^\W\d_]+ (wrote|writes|said|a écrit|écrivait|escribió|ha scritto|schrieb)"
)
#: nobody's letter calls its sender so, whatever its clock says
_TOLD_OF_OWN = re.compile(
    r"\b(my|our|his|her|mon|ma|notre|nos|ce|cette|mi|nuestro|mein)"
    r" [^\W\d_]+ (wrote|writes|said|a écrit|écrivait|escribió|ha scritto|schrieb)"
)
#: “wrote to me”: somebody tells of a letter, no program does
_TO_ME = re.compile(
    r"\b[mtl]['’](a|ont) [ée]crit|\b(nous|vous|lui|leur|me) (a|ont) [ée]crit"
    r"|wrote (to )?(me|us|him|her)\b"
    r"|(me|nos|le) escribi|(mi|ci|gli) ha scritto|schrieb (mir|uns|ihm)\b"
    r"|كتبت? (لي|لنا|إلي|إلينا|له|لها)\b"
)
_QUOTING = re.compile(
    r"(quoting|in reply to|citation de|en réponse à|citando( a)?|zitat von|zitiere"
    r"|اقتباس من|اقتباس|إقتباس|نص مقتبس من|نقلا عن)\s[^:]{2,120}[:：]"
)
_MOST_ANNOUNCING_WORDS = 25
_MOST_FRAMED_WORDS = 7
_FRAMED = re.compile(r"[-_=*]{3,} ?[^\W\d_][^-_=*]{2,40} ?[-_=*]{3,}")
_NAME_AND_ADDRESS = re.compile(r"[^\W\d_]{2,}[\"»]? ?<[^\s<>@]+@[^\s<>@]+>")
#: a day: “10/11/2026”, “10 nov. 2026”, “2026-11-10”
_DAY = re.compile(
    r"[0-9](?<!\w[0-9])(?:\d?[/.-]\d{1,2}[/.-]\d{2,4}\b|\d{3}-\d{1,2}-\d{1,2}\b"
    r"|\d?[ ,،]{1,2}[^\W\d_]{2,12}\.?[ ,،]{1,2}(?:\d{2}\b|(?:19|20)\d\d\b))"
)
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]| ?h ?)\d{2}\b")
_DATED_BEGINNING = re.compile(
    r"(on|at|le|dans un|el|il|am|em|en|in data|den|op|um|في|بتاريخ|يوم|على|ب)\s"
    r"|\d|[^\W\d_]{2,10}[,،.]? \d"
)


def has_date(text: str) -> bool:
    """Whether the plain ``text`` holds a year, a clock time or a date in numbers."""
    return bool(_DATE.search(text))


def has_address(text: str) -> bool:
    return "@" in text and bool(_ADDRESS.search(text))


def _may_attribute(text: str) -> bool:
    return (has_date(text) or has_address(text)) and not _TO_ME.search(text)


def is_dated_attribution(text: str) -> bool:
    """Whether ``text`` begins with a date and announces somebody else's words."""
    return _may_attribute(text) and any(p.fullmatch(text) for p in _DATED)


def is_precise(text: str) -> bool:
    """Whether ``text`` has a clock time or an address, as the attributions of programs have."""
    return bool(_CLOCK.search(text)) or has_address(text)


def has_clock(text: str) -> bool:
    return bool(_CLOCK.search(text))


def tells_of_somebody(text: str) -> bool:
    """“… my aunt wrote:”, of a person who sent no letter here."""
    if not _TOLD_OF.search(text):
        return False
    return not is_precise(text) or (not has_address(text) and bool(_TOLD_OF_OWN.search(text)))


def is_dated_announcement(text: str) -> bool:
    """Whether ``text`` has the date, clock, address and colon of an attribution, in any words."""
    if not text.endswith((":", "：")) or len(text) > 300 or not has_date(text):
        return False
    begins = bool(_DATED_BEGINNING.match(text.lstrip("*- ")))
    return begins and bool(_CLOCK.search(text)) and has_address(text)


def is_undated_attribution(text: str, shown: str) -> bool:
    """Whether ``text`` only names who wrote; ``shown`` is the line in its own case."""
    has_name = shown[:1].isupper() or not shown[:1].islower()
    words = len(text.split())
    return words <= 9 and has_name and any(p.fullmatch(text) for p in _UNDATED)


def is_announcement(text: str) -> bool:
    """Whether ``text`` has the form of an attribution, in whatever words: right above a quote.

    It ends with a colon and holds an address, or a day and a clock.
    """
    if not text.endswith((":", "：")) or len(text.split()) > _MOST_ANNOUNCING_WORDS:
        return False
    if _TO_ME.search(text) or tells_of_somebody(text):
        return False
    return has_address(text) or (has_clock(text) and bool(_DAY.search(text)))


def is_addressed_announcement(text: str) -> bool:
    """Whether ``text`` announces an unmarked quote: a name, its <address>, a day and a clock."""
    if not (text.endswith((":", "：")) and "<" in text and len(text) <= 300):
        return False
    is_whole = has_clock(text) and bool(_DAY.search(text)) and bool(_NAME_AND_ADDRESS.search(text))
    return is_whole and not _TO_ME.search(text)


def is_framed(text: str) -> bool:
    """A few words between dashes: “----- Message précédent -----”."""
    return bool(_FRAMED.fullmatch(text)) and len(text.split()) <= _MOST_FRAMED_WORDS


def is_quoting(text: str) -> bool:
    """“Quoting Team <team@example.org>:”, as Horde and others write it."""
    return bool(_QUOTING.fullmatch(text))


def may_begin_attribution(text: str) -> bool:
    """A quick look before an expensive one."""
    return bool(_DATED_BEGINNING.match(text))


def is_dashed_attribution(text: str) -> bool:
    """“---- On … X wrote ----”, as Zoho writes it."""
    if not (text.startswith("--") and text.endswith("--")):
        return False
    is_whole = has_address(text) and has_clock(text) and bool(_DAY.search(text))
    return is_whole or is_dated_attribution(text.strip("-_= "))


def is_dashed_name(text: str) -> bool:
    """“---- Team wrote ----”, without a date, as the phones of one maker write it."""
    bare = text.strip("-_= ")
    is_framed = text.startswith("--") and text.endswith("--")
    return is_framed and len(bare.split()) <= 9 and any(p.fullmatch(f"{bare}:") for p in _UNDATED)


def is_addressed_attribution(text: str) -> bool:
    """Whether ``text`` names a writer, with an address or a date, and announces their words."""
    return _may_attribute(text) and any(p.fullmatch(text) for p in _NAMED)


def is_sure_attribution(text: str) -> bool:
    """Whether ``text`` may be cut though nothing follows: as programs write it, date and all."""
    is_attribution = is_dated_attribution(text) or is_addressed_attribution(text)
    return is_attribution and has_date(text) and (has_address(text) or text.endswith((":", "：")))


# --- one-line marks ------------------------------------------------------------------------
_ORIGINAL = re.compile(
    r"[-_=*]{2,}[-_=*\s]*(original message|original appointment|original mail|reply message"
    r"|replied message|in reply to|message d['’]origine|message original|message initial"
    r"|message précédent|message reçu"
    r"|mail original|mail d['’]origine|e-?mail original|courriel original|courriel d['’]origine"
    r"|الرسالة الأصلية|الرسالة الاصلية|رسالة أصلية|النص الأصلي|البريد الأصلي|رسالة اصلية"
    r"|الرسالة الأساسية|الرسالة السابقة|رسالة سابقة|الرسالة الأم|نص الرسالة الأصلية"
    r"|mensaje original|correo original|messaggio originale|messaggio di origine"
    r"|ursprüngliche nachricht|originalnachricht|ursprüngliche e-mail|original-nachricht"
    r"|mensagem original)[-_=*\s]*[-_=*]{2,}:?(.*)"
)
_FORWARD = re.compile(
    r"(begin forwarded message|forwarded message|original message forwarded"
    r"|début du message (réexpédié|transféré)|début du message renvoyé|message transféré"
    r"|message réexpédié|message forwardé"
    r"|رسالة ممررة|الرسالة الممررة|رسالة معاد توجيهها"
    r"|الرسالة المعاد توجيهها|رسالة محولة|بداية الرسالة المعاد توجيهها"
    r"|بدء الرسالة المعاد توجيهها|رسالة معاد إرسالها|رسالة تمت إعادة توجيهها"
    r"|inicio del mensaje reenviado|mensaje reenviado|inizio messaggio inoltrato"
    r"|messaggio inoltrato|messaggio inoltrato da|anfang der weitergeleiteten nachricht"
    r"|weitergeleitete nachricht|mensagem encaminhada)"
    r"( (by|from|par|de|da|von|من|بواسطة)\s.{1,200})?"
)
_FORWARD_SUBJECT = re.compile(
    r"(fwd?|tr|rv|i|wg|enc|transf|fwd tr|إعادة توجيه|اعادة توجيه|معاد توجيهها|محول|محولة|تحويل"
    r"|ممرر|ممررة)\s?[:：].*"
)


_ANSWER_SUBJECT = re.compile(
    r"(\[[^\]]{1,40}\] ?)?(re|r|aw|antw|antwort|sv|rép|rep|réf|ref|res|رد|الرد|إجابة|جواب)"
    r"( ?[\[(^]?\d{1,3}[\])]?)?\s?[:：].*"
)


def is_answer_subject(subject: str) -> bool:
    """Whether ``subject`` begins with “Re:” in any of the languages."""
    return bool(_ANSWER_SUBJECT.fullmatch(plain(subject)))


_ARROWED = re.compile(r">>> ?[^>].{3,200}")


def is_arrowed_attribution(text: str) -> bool:
    """“>>> Team <team@example.org> 3/11/2026 18:30 >>>”, as GroupWise writes it."""
    if not text.startswith(">>>"):
        return False
    return bool(_ARROWED.fullmatch(text)) and has_date(text) and is_precise(text)


def is_original_mark(text: str) -> bool:
    """Whether ``text`` says that the old letter follows, with or without its first words."""
    if is_dashed_attribution(text) or is_arrowed_attribution(text):
        return True
    return bool(_ORIGINAL.fullmatch(text))


def is_forward_mark(text: str) -> bool:
    """Whether ``text`` says that what follows is passed on, not answered."""
    return bool(_FORWARD.fullmatch(text.strip("-_=*>:： \t")))


def is_forward_subject(subject: str) -> bool:
    return bool(_FORWARD_SUBJECT.fullmatch(plain(subject)))


_RULING = frozenset("_=—―~*#+-")
_RULE = re.compile(r"[_=—―~*#+-]{5,}|_[._,]{5,}_")


def is_rule(text: str) -> bool:
    """A line drawn with underscores, dashes or equals signs."""
    return text[:1] in _RULING and bool(_RULE.fullmatch(text))
