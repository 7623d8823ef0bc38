"""A small world for the permission matrix: three discussions, their people, their letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from diwan.core import clock
from diwan.discussions import translating
from diwan.discussions.actions import calling, intake, moderation, stating, stopping, teamwork
from diwan.discussions.calls import Reader
from diwan.discussions.models import (
    Approach,
    Attachment,
    BackgroundPaper,
    Contribution,
    Cutting,
    EndorsementRound,
    Facilitator,
    Invitation,
    Passage,
    Position,
    Post,
    QuestionProposal,
    Reply,
    Report,
    Statement,
    TopicIdea,
    Translation,
    Version,
)
from diwan.mailroom.actions import asking
from diwan.mailroom.models import Letter, OutgoingLetter, RawLetter
from diwan.people.actions.letters import announcements_url
from diwan.people.tests.factories import make_person
from diwan.portal.places.actions import stop_url

from . import (
    world_agreements,
    world_conversations,
    world_directory,
    world_forum,
    world_groups,
    world_kinds,
    world_library,
    world_organisations,
    world_plans,
    world_services,
    world_sharing,
)

if TYPE_CHECKING:
    from diwan.people.models import Person


@dataclass
class World:
    """Who asks, and what the parameters of an address stand for."""

    cookies: dict[str, dict[str, str]]
    values: dict[str, Any]
    special: dict[str, dict[str, Any]]
    #: the names under which the storage holds its files
    files: tuple[str, ...]

    def arguments(self, name: str, variant: str, parameters: list[str]) -> dict[str, Any]:
        """Values for the parameters of an address: the variant's, its own, then anybody's."""
        own = self.special.get(name, {}) | self.special.get(f"@{variant}", {})
        return {parameter: (self.values | own)[parameter] for parameter in parameters}

    def restore_files(self) -> None:
        """Bring back what a withdrawal or an erasure removed: no transaction undoes that."""
        for name in self.files:
            if not default_storage.exists(name):
                default_storage.save(name, _file(name))


def build() -> World:
    """Bilal leads the open, the members' and the draft discussion; Esi leads another one."""
    bilal, chloe, dele, esi = (
        make_person(f"{name.lower()}@example.org", name=name)
        for name in ("Bilal", "Chloe", "Dele", "Esi")
    )
    admin = make_person("admin@example.org", name="Widad", is_administrator=True)
    discussion = _discussion("open", bilal, admin, stage="open")
    _discussion("draft", bilal, admin)
    members = _discussion("members", bilal, admin, stage="open", audience="members")
    for published in (_discussion("other", esi, admin, stage="open"), members):
        _publish(published)
    released = _said(discussion, chloe, "What helped us was a loan.")
    moderation.release(released, by=bilal)
    moderation.release(_said(members, chloe, "Among ourselves."), by=bilal)
    held = _said(discussion, chloe, "And the training came too late.")
    people = {"A": None, "M": dele, "C": chloe, "F": bilal, "O": esi, "X": admin}
    return World(
        cookies={role: _signed_in(person) for role, person in people.items()},
        values={"slug": "open", "pk": held.pk, "number": 1, "key": "T1Q1", "token": held.token},
        special=_special(discussion, released, held, dele, bilal)
        | {"discussions:discard": {"token": intake.start(discussion, by=chloe).token}}
        | {"@asked": {"slug": "asked", "pk": _ask(bilal, admin, chloe).pk}},
        files=tuple(
            row.file.name or ""
            for kind in (Attachment, BackgroundPaper)
            for row in kind.objects.all()
        ),
    )


def _signed_in(person: Person | None) -> dict[str, str]:
    client = Client()
    if person is not None:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {name: morsel.value for name, morsel in client.cookies.items()}


def _discussion(
    slug: str, lead: Person, admin: Person, *, stage: str = "", audience: str = "public"
) -> Any:
    today = clock.now().date()
    made = calling.create(
        Reader("matrix").call(
            {
                "slug": slug,
                "title": {"en": f"The {slug} discussion"},
                "opens": str(today - timedelta(days=1)),
                "closes": str(today + timedelta(days=9)),
                "languages": ["en", "fr", "ar"],
                "audience": audience,
                "topics": [
                    {
                        "key": "T1",
                        "title": {"en": "Return"},
                        "questions": [{"key": "T1Q1", "en": "What helps?"}],
                    }
                ],
            }
        ),
        by=None,
    )
    teamwork.appoint(made, lead, by=admin, is_lead=True)
    return calling.move(made, stage, by=lead) if stage else made


def _publish(discussion: Any) -> None:
    """A published reply that says nothing."""
    now = clock.now()
    Reply.objects.create(
        discussion=discussion,
        number=1,
        state="published",
        made_on=now.date(),
        made_at=now,
        published_at=now,
        content_sha256="0" * 64,
    )


def _ask(lead: Person, admin: Person, by: Person) -> Position:
    """A discussion whose contributors are asked about its reply; ``by`` is one and objects."""
    discussion = _discussion("asked", lead, admin, stage="open")
    moderation.release(_said(discussion, by, "A loan helps."), by=lead)
    _publish(discussion)
    reply = Reply.objects.get(discussion=discussion)
    Statement.objects.create(reply=reply, number=1, kind="point", text="A loan.", language="en")
    now = clock.now()
    days = {"opens_on": now.date(), "closes_on": now.date() + timedelta(days=9)}
    running = EndorsementRound.objects.create(
        reply=reply, audience="contributors", opened_at=now, **days
    )
    return Position.objects.create(
        round=running,
        statement=reply.statements.get(),
        person=by,
        choice="object",
        reason="Not a loan.",
        given_at=now,
    )


def _said(discussion: Any, by: Person, words: str) -> Contribution:
    draft = intake.start(discussion, by=by)
    return intake.submit(draft, intake.Saying(answers=[(None, words)], attribution="named"))


_POSTS = ("post", "publish_post", "drop_post")


def _special(
    discussion: Any, released: Contribution, held: Contribution, dele: Person, bilal: Person
) -> dict[str, dict[str, Any]]:
    now = clock.now()
    shown = Attachment.objects.create(
        contribution=released,
        name="a.txt",
        content_type="text/plain",
        size=1,
        file=_file("s.txt"),
    )
    attachment = Attachment.objects.create(
        contribution=held, name="a.txt", content_type="text/plain", size=1, file=_file("a.txt")
    )
    paper = BackgroundPaper.objects.create(
        discussion=discussion, language="en", title="Paper", file=_file("p.pdf"), size=1
    )
    invitation = Invitation.objects.create(
        discussion=discussion, channel="a newsletter", token="shared"
    )
    proposal = QuestionProposal.objects.create(
        discussion=discussion, text="And women?", language="en", proposed_by=dele, proposed_at=now
    )
    report = Report.objects.create(
        contribution=released, reason="A phone number", reported_by=dele, reported_at=now
    )
    received = Letter.objects.create(
        channel="smtp", state="quarantined", recipient=discussion.mail_address, received_at=now
    )
    RawLetter.objects.create(letter=received, content=b"Subject: a\n\nb")
    wish = Letter.objects.create(
        channel="smtp",
        state="handled",
        recipient="unsubscribe@diwan.localhost",
        from_address=dele.email,
        received_at=now,
    )
    held.letter = received
    held.save()
    sent = OutgoingLetter.objects.create(
        to_address=dele.email,
        language="en",
        subject="a",
        text="b",
        kind="people/invitation",
        message_id="<1@example.org>",
        queued_at=now,
        due_at=now,
        state="failed",
    )
    cutting = Cutting.objects.create(contribution=held, position=0, reason="quoted", text="> cut")
    version = Version.objects.create(
        contribution=released,
        number=9,
        kind="corrected",
        text="A grant.",
        masked="A grant.",
        made_at=now,
    )
    passage = Passage.objects.create(
        version=released.versions.get(number=1), start=0, end=4, kind="answer"
    )
    for shown_words in Version.objects.filter(contribution__number=1, is_released=True):
        Translation.objects.create(
            version=shown_words,
            language="fr",
            text="Un prêt nous a aidés.",
            origin="human",
            source_sha256=translating.digest_of(shown_words),
            made_at=now,
        )
    reply = Reply.objects.create(
        discussion=discussion, number=1, state="draft", made_on=now.date(), made_at=now
    )
    cited = stating.write(
        reply, by=bilal, text="A loan helps.", stretches=[stating.stretch_of(passage)]
    ).citations.get()
    post = Post.objects.create(
        discussion=discussion, kind="digest", title={"en": "T"}, text={"en": "X"}, made_at=now
    )
    approach = Approach.objects.create(discussion=discussion, name="Rim", added_at=now)
    wanted = QuestionProposal.objects.create(
        discussion=discussion, text="And boats?", language="en", state="open", proposed_at=now
    )
    idea = TopicIdea.objects.create(
        title="Fees", text="Too high.", language="en", state="open", proposed_at=now
    )
    member = Facilitator.objects.get(discussion=discussion, person=bilal)
    author = held.author
    assert author is not None
    return {
        "@draft": {"slug": "draft"},
        "@members": {"slug": "members"} | world_directory.shown_to("members"),
        "@published": {"slug": "other"},
        "discussions:attachment": {"pk": shown.pk},
        "@held": {"pk": attachment.pk},
        "discussions:queue_file": {"pk": held.pk, "file": attachment.pk},
        "discussions:paper": {"pk": paper.pk},
        "discussions:invitation": {"token": invitation.token},
        "discussions:accept_facilitation": {"token": "no-such-invitation"},
        "discussions:proposal": {"pk": proposal.pk},
        "discussions:report_answer": {"pk": report.pk},
        "discussions:leave_team": {"pk": member.pk},
        "discussions:make_lead": {"pk": member.pk},
        "discussions:restore": {"pk": held.pk, "cutting": cutting.pk},
        "discussions:merge": {"pk": released.pk, "version": version.number},
        "discussions:add_question": {"key": "T1"},
        "discussions:words": {"version": 1, "start": 0, "end": 4},
        "discussions:correct_passage": {"pk": passage.pk},
        "discussions:desk_passage": {"pk": passage.pk},
        "discussions:desk_correct": {"pk": passage.pk},
        "discussions:desk_mark": {"pk": passage.pk},
        "discussions:desk_accept": {"pk": passage.pk},
        "discussions:desk_tag": {"pk": passage.pk},
        "discussions:translate": {"thing": "c-1", "language": "ar"},
        "discussions:ask_machine": {"thing": "c-1", "language": "ar"},
        "discussions:desk_machine": {"key": "nowhere", "verb": "ask"},
        "discussions:in_language": {"language": "fr"},
        "discussions:reply_file": {"form": "md"},
        "discussions:reply_pack": {"part": "summary.md"},
        **{
            f"discussions:desk_{page}": {"key": cited.statement.key, "pk": cited.pk}
            for page in (
                "statement",
                "cite",
                "citation",
                "move",
                "split",
                "drop",
                "put_back",
                "dismiss",
                "bring_back",
            )
        },
        **{f"discussions:{name}": {"pk": post.pk} for name in _POSTS},
        "discussions:approach": {"pk": approach.pk},
        "discussions:approach_act": {"pk": approach.pk},
        "discussions:proposal_first": {"pk": wanted.pk},
        "discussions:idea": {"pk": idea.pk},
        "discussions:idea_first": {"pk": idea.pk},
        "discussions:stop_letters": {"token": stopping.token(discussion, dele.email)},
        "discussions:how_often": {"token": stopping.token(discussion, dele.email)},
        "mailroom:outgoing": {"pk": sent.pk},
        "mailroom:send_again": {"pk": sent.pk},
        "mailroom:try_again": {"pk": received.pk},
        "mailroom:webhook": {"service": "postmark", "secret": "x" * 20},
        "mailroom:asked": {"token": asking.new_token("s", "en", wish)},
        "vocabularies:place": {"code": "TN"},
        **{
            f"portal:{page}": {"code": "TN-11", "key": "reintegration"}
            for page in (
                *("place", "place_origin", "place_destination", "place_feed"),
                *("theme", "theme_feed"),
            )
        },
        **{
            f"portal:{page}": {"origin": "TN", "destination": "IT"}
            for page in ("corridor", "corridor_feed")
        },
        "portal:stop_news": {"token": stop_url(dele).rstrip("/").rpartition("/")[2]},
        "vocabularies:set_footnote": {"code": "TN"},
        "vocabularies:add_municipality": {"code": "TN-11"},
        **world_agreements.special(),
        **world_sharing.special(),
        **world_plans.special(),
        **world_library.special(dele),
        **world_kinds.special(dele),
        **world_services.special(dele),
        **world_organisations.special(dele),
        **world_groups.special(author),
        **world_forum.special(author, bilal),
        "people:announcements": {
            "token": announcements_url(dele).rstrip("/").rpartition("/")[2],
        },
        "people:decline": {"token": "no-such-invitation"},
        "people:sign_in_link": {"token": "no-such-link"},
        "people:invitation": {"token": "no-such-invitation"},
        **{
            f"people:{verb}": {"pk": dele.pk, "role": "steward"}
            for verb in ("person", "suspend", "reinstate", "give_role", "take_role")
        },
        **world_directory.special(dele),
        **world_conversations.special(dele),
        **{
            f"people:{verb}": {"purpose": "directory"}
            for verb in ("give_consent", "withdraw_consent")
        },
        "portal:page": {"slug": "privacy"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "no-such-key"},
        "mfa_remove_webauthn": {"pk": 1},
        "mfa_edit_webauthn": {"pk": 1},
    }


def _file(name: str) -> ContentFile[bytes]:
    return ContentFile(b"x", name=name)
