"""Around the open discussion: messages, people to be heard, questions and topics to come."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from diwan.people.demo import address

from ..actions import approaching, posting, prioritising, talk
from ..models import Approach, Discussion, Post, TopicIdea
from ..words import PostKind, PostState
from .story import LEAD, cast

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from diwan.people.models import Person

OPEN = "small-towns"
#: whom the team of the open discussion wants to hear: name, organisation, language, note
_MISSING = (
    ("Union des artisans de Kelva", "", "fr", "Ils ont formé une vingtaine d’apprentis revenus."),
    ("Hind Zaroual", "Radio Sahel", "ar", "تعرف القرى التي لم يصلنا منها شيء."),
    ("A bank with branches in small towns", "", "en", "Ask what a first loan needs."),
)
#: who proposed which topic, in which words, and who puts it first
_IDEAS = (
    (
        "amina",
        "What does sending money home cost?",
        "Fees eat what families live on. Which ways are cheap, and who could make them cheaper?",
        ("chloe", "dele"),
    ),
    (
        "chloe",
        "Les diplômes des infirmières",
        "Reconnaître un diplôme prend des années, alors que les hôpitaux manquent de bras.",
        ("amina", "dele", "nizar"),
    ),
    (
        "dele",
        "مدارس أبناء العائدين",
        "يعود الأطفال بلغة أخرى ومنهاج آخر. كيف تستقبلهم المدارس؟",
        (),
    ),
)


def tell(now: datetime) -> None:
    discussion = Discussion.objects.get(slug=OPEN)
    people = cast()
    _messages(discussion, people[LEAD], now)
    _approaches(discussion, people, now)
    _ideas(people, now)
    _question(discussion, people)


def _question(discussion: Discussion, people: Mapping[str, Person]) -> None:
    """A proposed question that members weigh; another one waits for the team."""
    proposal = talk.propose_question(
        discussion,
        text="Comment les petites villes gardent-elles ceux qui reviennent avec un métier ?",
        topic=None,
        by=people["fatou"],
    )
    opened = prioritising.open_proposal(proposal, by=people[LEAD])
    for local in ("amina", "chloe"):
        prioritising.prioritise(opened, by=people[local])


def _messages(discussion: Discussion, lead: Person, now: datetime) -> None:
    """A digest that was published, and a draft of the team's feedback that waits."""
    digest = posting.draft(discussion, PostKind.DIGEST, by=lead)
    made_at = now - timedelta(days=4)
    Post.objects.filter(pk=digest.pk).update(
        state=PostState.PUBLISHED, made_at=made_at, published_at=made_at + timedelta(hours=2)
    )
    posting.draft(discussion, PostKind.FEEDBACK, by=None)


def _approaches(discussion: Discussion, people: Mapping[str, Person], now: datetime) -> None:
    for number, (name, organisation, language, note) in enumerate(_MISSING, start=1):
        approaching.add(
            discussion,
            by=people[LEAD],
            name=name,
            organisation=organisation,
            email=f"heard-{number}@example.org",
            language=language,
            note=note,
        )
    amina = people["amina"]
    asked = approaching.add(
        discussion, by=people[LEAD], name=amina.name, email=address("amina"), language="ar"
    )
    approaching.mark_asked(asked, way="phone", by=people[LEAD])
    before = now - timedelta(days=30)
    Approach.objects.filter(pk=asked.pk).update(added_at=before, asked_at=before)


def _ideas(people: Mapping[str, Person], now: datetime) -> None:
    """Two topics that members weigh, and one that waits to be read."""
    for number, (local, title, text, wanted) in enumerate(_IDEAS):
        idea = prioritising.propose_idea(title=title, text=text, by=people[local])
        TopicIdea.objects.filter(pk=idea.pk).update(proposed_at=now - timedelta(days=9 - number))
        if wanted:
            opened = prioritising.open_idea(idea, by=people[LEAD])
            for other in wanted:
                prioritising.prioritise(opened, by=people[other])
