"""Invented contributions of any number: each sentence makes a known point in a known language.

Nothing here was said by anybody. A sentence is a beginning, a point and an end, drawn by a seeded
generator, so that the points of three languages are known to be the same.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from diwan.discussions.reply.drafting import Source
from diwan.texts.passages import Asked, AskedTopic, Outline, Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGES = ("en", "fr", "ar")
SENTENCES_EACH = 20

#: question → its wordings, and its points in English, French and Arabic
QUESTIONS: dict[str, tuple[tuple[str, str, str], tuple[tuple[str, str, str], ...]]] = {
    "T1Q1": (
        (
            "How can returning workers prove the skills they learned abroad?",
            "Comment les travailleurs de retour peuvent-ils prouver leurs compétences ?",
            "كيف يمكن للعمال العائدين إثبات المهارات التي تعلموها في الخارج؟",
        ),
        (
            ("a practical test in a workshop convinces employers more than a certificate",
             "une épreuve pratique en atelier convainc les employeurs plus qu'un certificat",
             "الاختبار العملي في الورشة يقنع أصحاب العمل أكثر من الشهادة"),
            ("the recognition of foreign diplomas takes far too long",
             "la reconnaissance des diplômes étrangers prend beaucoup trop de temps",
             "الاعتراف بالشهادات الأجنبية يستغرق وقتا طويلا جدا"),
            ("a written exam shuts out masons who left school early",
             "un examen écrit écarte les maçons qui ont quitté l'école tôt",
             "الامتحان الكتابي يقصي البنائين الذين تركوا المدرسة مبكرا"),
            ("a letter from the former employer abroad is accepted by the chamber of commerce",
             "une lettre de l'ancien employeur à l'étranger est acceptée par la chambre de commerce",
             "رسالة من صاحب العمل السابق في الخارج تقبلها غرفة التجارة"),
            ("nurses lose their licence while they wait for a ministry to answer",
             "les infirmières perdent leur licence en attendant la réponse d'un ministère",
             "الممرضات يفقدن رخصتهن وهن ينتظرن جواب الوزارة"),
        ),
    ),
    "T1Q2": (
        (
            "Which incentives help migrants to transfer their skills?",
            "Quelles incitations aident les migrants à transférer leurs compétences ?",
            "ما الحوافز التي تساعد المهاجرين على نقل مهاراتهم؟",
        ),
        (
            ("short missions paid by the university bring doctors back for a month",
             "de courtes missions payées par l'université ramènent des médecins pour un mois",
             "المهمات القصيرة التي تدفعها الجامعة تعيد الأطباء لمدة شهر"),
            ("free customs for tools decides many craftsmen to come home",
             "la franchise de douane pour l'outillage décide beaucoup d'artisans à rentrer",
             "إعفاء الأدوات من الجمارك يدفع كثيرا من الحرفيين إلى العودة"),
            ("lost pension rights keep older workers away",
             "la perte des droits à la retraite retient les travailleurs âgés",
             "ضياع حقوق التقاعد يبعد العمال الأكبر سنا"),
            ("mentoring between diaspora engineers and students costs almost nothing",
             "le mentorat entre ingénieurs de la diaspora et étudiants ne coûte presque rien",
             "الإرشاد بين مهندسي المهجر والطلاب لا يكلف شيئا تقريبا"),
            ("a tax holiday for new firms attracts investors more than speeches",
             "une exonération fiscale pour les nouvelles entreprises attire les investisseurs",
             "الإعفاء الضريبي للشركات الجديدة يجذب المستثمرين أكثر من الخطب"),
        ),
    ),
    "T2Q1": (
        (
            "How can remittances serve local investment?",
            "Comment les transferts d'argent peuvent-ils servir l'investissement local ?",
            "كيف يمكن أن تخدم التحويلات المالية الاستثمار المحلي؟",
        ),
        (
            ("high transfer fees eat what families could invest",
             "les frais de transfert élevés mangent ce que les familles pourraient investir",
             "رسوم التحويل المرتفعة تأكل ما يمكن أن تستثمره الأسر"),
            ("village savings groups lend faster than banks",
             "les groupes d'épargne villageois prêtent plus vite que les banques",
             "مجموعات الادخار في القرى تقرض أسرع من البنوك"),
            ("a guarantee fund lets returnees borrow without land",
             "un fonds de garantie permet aux migrants de retour d'emprunter sans terre",
             "صندوق الضمان يتيح للعائدين الاقتراض من غير أرض"),
            ("women farmers receive no credit because the title bears a man's name",
             "les agricultrices ne reçoivent pas de crédit car le titre porte le nom d'un homme",
             "المزارعات لا يحصلن على قرض لأن الملكية باسم رجل"),
            ("mobile phones made sending money cheaper in rural districts",
             "le téléphone mobile a rendu l'envoi d'argent moins cher dans les districts ruraux",
             "الهاتف المحمول جعل إرسال المال أرخص في المناطق الريفية"),
        ),
    ),
    "T2Q2": (
        (
            "What should local authorities do with diaspora associations?",
            "Que devraient faire les autorités locales avec les associations de la diaspora ?",
            "ماذا ينبغي أن تفعل السلطات المحلية مع جمعيات المغتربين؟",
        ),
        (
            ("an agreement between two towns survives elections when a school is part of it",
             "un accord entre deux villes survit aux élections quand une école y participe",
             "الاتفاق بين مدينتين يبقى بعد الانتخابات حين تشارك فيه مدرسة"),
            ("joint committees meet rarely and decide little",
             "les comités mixtes se réunissent rarement et décident peu",
             "اللجان المشتركة نادرا ما تجتمع وقليلا ما تقرر"),
            ("a desk for emigrants in the town hall answers most questions on the first day",
             "un guichet pour les émigrés à la mairie répond à la plupart des questions",
             "شباك للمغتربين في البلدية يجيب عن معظم الأسئلة في اليوم الأول"),
            ("road and water projects financed by associations lack maintenance",
             "les projets de route et d'eau financés par des associations manquent d'entretien",
             "مشاريع الطرق والمياه التي تمولها الجمعيات تنقصها الصيانة"),
            ("young people abroad join when they are asked for an idea and not for money",
             "les jeunes à l'étranger participent quand on leur demande une idée et non de l'argent",
             "الشباب في الخارج يشاركون حين تطلب منهم فكرة لا مال"),
        ),
    ),
}  # fmt: skip

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
    for key, points in _all_points().items():
        for number, wordings in enumerate(points):
            if any(wording in words for wording in wordings):
                return f"{key}/{number}"
    return ""


def _all_points() -> dict[str, Sequence[tuple[str, str, str]]]:
    return {key: points for key, (_words, points) in QUESTIONS.items()}
