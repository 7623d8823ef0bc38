"""Consolidated replies for tests, in three languages, with everything that can be in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from diwan.discussions.reply.document import (
    AskedQuestion,
    AskedTopic,
    Citation,
    Contributor,
    Counts,
    Document,
    Resource,
    Response,
    Statement,
    Unused,
    Weight,
)

#: number, language, name, organisation, kind, country, words
VOICES = [
    (
        1,
        "en",
        "Amina Sow",
        "Harbour Town Council",
        "local_authority",
        "SN",
        (
            "Dear all,\n\nA returning worker needs one desk that answers before the journey, not nine "
            "desks after it. In Harbour Town 212 people came to such a desk in 2011. We wrote down how "
            "at https://harbour.example/desk?id=1&lang=en.\n\n"
            "- Town councils should name one officer for returning families.\n"
            "- The ministry should pay half of the desk.\n\nAmina Sow, Harbour Town Council"
        ),
    ),
    (
        2,
        "fr",
        "",
        "Association des Figuiers",
        "diaspora_association",
        "FR",
        (
            "Bonjour,\n\nCelui qui rentre n’a pas besoin de dix guichets, mais d’un seul qui connaît "
            "les neuf autres. À notre avis, le compagnonnage vaut mieux que la formation seule.\n\n"
            "Nous recommandons aux régions d’ouvrir un guichet unique.\n\nAssociation des Figuiers"
        ),
    ),
    (
        3,
        "ar",
        "سامية الهادي",
        "",
        "migrant",
        "TN",
        (
            "السلام عليكم،\n\nعدت إلى بلدي سنة 2009 ولم أجد من يجيبني عن أسئلتي (co-development). "
            "المرافقة من مهاجر متمرس أنفع من التكوين وحده.\n\nسامية الهادي"
        ),
    ),
    (
        4,
        "en",
        "",
        "",
        "",
        "",
        (
            "I do not agree: group training reaches more people for the same money, and a companion "
            "is worth little without a trade. <b>Nobody</b> & nothing should be paid twice."
        ),
    ),
    (
        5,
        "fr",
        "Chloé Martin",
        "Université du Littoral",
        "research",
        "PS",
        (
            "Le compagnonnage convient aux métiers de l’artisanat, moins à l’industrie.\n\n"
            "Voir : Martin, C., Rentrer au pays, Éditions du Quai, 2010."
        ),
    ),
    (6, "en", "Dele Obi", "", "migrant", "NG", "Thank you for this discussion."),
]

_QUESTIONS = {
    "T1Q1": ("What do people need before they return?", "De quoi a-t-on besoin avant le retour ?"),
    "T1Q2": ("Who should accompany them?", "Qui devrait les accompagner ?"),
    "T2Q1": ("What should towns do?", "Que devraient faire les villes ?"),
}
_TITLES = {
    "en": "Skills of returning migrants for small towns",
    "fr": "Les compétences des migrants de retour au service des petites villes",
    "ar": "مهارات العائدين في خدمة المدن الصغيرة",
}
_TOPICS = {
    "en": ("Coming back", "Towns"),
    "fr": ("Le retour", "Les villes"),
    "ar": ("العودة", "المدن"),
}


def words_of(number: int) -> str:
    return next(voice[6] for voice in VOICES if voice[0] == number)


def cited(number: int, words: str, **changes: Any) -> Citation:
    """A citation of ``words`` as they stand in response ``number``."""
    start = words_of(number).index(words)
    made = Citation(
        contribution=number,
        version=1,
        start=start,
        end=start + len(words),
        sha256=sha256(words.encode()).hexdigest(),
        language=next(voice[1] for voice in VOICES if voice[0] == number),
        words=words,
    )
    return replace(made, **changes)


def _statements() -> tuple[Statement, ...]:
    desk = cited(
        1,
        "A returning worker needs one desk that answers before the journey, not nine "
        "desks after it.",
    )
    overlap = cited(
        1,
        "before the journey, not nine desks after it. In Harbour Town 212 people "
        "came to such a desk in 2011.",
    )
    one = cited(
        2,
        "Celui qui rentre n’a pas besoin de dix guichets, mais d’un seul qui connaît "
        "les neuf autres.",
    )
    companion = cited(3, "المرافقة من مهاجر متمرس أنفع من التكوين وحده.")
    also = cited(2, "le compagnonnage vaut mieux que la formation seule", is_perhaps=True)
    differs = cited(4, "group training reaches more people for the same money", stance="differs")
    qualifies = cited(
        5,
        "Le compagnonnage convient aux métiers de l’artisanat, moins à l’industrie.",
        stance="qualifies",
        flag="edited",
    )
    gone = replace(cited(6, "Thank you"), contribution=7, words="", flag="withdrawn")
    three = Weight(
        3, (("local_authority", 1), ("diaspora_association", 1)), (("011", 1), ("155", 1)), True
    )
    return (
        Statement(1, "point", desk.words, "en", "T1Q1", three, (desk, one, gone), is_summary=True),
        Statement(2, "point", overlap.words, "en", "T1Q1", Weight(1, (("local_authority", 1),)), (overlap,)),
        Statement(3, "point", companion.words, "ar", "T1Q2",
                  Weight(2, (("migrant", 1), ("diaspora_association", 1))),
                  (companion, also, differs, qualifies), is_summary=True),
        Statement(4, "point", "", "en", "T2", Weight(0), (gone,)),
        Statement(5, "experience", "عدت إلى بلدي سنة 2009 ولم أجد من يجيبني عن أسئلتي (co-development).",
                  "ar", "T1Q1", Weight(1, (("migrant", 1),)),
                  (cited(3, "عدت إلى بلدي سنة 2009 ولم أجد من يجيبني عن أسئلتي (co-development)."),),
                  place="TN"),
        Statement(6, "recommendation", "The ministry should pay half of the desk.", "en", "T1Q1",
                  Weight(1, (("local_authority", 1),)),
                  (cited(1, "The ministry should pay half of the desk."),), addressee="national_government local_authority"),
        Statement(7, "recommendation", "Nous recommandons aux régions d’ouvrir un guichet unique.",
                  "fr", "", Weight(1, (("diaspora_association", 1),), as_signed=True),
                  (cited(2, "Nous recommandons aux régions d’ouvrir un guichet unique."),),
                  addressee="The mayor"),
        Statement(8, "point", "<b>Nobody</b> & nothing should be paid twice.", "en", "",
                  Weight(1), (cited(4, "<b>Nobody</b> & nothing should be paid twice."),)),
    )  # fmt: skip


def _resources() -> tuple[Resource, ...]:
    paper = "Martin, C., Rentrer au pays, Éditions du Quai, 2010."
    return (
        Resource("document", paper, "", (cited(5, paper),)),
        Resource("organisation", "Harbour Town Council", "", (cited(1, "Harbour Town Council"),)),
        Resource("link", "https://harbour.example/desk?id=1&lang=en",
                 "https://harbour.example/desk?id=1&lang=en",
                 (cited(1, "https://harbour.example/desk?id=1&lang=en"),)),
        Resource("link", "a trap", "javascript:alert(1)", (cited(4, "Nobody"),)),
    )  # fmt: skip


def _topics(language: str) -> tuple[AskedTopic, ...]:
    written = language if language in {"en", "fr"} else "fr"
    place = {"en": 0, "fr": 1}[written]
    questions = {
        key: AskedQuestion(key, int(key[-1]), texts[place], written)
        for key, texts in _QUESTIONS.items()
    }
    first, second = _TOPICS[language]
    return (
        AskedTopic("T1", 1, first, language, (questions["T1Q1"], questions["T1Q2"])),
        AskedTopic("T2", 2, second, language, (questions["T2Q1"],)),
    )


def invented_reply(language: str = "en", **changes: Any) -> Document:
    """A reply laid out in ``language`` with every case that forms must know."""
    made = Document(
        slug="small-towns",
        title=_TITLES[language],
        title_language=language,
        version=2,
        made_on=date(2012, 3, 30),
        language=language,
        languages=("en", "fr", "ar"),
        state="draft",
        is_moderated=True,
        opens_on=date(2012, 2, 23),
        closes_on=date(2012, 3, 22),
        event="Conference of Towns, Tunis",
        conveners=("Network of Small Towns", "بلدية المرفأ"),
        facilitators=("Ingrid Holm",),
        context={"en": "Many come back.", "fr": "Beaucoup rentrent.", "ar": "يعود كثيرون."}[
            language
        ],
        objective="",
        topics=_topics(language),
        counts=Counts(
            contributions=6,
            late=1,
            by_language=(("en", 3), ("fr", 2), ("ar", 1)),
            by_kind=(("migrant", 2), ("local_authority", 1), ("research", 1), ("", 1)),
            by_country=(("SN", 1), ("FR", 1), ("TN", 1), ("PS", 1), ("NG", 1), ("", 1)),
            set_aside=(("spam", 2), ("automatic", 1)),
        ),
        contributors=tuple(
            Contributor(
                number, name, organisation, kind, country, code, date(2012, 3, number), number == 2
            )
            for number, code, name, organisation, kind, country, _words in VOICES
        ),
        statements=_statements(),
        resources=_resources(),
        responses=tuple(Response(number, 1, code, words) for number, code, *_rest, words in VOICES),
        unused=(Unused(6, "too_short"),),
    )
    return replace(made, **changes)


def empty_reply(language: str = "en") -> Document:
    """What comes of a call that nobody answered."""
    return invented_reply(
        language,
        counts=Counts(0, 0, (), (), (), ()),
        contributors=(),
        statements=(),
        resources=(),
        responses=(),
        unused=(),
    )


def long_reply(language: str = "en", *, responses: int = 13, statements: int = 200) -> Document:
    """A reply as long as wanted, its words those of the short one again and again."""
    short = invented_reply(language)
    voices = [
        replace(short.responses[index % 5], contribution=index + 1) for index in range(responses)
    ]
    people = [
        replace(short.contributors[index % 5], contribution=index + 1) for index in range(responses)
    ]
    said = []
    for index in range(statements):
        pattern = short.statements[(0, 1, 2, 4, 5, 6)[index % 6]]
        shift = 5 * (index % max(1, responses // 5))
        citations = tuple(
            replace(each, contribution=each.contribution + shift)
            for each in pattern.citations
            if each.words and each.contribution + shift <= responses
        )
        said.append(replace(pattern, number=index + 1, citations=citations, is_summary=index < 6))
    return replace(
        short,
        responses=tuple(voices),
        contributors=tuple(people),
        statements=tuple(said),
        unused=(),
        counts=replace(short.counts, contributions=responses),
    )
