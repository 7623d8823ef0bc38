"""Invented contributions of any number: each sentence makes a known point in a known language.

Nothing here was said by anybody. A sentence is a beginning, a point and an end, drawn by a seeded
generator, so that the points of three languages are known to be the same.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from diwan.discussions.reply.drafting import Source
from diwan.texts.passages import Asked, AskedTopic, Outline, Passage

LANGUAGES = ("en", "fr", "ar")
SENTENCES_EACH = 20
PARAGRAPHS_EACH = 10

Wordings = tuple[str, ...]


def _read() -> dict[str, tuple[Wordings, tuple[Wordings, ...]]]:
    """Question → its wordings, and its points, in the order of ``LANGUAGES``."""
    lines = (Path(__file__).parent / "points.tsv").read_text(encoding="utf-8").splitlines()
    rows: dict[str, list[Wordings]] = {}
    for line in lines[1:]:
        key, *words = line.split("\t")
        rows.setdefault(key, []).append(tuple(words))
    return {key: (first, tuple(points)) for key, (first, *points) in rows.items()}


QUESTIONS = _read()

_BEGINNINGS = {
    "en": (
        "In our district of {place}", "Our association in {place} has seen that",
        "Among {n} families in {place}", "After {n} years of work in {place} we know that",
        "The survey of {place} in {year} shows that", "In the valley of {place}",
        "Members of our cooperative in {place} say that", "Since {year}",
    ),
    "fr": (
        "Dans notre district de {place}", "Notre association à {place} a constaté que",
        "Parmi {n} familles de {place}", "Après {n} ans de travail à {place} nous savons que",
        "L'enquête de {place} en {year} montre que", "Dans la vallée de {place}",
        "Les artisans de {place} disent que", "Depuis {year}",
    ),
    "ar": (
        "في منطقتنا في {place}", "لاحظت جمعيتنا في {place} أن",
        "بين {n} أسرة في {place}", "بعد {n} سنة من العمل في {place} نعرف أن",
        "يبين مسح {place} سنة {year} أن", "في وادي {place}",
        "يقول الحرفيون في {place} إن", "منذ سنة {year}",
    ),
}  # fmt: skip
_ENDINGS = {
    "en": (
        "", ", as {n} cases prove", ", and {n} per cent of those we asked say so",
        ", which the market of {place} confirms each week", ", mostly in winter",
        ", above all for those who came back alone", ", whatever the season",
    ),
    "fr": (
        "", ", comme le prouvent {n} dossiers", ", et {n} pour cent des personnes le disent",
        ", ce que le marché de {place} confirme chaque semaine", ", surtout en hiver",
        ", surtout pour ceux qui sont rentrés seuls", ", quelle que soit la saison",
    ),
    "ar": (
        "", "، كما تثبت {n} حالة", "، ويقول ذلك {n} في المئة ممن سألناهم",
        "، وهو ما يؤكده سوق {place} كل أسبوع", "، ولا سيما في الشتاء",
        "، وخصوصا لمن عاد وحده", "، في كل الفصول",
    ),
}  # fmt: skip
_PLACES = {
    "en": ("Orvale", "Kutaro", "Lower Quince", "Sandrell", "Mirabeck", "Tannis"),
    "fr": ("Rocheval", "Sokoradala", "Montroc", "Villebrune", "Ras-Tamarin", "Valserre"),
    "ar": ("سهل الوردان", "مرسى العنبر", "الطاحونة", "وادي الزان", "تل الريحان", "عين الصفا"),
}
_KINDS = ("migrant", "civil_society", "local_authority", "research", "diaspora_association")
_REGIONS = ("015", "011", "039", "151")


def outline() -> Outline:
    asked = {
        key: Asked(key, dict(zip(LANGUAGES, words, strict=True)))
        for key, (words, _points) in QUESTIONS.items()
    }
    titles = (("T1", "Skills and return"), ("T2", "Money and places"))
    return Outline(
        tuple(
            AskedTopic(
                topic, {"en": title}, tuple(asked[key] for key in asked if key.startswith(topic))
            )
            for topic, title in titles
        )
    )


def sources(count: int, *, seed: int = 7) -> list[Source]:
    """``count`` contributions of about twenty sentences; languages and kinds are uneven."""
    random = Random(seed)
    return [_source(number, random) for number in range(1, count + 1)]


def _source(number: int, random: Random) -> Source:
    language = random.choices(LANGUAGES, weights=(5, 3, 2))[0]
    text, passages = "", []
    for key in random.sample(sorted(QUESTIONS), random.randint(1, len(QUESTIONS))):
        start = len(text)
        share = max(1, SENTENCES_EACH // len(QUESTIONS))
        text += " ".join(_sentence(key, language, random) for _each in range(share))
        passages.append(Passage(start, len(text), "answer", (key,), 1.0, language))
        text += "\n\n"
    return Source(
        number,
        1,
        text,
        language,
        tuple(passages),
        kind=random.choice(_KINDS),
        region=random.choice(_REGIONS),
    )


def letters(count: int, *, seed: int = 7) -> list[Source]:
    """``count`` contributions as they come by mail: ten paragraphs of two sentences, not cut yet.

    Each paragraph answers one question, and none says which.
    """
    random = Random(seed)
    return [_letter(number, random) for number in range(1, count + 1)]


def _letter(number: int, random: Random) -> Source:
    language = random.choices(LANGUAGES, weights=(5, 3, 2))[0]
    keys = random.choices(sorted(QUESTIONS), k=PARAGRAPHS_EACH)
    share = SENTENCES_EACH // PARAGRAPHS_EACH
    text = "\n\n".join(
        " ".join(_sentence(key, language, random) for _each in range(share)) for key in keys
    )
    return Source(number, 1, text, language, (), kind=random.choice(_KINDS))


def _sentence(key: str, language: str, random: Random) -> str:
    point = random.choice(QUESTIONS[key][1])[LANGUAGES.index(language)]
    begin, end = random.choice(_BEGINNINGS[language]), random.choice(_ENDINGS[language])
    joint = " " if begin.split()[-1] in {"that", "que", "أن", "إن"} else _comma(language)
    slots = {
        "place": random.choice(_PLACES[language]),
        "n": random.randint(3, 480),
        "year": random.randint(2003, 2024),
    }
    return f"{begin}{joint}{point}{end}.".format_map(slots)


def _comma(language: str) -> str:
    return "، " if language == "ar" else ", "


def point_of(words: str) -> str:
    """The point a sentence of this corpus makes, as ``key/number``; empty for none."""
    for key, (_wordings, points) in QUESTIONS.items():
        for number, wordings in enumerate(points):
            if any(wording in words for wording in wordings):
                return f"{key}/{number}"
    return ""
