"""What writers say of where their answers stand: below, in red, inside the text."""

from __future__ import annotations

import re

_ANSWERS = re.compile(
    r"answer|repl(y|ies)|respon|comment|remark|correction|réponse|répon|commentaire|remarque"
    r"|أجوب|إجاب|أجيب|اجاب|ردود|ردي|جواب|الجواب|تعليق|ملاحظ|تصحيح"
    r"|respuest|respond|coment|rispost|rispond|comment|antwort|anmerkung|kommentar|see below"
)
_WITHIN = re.compile(
    r"\b(in|within|inside|into|between|through) (your|the|this) (message|text|mail|e-mail|letter"
    r"|lines|body|questions|original)|in-?line|interleaved|\bbetween the lines"
    r"|\bin (red|blue|green|colou?r|bold|italics?|capitals)\b|\bmarked\b"
    r"|after each question|under each|below each"
    r"|dans (votre|le|ton|son|ce|votre propre) (message|texte|courriel|mail|corps|lettre)"
    r"|à l['’]intérieur|entre les lignes|dans le corps"
    r"|en (rouge|bleu|vert|couleur|gras|italique|majuscules)\b"
    r"|sous chaque|après chaque"
    r"|داخل (النص|الرسالة|نص|رسالت)|في (نص|متن|صلب|ثنايا) |ضمن (النص|الرسالة|رسالت)|بين السطور"
    r"|(بالأحمر|بالأزرق|بالأخضر|باللون|بالخط)|تحت كل|أسفل كل|بعد كل"
    r"|en (el|su|tu) (texto|mensaje|correo)|entre líneas|en (rojo|azul|verde)\b|debajo de cada"
    r"|nel (testo|tuo|suo|vostro)|tra le righe|in (rosso|blu|verde)\b|sotto ogni"
    r"|im text|in deine[rm]|in ihre[rm]|zwischen den zeilen|in (rot|blau|grün)\b|unter jede"
)


_BELOW = re.compile(
    r"\bbelow\b|\bunderneath\b|ci-dessous|ci-après|plus bas|en dessous|أدناه|فيما يلي|في الأسفل"
    r"|في ما يلي|más abajo|abajo|a continuación|di seguito|sotto|\bunten\b|nachfolgend"
)


def announces_answers(text: str) -> bool:
    """Whether the writer says that answers follow."""
    return bool(_ANSWERS.search(text))


def announces_answers_below(text: str) -> bool:
    """Whether the writer says that answers stand further down."""
    return announces_answers(text) and bool(_BELOW.search(text))


def announces_answers_within(text: str) -> bool:
    """Whether the writer says that answers stand inside the letter they answer."""
    return announces_answers(text) and bool(_WITHIN.search(text))
