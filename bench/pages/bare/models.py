"""The tables of a Diwan site, as far as the bare pages show them."""

# mypy: ignore-errors
# The checker knows the models of Diwan, not those of another project.

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

LANGUAGES = {"en": "English", "fr": "French", "ar": "Arabic"}
KINDS = {
    "local_authority": "Local or regional authority",
    "civil_society": "Civil society organisation",
    "diaspora_association": "Diaspora association",
    "migrant": "Migrant or returnee",
    "research": "Research",
    "": "Not said",
}


class Person(AbstractBaseUser):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)

    objects: BaseUserManager[Person] = BaseUserManager()

    USERNAME_FIELD = "email"

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "people_person"

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    names = models.JSONField(default=dict)

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "vocabularies_place"

    def __str__(self) -> str:
        return str(self.names["en"])


class Theme(models.Model):
    names = models.JSONField(default=dict)

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "vocabularies_theme"

    def __str__(self) -> str:
        return str(self.names["en"])


class Discussion(models.Model):
    slug = models.SlugField(unique=True)
    stage = models.CharField(
        max_length=14, choices=[("draft", "In preparation"), ("open", "Open"), ("closed", "Closed")]
    )
    audience = models.CharField(max_length=8)
    title = models.JSONField(default=dict)
    context = models.JSONField(default=dict)
    objective = models.JSONField(default=dict)
    who = models.JSONField(default=dict)
    use = models.JSONField(default=dict)
    languages = models.JSONField(default=list)
    opens_on = models.DateField()
    closes_on = models.DateField()
    time_zone = models.CharField(max_length=60)
    address = models.CharField(max_length=254)
    event_name = models.JSONField(default=dict)
    event_on = models.DateField(null=True)
    places = models.ManyToManyField(Place, db_table="discussions_discussion_places")
    themes = models.ManyToManyField(Theme, db_table="discussions_discussion_themes")

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "discussions_discussion"

    def __str__(self) -> str:
        return str(self.title["en"])

    def get_absolute_url(self) -> str:
        return f"/discussions/{self.slug}/"


class Topic(models.Model):
    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="topics")
    number = models.PositiveSmallIntegerField()
    title = models.JSONField(default=dict)

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "discussions_topic"
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.title["en"])


class Question(models.Model):
    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="questions")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="questions")
    key = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    text = models.JSONField(default=dict)

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "discussions_question"
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.text["en"])


class Facilitator(models.Model):
    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="team")
    person = models.ForeignKey(Person, models.CASCADE, related_name="facilitates")

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "discussions_facilitator"

    def __str__(self) -> str:
        return str(self.person)


class Contribution(models.Model):
    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="contributions")
    number = models.PositiveIntegerField(null=True)
    channel = models.CharField(
        max_length=8,
        choices=[("web", "On the web"), ("mail", "By mail"), ("behalf", "Entered on behalf")],
    )
    state = models.CharField(max_length=10)
    author_name = models.CharField(max_length=200)
    author_email = models.EmailField()
    organisation_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30)
    country = models.ForeignKey(Place, models.SET_NULL, null=True, related_name="+")
    attribution = models.CharField(max_length=12)
    is_verified = models.BooleanField()
    language = models.CharField(max_length=8, choices=list(LANGUAGES.items()))
    is_late = models.BooleanField()
    is_suspected_spam = models.BooleanField()
    assigned_to = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    conflict_note = models.TextField()
    set_aside_reason = models.CharField(max_length=10)
    revision = models.PositiveIntegerField()
    received_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "discussions_contribution"

    def __str__(self) -> str:
        return f"contribution {self.pk}"

    @property
    def signed(self) -> str:
        if self.attribution == "named":
            return ", ".join(filter(None, (self.author_name, self.organisation_name)))
        if self.attribution == "organisation" and self.organisation_name:
            return self.organisation_name
        return "Anonymous contributor"


class Version(models.Model):
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    text = models.TextField()
    masked = models.TextField()
    parts: Any = models.JSONField(default=list)
    is_released = models.BooleanField()

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "discussions_version"

    def __str__(self) -> str:
        return f"version {self.number}"


class Attachment(models.Model):
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "discussions_attachment"

    def __str__(self) -> str:
        return self.name


class Proposal(models.Model):
    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="proposals")
    state = models.CharField(max_length=8)

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "discussions_questionproposal"

    def __str__(self) -> str:
        return f"proposed question {self.pk}"


class Report(models.Model):
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="reports")
    state = models.CharField(max_length=6)

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "discussions_report"

    def __str__(self) -> str:
        return f"report {self.pk}"
