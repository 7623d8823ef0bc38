"""The marks that mail programs leave round quoted text, by language, over normalised lines.

Every pattern is matched against ``plain(line)``: bidirectional marks and Arabic vowel signs
gone, every kind of space made one blank, Arabic-Indic digits made 0-9, case folded.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\u0640]")
_VOWELS = re.compile(r"[\u064b-\u065f\u0670]")
_BLANKS = re.compile(r"\s+")
_DIGITS = {ord(d): str(i) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for i, d in enumerate(row)}
_QUOTE_MARKS = re.compile(r"[\s>\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]{0,200}")
_LONGEST = 600


def plain(line: str) -> str:
    """``line`` as the patterns want it; at most 600 characters."""
    text = unicodedata.normalize("NFC", line[: 2 * _LONGEST])
    text = _VOWELS.sub("", _INVISIBLE.sub("", text)).translate(_DIGITS)
    return _BLANKS.sub(" ", text).strip().casefold()[:_LONGEST]


def depth(line: str) -> int:
    """How many “>” stand before the words of ``line``."""
    found = _QUOTE_MARKS.match(line)
    return found.group().count(">") if found else 0


def visible(line: str) -> str:
    """``line`` without bidirectional marks and carriage return; its blanks are kept."""
    return _INVISIBLE.sub("", line).replace("\u00a0", " ").rstrip("\r")


# --- "On … X wrote:" ---------------------------------------------------------------------
#: begin with the date: “On … wrote”, «Le … a écrit», «في … كتب»
_DATED = tuple(
    re.compile(pattern)
    for pattern in (
        r"on\s.{4,400}\b(wrote|writes|said|has written)\s?:?",
        r"le\s.{4,400}\b((a|ont) [ée]crit|[ée]crivait)\s?:?",
        (
            r"(في|بتاريخ|يوم|ب)\s.{3,400}"
            r"(تمت كتابة ما يلي بواسطة|كتب|كتبت|كتبوا)(\s.{1,200})?\s?[:：]?"
        ),
        r"(el|em|en)\s.{4,400}\b(escribi[óo]|escribe|escreveu)\s?:?",
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
_DATE = re.compile(r"\b(19|20)\d\d\b|\b\d{1,2}[:h.]\d{2}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")


def has_date(text: str) -> bool:
    """Whether the plain ``text`` holds a year, a clock time or a date in numbers."""
    return bool(_DATE.search(text))


def has_address(text: str) -> bool:
    return "@" in text and bool(_ADDRESS.search(text))


def is_dated_attribution(text: str) -> bool:
    """Whether ``text`` begins with a date and announces somebody else's words."""
    return (has_date(text) or has_address(text)) and any(p.fullmatch(text) for p in _DATED)


def is_addressed_attribution(text: str) -> bool:
    """Whether ``text`` names a writer, with an address or a date, and announces their words."""
    return (has_date(text) or has_address(text)) and any(p.fullmatch(text) for p in _NAMED)


def is_sure_attribution(text: str) -> bool:
    """Whether ``text`` may be cut though nothing follows: as programs write it, date and all."""
    is_attribution = is_dated_attribution(text) or is_addressed_attribution(text)
    return is_attribution and has_date(text) and (has_address(text) or text.endswith((":", "：")))


# --- header blocks -------------------------------------------------------------------------
_LABELS = {
    "from": "from|de|da|von|من|المرسل|expéditeur|remitente|mittente|absender",
    "date": "sent|date|sent on|envoyé|envoyé le|envoyée|fecha|enviado|enviado el|data|inviato"
    "|datum|gesendet|تاريخ الإرسال|تم الإرسال|أرسلت|أرسل|التاريخ|تاريخ|تاريخ الارسال",
    "to": "to|à|a|para|an|إلى|الى|المرسل إليه|destinataire|destinataires|destinatario",
    "cc": "cc|copie|copie à|copia|kopie|نسخة|نسخة إلى|bcc|reply-to|répondre à|الرد إلى|importance",
    "subject": "subject|objet|sujet|asunto|oggetto|betreff|assunto|الموضوع|موضوع",
}
_HEADER = {
    kind: re.compile(rf"[*_]{{0,2}}({labels})\s?[*_]{{0,2}}\s?[:：]\s?[*_]{{0,2}}(\s?.*)?")
    for kind, labels in _LABELS.items()
}


def header_kind(text: str) -> str:
    """``from``, ``date``, ``to``, ``cc``, ``subject``, or nothing."""
    if ":" not in text and "：" not in text:
        return ""
    return next((kind for kind, pattern in _HEADER.items() if pattern.fullmatch(text)), "")


# --- one-line marks ------------------------------------------------------------------------
_ORIGINAL = re.compile(
    r"[-_=*\s]{2,}\s?(original message|original appointment|message d'origine|message d’origine"
    r"|message original|message initial|الرسالة الأصلية|الرسالة الاصلية|رسالة أصلية|النص الأصلي"
    r"|mensaje original|messaggio originale|ursprüngliche nachricht|mensagem original"
    r"|in reply to|reply message)\s?[-_=*\s]{2,}:?"
)
_FORWARD = re.compile(
    r"(begin forwarded message|forwarded message|original message forwarded"
    r"|début du message (réexpédié|transféré)|début du message renvoyé|message transféré"
    r"|message réexpédié|message forwardé"
    r"|رسالة معاد توجيهها|الرسالة المعاد توجيهها|رسالة محولة|بداية الرسالة المعاد توجيهها"
    r"|بدء الرسالة المعاد توجيهها|رسالة معاد إرسالها|رسالة تمت إعادة توجيهها"
    r"|inicio del mensaje reenviado|mensaje reenviado|inizio messaggio inoltrato"
    r"|messaggio inoltrato|messaggio inoltrato da|anfang der weitergeleiteten nachricht"
    r"|weitergeleitete nachricht|mensagem encaminhada)"
    r"( (by|from|par|de|da|von|من|بواسطة)\s.{1,200})?"
)
_FORWARD_SUBJECT = re.compile(
    r"(fwd?|tr|rv|i|wg|enc|transf|fwd tr|إعادة توجيه|اعادة توجيه|معاد توجيهها|محول|تحويل)\s?[:：].*"
)


def is_original_mark(text: str) -> bool:
    return bool(_ORIGINAL.fullmatch(text))


def is_forward_mark(text: str) -> bool:
    """Whether ``text`` says that what follows is passed on, not answered."""
    return bool(_FORWARD.fullmatch(text.strip("-_=*>:： \t")))


def is_forward_subject(subject: str) -> bool:
    return bool(_FORWARD_SUBJECT.fullmatch(plain(subject)))


_DEVICE = tuple(
    re.compile(pattern)
    for pattern in (
        r"sent (from|via|with|using) (my |the )?.{2,50}",
        r"(get|download) outlook for .{2,60}",
        r"envoyé (de|depuis|à partir de|avec|via) .{2,60}",
        r"(obtenez|obtenir|télécharger|téléchargez) outlook pour .{2,60}",
        (
            r"(أرسلت|أرسل|أرسلته|تم الإرسال|تم الارسال|مرسل|مرسلة|ارسلت|ارسل)"
            r" (من|عبر|بواسطة|باستخدام) .{2,60}"
        ),
        r"(الحصول على|احصل على|تنزيل) outlook .{2,60}",
        r"enviado desde (mi )?.{2,50}",
        r"(obtener|descargar) outlook para .{2,60}",
        r"inviato da(l|lla)? .{2,50}",
        r"(scarica|ottieni) outlook per .{2,60}",
        r"(von meinem .{2,40} gesendet|gesendet (von|mit) .{2,50})",
        r"outlook für .{2,30} (herunterladen|beziehen).{0,60}",
    )
)


def is_device_line(text: str) -> bool:
    """“Sent from my phone” and its kin, on a line of its own."""
    return len(text) <= 100 and any(pattern.fullmatch(text.rstrip(".")) for pattern in _DEVICE)


_UNSUBSCRIBE = re.compile(
    r"unsubscrib|mailing list|listinfo|you received this message because|to post to this group"
    r"|désabonn|désinscri|liste de diffusion|vous recevez ce message|vous avez reçu ce message"
    r"|إلغاء الاشتراك|الغاء الاشتراك|القائمة البريدية|تلقيت هذه الرسالة|لقد تلقيت هذه الرسالة"
    r"|cancelar (la )?suscripción|lista de correo|annulla(re)? l'iscrizione|disiscriv|abbestell"
)


def speaks_of_a_list(text: str) -> bool:
    return bool(_UNSUBSCRIBE.search(text))


def is_rule(text: str) -> bool:
    """A line drawn with underscores, dashes or equals signs."""
    return bool(re.fullmatch(r"[_=—―-]{5,}", text))
