"""What the invented council and the invented members say."""

from __future__ import annotations

from dataclasses import dataclass

COUNCIL = {
    "en": "Council of the Two Shores in Valchiara",
    "fr": "Conseil des deux rives de Valchiara",
    "ar": "مجلس الضفتين في فالكيارا",
}
MANDATE = {
    "en": "Advises the region on what concerns people who came, people who leave again, and the"
    " places they come from. The region answers every opinion in public.",
    "fr": "Conseille la région sur ce qui touche celles et ceux qui sont arrivés, qui repartent, et"
    " leurs lieux d’origine. La région répond en public à chaque avis.",
    "ar": "يقدم المشورة للجهة في كل ما يخص القادمين إليها والعائدين منها وأماكن منشئهم. وترد الجهة"
    " علنا على كل رأي.",
}
ACT = "Delibera regionale 41/2024 (invented)"
COLLEGES = {
    "elected": (
        {"en": "Elected by migrants", "fr": "Élus par les migrants", "ar": "منتخبون من المهاجرين"},
        {
            "en": "Elected by all who have lived in the region for a year",
            "fr": "Élus par toutes les personnes qui vivent dans la région depuis un an",
            "ar": "ينتخبهم كل من أقام في الجهة سنة",
        },
    ),
    "associations": (
        {"en": "Associations", "fr": "Associations", "ar": "الجمعيات"},
        {
            "en": "Sent by the associations of the region",
            "fr": "Désignées par les associations de la région",
            "ar": "تعينهم جمعيات الجهة",
        },
    ),
    "experts": (
        {"en": "Experts", "fr": "Experts", "ar": "الخبراء"},
        {
            "en": "Named by the universities",
            "fr": "Désignés par les universités",
            "ar": "تعينهم الجامعات",
        },
    ),
    "employers": (
        {"en": "Employers", "fr": "Employeurs", "ar": "أرباب العمل"},
        {
            "en": "Named by the chamber of commerce",
            "fr": "Désignés par la chambre de commerce",
            "ar": "تعينهم غرفة التجارة",
        },
    ),
    "state": (
        {"en": "State and services", "fr": "État et services", "ar": "الدولة والمصالح"},
        {"en": "Sent by their service", "fr": "Désignés par leur service", "ar": "تعينهم مصالحهم"},
    ),
}
COMING = {
    "en": "Winter meeting",
    "fr": "Réunion d’hiver",
    "ar": "اجتماع الشتاء",
}
AGENDA = (
    {
        "en": "What the region answered on evening courses",
        "fr": "Ce que la région a répondu sur les cours du soir",
        "ar": "رد الجهة بشأن الدروس المسائية",
    },
    {
        "en": "The vacant seat of the elected",
        "fr": "Le siège vacant des élus",
        "ar": "المقعد الشاغر للمنتخبين",
    },
)
OUTCOMES = (
    {"en": "Adopted.", "fr": "Adopté.", "ar": "اعتُمد."},
    {
        "en": "Adopted after a second reading.",
        "fr": "Adopté en seconde lecture.",
        "ar": "اعتُمد بعد قراءة ثانية.",
    },
)
MINUTES = {
    "en": "Ten seats were filled. Two opinions were adopted; the employers asked"
    " for a pilot first.",
    "fr": "Dix sièges étaient pourvus. Deux avis ont été adoptés ; les employeurs demandent d’abord"
    " un essai.",
    "ar": "شُغلت عشرة مقاعد. واعتُمد رأيان؛ وطلب أرباب العمل تجربة أولى.",
}
ANSWER = {
    "en": "Evening courses open in three towns in spring. A fourth depends on the next budget: we"
    " cannot promise it today, and will say by June whether it comes.",
    "fr": "Des cours du soir ouvrent dans trois villes au printemps. Un"
    " quatrième dépend du prochain"
    " budget : nous ne pouvons le promettre aujourd’hui et le dirons avant juin.",
    "ar": "تُفتح دروس مسائية في ثلاث مدن في الربيع. أما الرابعة فرهينة الميزانية المقبلة: لا نستطيع"
    " الوعد بها اليوم، وسنعلن ذلك قبل يونيو.",
}


@dataclass(frozen=True, slots=True)
class OpinionSaid:
    title: dict[str, str]
    text: dict[str, str]
    authority: str
    theme: str
    days_ago: int
    votes: dict[str, tuple[int, int, int]]
    asked_by: str = ""


OPINIONS = (
    OpinionSaid(
        title={
            "en": "Language courses after working hours",
            "fr": "Des cours de langue après le travail",
            "ar": "دروس لغة بعد ساعات العمل",
        },
        text={
            "en": "Whoever works all day cannot attend a course at ten in the morning. The council"
            " asks for evening courses in four towns, with somebody who looks after children.",
            "fr": "Qui travaille toute la journée ne peut suivre un cours à dix heures du matin. Le"
            " conseil demande des cours du soir dans quatre villes, avec une garde d’enfants.",
            "ar": "من يعمل طوال النهار لا يستطيع حضور درس في العاشرة صباحا. يطلب المجلس"
            " دروسا مسائية في"
            " أربع مدن مع من يرعى الأطفال.",
        },
        authority="region",
        asked_by="region",
        theme="education-training-employment",
        days_ago=130,
        votes={
            "elected": (3, 0, 0),
            "associations": (3, 0, 0),
            "experts": (2, 0, 0),
            "employers": (0, 1, 0),
            "state": (1, 0, 1),
        },
    ),
    OpinionSaid(
        title={
            "en": "Pension rights that travel along",
            "fr": "Des droits à la retraite qui voyagent",
            "ar": "حقوق تقاعد تسافر مع أصحابها",
        },
        text={
            "en": "People who return after twelve years of work should know what their pension will"
            " be. The council asks the region to open a desk with the services of both sides.",
            "fr": "Qui rentre après douze ans de travail devrait savoir quelle sera sa retraite. Le"
            " conseil demande à la région d’ouvrir un guichet avec les services des deux rives.",
            "ar": "من يعود بعد اثنتي عشرة سنة من العمل ينبغي أن يعرف قدر معاشه. يطلب"
            " المجلس من الجهة فتح"
            " مكتب مع مصالح الضفتين.",
        },
        authority="region",
        theme="reintegration",
        days_ago=130,
        votes={
            "elected": (3, 0, 0),
            "associations": (2, 0, 1),
            "experts": (1, 1, 0),
            "employers": (1, 0, 0),
            "state": (0, 0, 2),
        },
    ),
)


@dataclass(frozen=True, slots=True)
class QuestionSaid:
    """``answer``: words, by whom, after how many days. ``sent_to``: authority, why, by, days."""

    asker: str
    authority: str
    title: str
    text: str
    naming: str
    place: str
    theme: str
    days_ago: int = 0
    is_published: bool = True
    too: tuple[str, ...] = ()
    sent_to: tuple[str, str, str, int] | None = None
    answer: tuple[str, str, int] | None = None


QUESTIONS = (
    QuestionSaid(
        asker="chloe",
        authority="ministry",
        title="Qui reconnaît en Tunisie un diplôme d’infirmière obtenu à Lyon ?",
        text="Plusieurs d’entre nous veulent rentrer pour quelques années. À quel"
        " bureau s’adresser,"
        " quels papiers apporter, et combien de temps faut-il compter ?",
        naming="named",
        place="TN",
        theme="health",
        days_ago=60,
        too=("tarek", "awa", "samia", "nizar"),
        answer=(
            (
                "C’est la commission des équivalences qui décide, sur demande déposée"
                " à notre office. Il faut le diplôme, le relevé de notes et une pièce"
                " d’identité. Comptez huit semaines ;"
                " depuis cette année, le dossier peut être déposé avant le retour."
            ),
            "moncef",
            12,
        ),
    ),
    QuestionSaid(
        asker="victor",
        authority="jobs",
        title="May one work while waiting for a seasonal permit to be renewed?",
        text="Every spring we lose three weeks of work because the renewal takes longer than the"
        " permit lasts. Is there a rule for the time in between, and where is it written?",
        naming="role",
        place="IT",
        theme="labour-matching",
        days_ago=25,
        too=("dele", "lidia"),
        sent_to=(
            "region",
            "We find work; permits are renewed by the region where one works.",
            "kamel",
            9,
        ),
    ),
    QuestionSaid(
        asker="nizar",
        authority="municipality",
        title="متى يفتح شباك استقبال العائدين في البلدية؟",
        text="أعلنت البلدية قبل سنة عن شباك لاستقبال العائدين ومرافقة مشاريعهم. نسأل: متى يفتح، ومن"
        " يعمل فيه، وبأي لغات يستقبل الناس؟",
        naming="named",
        place="MA",
        theme="reintegration",
        days_ago=52,
        too=("samia", "omar", "yusuf"),
    ),
    QuestionSaid(
        asker="amina",
        authority="municipality",
        title="Could the town lend roofs for a solar school?",
        text="Our workshop trains returnees to install panels. Five public roofs"
        " would be enough for"
        " a class each year. Whom in the town hall can associations propose this to?",
        naming="role",
        place="MA",
        theme="environment",
        is_published=False,
    ),
)
