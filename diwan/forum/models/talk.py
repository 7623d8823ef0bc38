"""A forum, what is talked about in it, and what is said."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import Wording, WordingField, choose
from diwan.groups.models import Council
from diwan.library.models import Item
from diwan.mailroom.models import Letter
from diwan.people.models import Person
from diwan.people.words import Attribution
from diwan.plans.models import Project
from diwan.vocabularies.models import Place, Theme

from ..queries import ForumQuerySet, PostQuerySet, TopicQuerySet
from ..rules import LONGEST_SLUG, LONGEST_TITLE
from ..words import ForumKind, HeldReason, PostChannel, PostState, Readers, TopicState

_ALONE = (
    Q(council__isnull=True, project__isnull=True)
    | Q(council__isnull=True, place__isnull=True)
    | Q(project__isnull=True, place__isnull=True)
)


class Forum(models.Model):
    """A standing place to talk, of a council, a project or a place, or of everybody (A4, A17)."""

    slug = models.SlugField(_("address"), max_length=LONGEST_SLUG, unique=True)
    kind = models.CharField(
        _("kind"), max_length=8, choices=ForumKind.choices, default=ForumKind.FORUM
    )
    title = WordingField(_("title"))
    about = WordingField(_("what it is for"), blank=True)
    readers = models.CharField(
        _("who reads and writes"), max_length=8, choices=Readers.choices, default=Readers.PUBLIC
    )
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="forums",
        verbose_name=_("council"),
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="forums",
        verbose_name=_("project"),
    )
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="forums",
        verbose_name=_("place"),
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))
    #: nobody writes any more; what was said can be read
    is_closed = models.BooleanField(_("closed"), default=False)
    created_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("opened by")
    )
    created_at = models.DateTimeField(_("opened"))

    objects = ForumQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("forum")
        verbose_name_plural = _("forums")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ForumKind.values), name="forum_kind_known"),
            models.CheckConstraint(
                condition=Q(readers__in=Readers.values), name="forum_readers_known"
            ),
            models.CheckConstraint(condition=_ALONE, name="forum_of_one_thing"),
            models.CheckConstraint(
                condition=~Q(readers=Readers.BODY)
                | Q(council__isnull=False)
                | Q(project__isnull=False),
                name="forum_for_a_body_has_one",
            ),
        ]

    def __str__(self) -> str:
        return choose(self.title).text

    def get_absolute_url(self) -> str:
        return reverse("forum:forum", args=[self.slug])

    @property
    def box(self) -> str:
        """Its box at our domain."""
        return f"forum-{self.slug}"

    @property
    def mail_address(self) -> str:
        return f"{self.box}@{settings.DIWAN_MAIL_DOMAIN}"

    @property
    def body(self) -> Council | Project | Place | None:
        """Whose it is, where it is somebody's."""
        return self.council or self.project or self.place


class Topic(models.Model):
    """What is talked about; its first post opens it."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="topics")
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    #: BCP 47, of the title
    language = models.CharField(_("language"), max_length=8)
    state = models.CharField(
        _("state"), max_length=6, choices=TopicState.choices, default=TopicState.OPEN
    )
    is_pinned = models.BooleanField(_("stands on top"), default=False)
    opened_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened"))
    #: of the last post that readers see
    last_at = models.DateTimeField(_("last post"))
    #: where the talk stands, in the words of a keeper
    summary = WordingField(_("summary"), blank=True)
    summary_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    summary_at = models.DateTimeField(null=True, blank=True)
    #: what was made of it
    item = models.ForeignKey(
        Item,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="threads",
        verbose_name=_("item of the library"),
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["-is_pinned", "-last_at", "-pk"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        indexes = [models.Index(fields=["forum", "-last_at"], name="topic_by_forum")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=TopicState.values), name="topic_state_known"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forum:topic", args=[self.forum.slug, self.pk])

    @property
    def heading(self) -> Wording:
        return Wording(self.title, self.language)


class Post(models.Model):
    """What somebody said; contact details were taken out before it was kept (P-23)."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="posts")
    #: empty once the account is erased
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    attribution = models.CharField(
        _("how I am named"),
        max_length=12,
        choices=Attribution.choices,
        default=Attribution.ANONYMOUS,
    )
    text = models.TextField(_("post"), blank=True)
    #: BCP 47
    language = models.CharField(_("language"), max_length=8)
    channel = models.CharField(max_length=4, choices=PostChannel.choices, default=PostChannel.WEB)
    state = models.CharField(
        _("state"), max_length=9, choices=PostState.choices, default=PostState.SHOWN
    )
    held_for = models.CharField(max_length=8, choices=HeldReason.choices, blank=True)
    reply_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replies"
    )
    written_at = models.DateTimeField(_("written"))
    #: since when readers see it
    shown_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    #: of the last change of state by a keeper, and what the author is told
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    why = models.TextField(_("why it was hidden"), blank=True)
    #: the letter it came in, if it came in one
    letter = models.OneToOneField(
        Letter, models.SET_NULL, null=True, blank=True, related_name="forum_post"
    )
    #: how many files came with the letter and were not kept
    files_left_out = models.PositiveSmallIntegerField(default=0)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        indexes = [models.Index(fields=["state", "shown_at"], name="post_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PostState.values), name="post_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="shown") | Q(shown_at__isnull=False), name="post_shown_when"
            ),
            models.CheckConstraint(
                condition=Q(attribution__in=Attribution.values), name="post_naming_known"
            ),
        ]

    def __str__(self) -> str:
        return f"post {self.pk}"

    def get_absolute_url(self) -> str:
        return f"{self.topic.get_absolute_url()}#p{self.pk}"

    @property
    def words(self) -> Wording:
        return Wording(self.text, self.language)
