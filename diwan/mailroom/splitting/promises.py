"""What writers say of where their answers stand: below, in red, inside the text."""

from __future__ import annotations

import re

_ANSWERS = re.compile(
    r"answer|repl(y|ies)|respon|comment|remark|correct|\badded\b|filled|complet|annotat|insert"
    r"|compl[éè]|corrig|annot|ajout|précis|insér|éléments|réponse|répon|commentaire|remarque"
    r"|\bmes (retours|mentions|avis)\b"
    r"|أجوب|إجاب|أجيب|اجاب|ردود|ردي|جواب|الجواب|تعليق|ملاحظ|تصحيح"
    r"|respuest|respond|coment|rispost|rispond|comment|antwort|anmerkung|kommentar|see below"
)
_THANKS = re.compile(
    r"\b(merci|remercie) (beaucoup |bien |infiniment )?(pour|de) "
    r"((vos|votre|ton|ta|tes|ces|cette|ce|les|la|le) |l['’])([^\W\d_]+ ){0,2}"
    r"(réponses?|précisions?|commentaires?|remarques?|éléments|compléments?|ajouts?)\b"
    r"|\b(thanks|thank you|grateful) (so much |very much |a lot )?for (the|your|this|these|all) "
    r"([a-z]+ ){0,2}(answers?|repl(y|ies)|response|responses|comments?|remarks?|corrections?)\b"
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


#: “see below”, which may also be said of the old letter as a whole
_POINTS = re.compile(
    r"\b(voir|vois|voyez|cf\.?|confer|see|siehe|ver|vedi)\b.{0,40}\b(ci-dessous|ci-après|infra"
    r"|plus bas|en dessous|en bas|dans le corps|dans le texte|below|underneath"
    r"|inline|unten|abajo|sotto)\b"
    r"|\b(cf\.?|vide) infra\b|\b(point par point|point by point|punto por punto|punto per punto)\b"
    r"|(انظر|أنظر|راجع|تجد).{0,30}(أدناه|في الأسفل|بين السطور)|نقطة (نقطة|بنقطة)"
)
_INTO = re.compile(
    r"\b(ci-dessous|ci-après|infra|plus bas|en dessous|à la suite|au fil|below)\b"
    r"|au fur et à mesure|\b(insér|intercal|intégr|gliss)"
    r"|\b(dans|in) (le|la|votre|ton|the|your)\b|أدناه"
)
_MOST_POINTING_WORDS = 25
_MOST_WORDS_ALONE = 10


_BELOW = re.compile(
    r"\bbelow\b|\bunderneath\b|ci-dessous|ci-après|plus bas|en dessous|أدناه|فيما يلي|في الأسفل"
    r"|في ما يلي|más abajo|abajo|a continuación|di seguito|sotto|\bunten\b|nachfolgend"
)


_OWN_ANSWERS = re.compile(
    r"\b(my|our)( [^ ]+)? (answers|replies|comments|remarks|corrections)\b"
    r"|\b(mes|nos)( [^ ]+)? (réponses|commentaires|remarques|corrections|précisions)\b"
    r"|أجوبتي|إجاباتي|ردودي|تعليقاتي|ملاحظاتي|أجوبتنا|إجاباتنا|ردودنا|ملاحظاتنا"
    r"|\bmis( [^ ]+)? (respuestas|comentarios)\b|\b(le )?mie risposte\b|\bmeine antworten\b"
)
_COLOURS = re.compile(
    r"\b(another|different) colou?r|\bautre couleur|\bcouleur différente|\bin gr[ae]y\b|\ben gris\b"
    r"|لون آخر|لون مختلف|بالرمادي|بالبنفسجي|\botro color\b|\baltro colore\b|\banderer farbe\b"
    r"|\bin (red|blue|green|purple|orange|yellow|colou?r)\b|highlighted"
    r"|\ben (rouge|bleu|vert|violet|orange|jaune|couleur)\b|surlign"
    r"|(بالأحمر|بالأزرق|بالأخضر|بالأصفر|باللون|بلون)"
    r"|\ben (rojo|azul|verde|color)\b|\bin (rosso|blu|verde|colore)\b|\bin (rot|blau|grün|farbe)\b"
)
_BOLD = re.compile(r"\b(bold|gras|negrita|grassetto|fett)\b|غامق|عريض|سميك")
_ITALIC = re.compile(r"\b(italics?|italique|cursiva|corsivo|kursiv)\b|مائل")
_UNDERLINED = re.compile(r"underlin|soulign|مسطر|subraya|sottoline|unterstrich")
_CAPITALS = re.compile(
    r"\b(capitals?|capital letters|caps|upper case|majuscules|mayúsculas|maiuscol[oe])\b"
)


_HUES = {
    "red": re.compile(r"\b(red|rouges?|rojo|rosso|rot)\b|أحمر|احمر"),
    "orange": re.compile(r"\b(orange|naranja|arancione)\b|برتقالي"),
    "yellow": re.compile(r"\b(yellow|jaunes?|amarillo|giallo|gelb)\b|أصفر"),
    "green": re.compile(r"\b(green|vert(?:e|s|es)?|verde|grün)\b|أخضر|اخضر"),
    "blue": re.compile(r"\b(blue|bleu(?:e|s|es)?|azul|blu|blau)\b|أزرق|ازرق"),
    "violet": re.compile(r"\b(violet|purple|mauve|morado|viola|lila)\b|بنفسجي"),
}


_SAID_IN = re.compile(
    r"\b(?:en|in|im|couleur|colou?r|police|color|colore|farbe)\b[ :]{1,2}"
    r"(?:[^\W\d_]+ ){0,2}[^\W\d_]+"
    r"|(?:ب|باللون |بلون |لون |بالخط )(?:ال)?[^\W\d_]+"
)


def announced_hues(text: str) -> set[str]:
    """The colours that the writer says words stand in, as ``red``, ``orange``, ``yellow``.

    Not those of “Croix-Rouge”.
    """
    said = " ".join(found[0] for found in _SAID_IN.finditer(text))
    return {name for name, pattern in _HUES.items() if pattern.search(said)}


def announces_colour(text: str) -> bool:
    """Whether the writer says that their words stand in a colour."""
    return bool(_COLOURS.search(text))


def announced_letters(text: str) -> set[str]:
    """How answers are said to stand: ``bold``, ``italic``, ``underlined``, ``capitals``."""
    if not announces_answers(text):
        return set()
    kinds = {
        "bold": _BOLD,
        "italic": _ITALIC,
        "underlined": _UNDERLINED,
        "capitals": _CAPITALS,
    }
    return {name for name, pattern in kinds.items() if pattern.search(text)}


def only_points(text: str) -> bool:
    """Whether a letter says hardly more than “see below”: what is below holds its answers."""
    return len(text.split()) <= _MOST_WORDS_ALONE and bool(_POINTS.search(text))


def points_into(text: str) -> bool:
    """Whether a few words send their reader into the old letter: “See below”, “point by point”."""
    if len(text.split()) > _MOST_POINTING_WORDS:
        return False
    return bool(_POINTS.search(text)) or (announces_answers(text) and bool(_INTO.search(text)))


def announces_answers(text: str) -> bool:
    """Whether the writer says that answers follow; who thanks for some says no such thing."""
    return bool(_ANSWERS.search(text)) and bool(_ANSWERS.search(_THANKS.sub(" ", text)))


def announces_answers_below(text: str) -> bool:
    """Whether the writer says that answers stand further down."""
    return announces_answers(text) and bool(_BELOW.search(text))


def announces_own_answers_below(text: str) -> bool:
    """“My answers below”, which says more than “I answer what you wrote below”."""
    is_there = bool(_BELOW.search(text)) or bool(_WITHIN.search(text))
    return is_there and bool(_OWN_ANSWERS.search(text))


def announces_answers_within(text: str) -> bool:
    """Whether the writer says that answers stand inside the letter they answer."""
    is_within = bool(_WITHIN.search(text)) or bool(announced_letters(text))
    return announces_colour(text) or (announces_answers(text) and is_within)
