"""Questions to an authority: asked, read by the house, answered in public (A19)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from diwan.core import clock
from diwan.core.wording import Wording
from diwan.people.models import Organisation, Person
from diwan.people.words import ActorKind
from diwan.vocabularies.models import Place, Theme

from .. import rules
from ..queries import QuestionQuerySet
from ..words import Naming, QuestionState


class ResponseTime(models.Model):
    """How many days an authority gives itself for an answer."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="response_time")
    days = models.PositiveSmallIntegerField(_("days to answer a question"))
    set_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("time to answer of an authority")
        verbose_name_plural = _("times to answer of authorities")

    def __str__(self) -> str:
        return f"{self.days} days"


class Question(models.Model):
    """What a member asks an authority. Readers see ``title`` and ``masked`` once it is open."""

    authority = models.ForeignKey(
        Organisation, models.PROTECT, related_name="questions", verbose_name=_("authority")
    )
    asked_by = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        related_name="questions_asked",
        verbose_name=_("asked by"),
    )
    naming = models.CharField(
        _("how I am named"), max_length=10, choices=Naming.choices, default=Naming.ANONYMOUS
    )
    language = models.CharField(_("language"), max_length=8)
    #: both without contact details
    title = models.CharField(_("title"), max_length=150)
    masked = models.TextField(_("question"))
    #: as it was typed; gone once the question is published
    text = models.TextField(_("as it was typed"), blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("theme")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=QuestionState.choices, default=QuestionState.HELD
    )
    asked_at = models.DateTimeField(_("asked"))
    decided_at = models.DateTimeField(_("read by the house"), null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    #: what the asker was told when it was not published
    why = models.TextField(_("why it was not published"), blank=True)
    opened_on = models.DateField(_("published"), null=True, blank=True)
    #: of the authority that owes the answer now
    began_on = models.DateField(_("clock since"), null=True, blank=True)
    due_on = models.DateField(_("answer owed by"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True)
    #: whether the asker says that it was answered
    is_satisfied = models.BooleanField(_("it answered my question"), null=True, blank=True)
    ended_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    #: of one that was published: from then on nobody owes an answer
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        verbose_name = _("question to an authority")
        verbose_name_plural = _("questions to authorities")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=QuestionState.values), name="question_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(naming__in=Naming.values), name="question_naming_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["open", "answered"])
                | Q(opened_on__isnull=False, began_on__isnull=False, due_on__isnull=False),
                name="question_open_has_a_clock",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_on__isnull=False),
                name="question_answered_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="question_by_due_day")]

    def __str__(self) -> str:
        return f"question {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("questions:question", args=[self.pk])

    @property
    def is_public(self) -> bool:
        return self.state in {QuestionState.OPEN, QuestionState.ANSWERED}

    @property
    def heading(self) -> Wording:
        return Wording(self.title, self.language)

    @property
    def words(self) -> Wording:
        return Wording(self.masked, self.language)

    @property
    def clock(self) -> rules.Clock | None:
        """Where its answer stands, or stood when it was withdrawn; None before it is published."""
        if self.began_on is None or self.due_on is None:
            return None
        if not self.is_public and self.withdrawn_on is None:
            return None
        until = self.withdrawn_on or clock.now().date()
        return rules.clock(self.began_on, self.due_on, self.answered_on, until)

    @property
    def signed(self) -> str:
        """Who asks, as readers may see it; ask for ``asked_by`` in the same query."""
        person = self.asked_by
        if person is None or self.naming == Naming.ANONYMOUS:
            return gettext("A member who is not named")
        if self.naming == Naming.ROLE:
            kind = dict(ActorKind.choices).get(person.kind)
            return str(kind or gettext("A member"))
        return str(person)


class Answer(models.Model):
    """What an authority answers, in its language, for everybody to read."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField(_("answer"))
    language = models.CharField(_("language"), max_length=8)
    answered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"))

    class Meta:
        ordering = ["answered_at", "pk"]
        verbose_name = _("answer of an authority")
        verbose_name_plural = _("answers of authorities")

    def __str__(self) -> str:
        return f"answer {self.pk}"

    @property
    def words(self) -> Wording:
        return Wording(self.text, self.language)


class Redirection(models.Model):
    """A question went from one authority to another, and why."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="redirections")
    before = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    after = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    why = models.CharField(_("why"), max_length=500)
    #: of ``why``
    language = models.CharField(_("language"), max_length=8)
    redirected_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    redirected_at = models.DateTimeField(_("sent on"))
    #: what the clock of the first authority said: days it kept the question
    days_kept = models.PositiveSmallIntegerField(_("days kept"), default=0)

    class Meta:
        ordering = ["redirected_at", "pk"]
        verbose_name = _("redirection of a question")
        verbose_name_plural = _("redirections of questions")

    def __str__(self) -> str:
        return f"redirection {self.pk}"

    @property
    def words(self) -> Wording:
        return Wording(self.why, self.language)


class Support(models.Model):
    """“I ask too”: counted, never listed."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("support of a question")
        verbose_name_plural = _("supports of questions")
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="supported_once")
        ]

    def __str__(self) -> str:
        return f"support {self.pk}"
