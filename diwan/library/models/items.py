"""An item of the library: a work, or what is known of one, with where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core.links import LinkState
from diwan.core.wording import WordingField, choose
from diwan.people.models import Organisation, Person
from diwan.vocabularies.models import Goal, Place, Theme

from .. import rules
from ..queries import ItemQuerySet, ReviewQuerySet
from ..words import BodyRole, ItemKind, ItemState, Licence, Side, SubmittedAs, Verdict

if TYPE_CHECKING:
    from datetime import date


class Item(models.Model):
    """One entry of the library (J1, J5, J7); ``kind`` says which table holds what more it says."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=ItemKind.choices)
    state = models.CharField(
        _("state"), max_length=12, choices=ItemState.choices, default=ItemState.DRAFT
    )
    title = WordingField(_("title"))
    summary = WordingField(_("summary"), blank=True)
    body = WordingField(_("text"), blank=True)
    #: BCP 47 codes of the languages of the work itself, which may be none of the house's
    languages = models.JSONField(_("languages of the work"), default=list, blank=True)
    submitted_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("submitted by")
    )
    submitted_for = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted for"),
    )
    submitted_as = models.CharField(
        _("named as"), max_length=12, choices=SubmittedAs.choices, default=SubmittedAs.NAME
    )
    #: whether members may write to whoever submitted it, by relay
    takes_messages = models.BooleanField(_("members may write to me about it"), default=False)
    added_at = models.DateTimeField(_("added"))
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    #: the first time; an item that was archived and comes back keeps it
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"))
    link = models.URLField(_("link"), max_length=500, blank=True)
    link_state = models.CharField(
        _("state of the link"),
        max_length=8,
        choices=LinkState.choices,
        default=LinkState.UNKNOWN,
    )
    link_seen_at = models.DateTimeField(_("link looked at"), null=True, blank=True)
    #: ``10.1234/abc``, without the address in front
    doi = models.CharField(_("DOI"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=14, choices=Licence.choices, blank=True)
    #: the year of the work itself
    published_in_year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    #: when somebody is to look again whether it still holds
    review_due_on = models.DateField(_("to be looked at again"), null=True, blank=True)
    #: when whoever submitted it heard that the day has passed
    told_old_at = models.DateTimeField(null=True, blank=True)
    #: the edition that the reviewers saw, or a steward looked at since
    reviewed_edition = models.PositiveSmallIntegerField(default=0)
    adapted_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="adaptations",
        verbose_name=_("adapted from"),
    )
    #: the item of which this is the same work in another language; empty for the first of them
    family = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="siblings",
        verbose_name=_("the same work as"),
    )
    #: where facts were taken from: a document, an address
    source = models.CharField(_("source"), max_length=500, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))
    goals = models.ManyToManyField(Goal, blank=True, related_name="+", verbose_name=_("goals"))

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="item_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=ItemState.values), name="item_state_known"
            ),
            models.CheckConstraint(
                condition=Q(submitted_as__in=SubmittedAs.values), name="item_naming_known"
            ),
            models.CheckConstraint(
                condition=Q(link_state__in=LinkState.values), name="item_link_state_known"
            ),
            models.CheckConstraint(
                condition=Q(licence__in=["", *Licence.values]), name="item_licence_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(rules.OPEN_TO_ALL)) | Q(published_at__isnull=False),
                name="item_published_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(adapted_from__isnull=True) | ~Q(adapted_from=F("id")),
                name="item_not_adapted_from_itself",
            ),
            models.CheckConstraint(
                condition=Q(family__isnull=True) | ~Q(family=F("id")),
                name="item_not_its_own_family",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at"], name="item_by_state"),
            models.Index(fields=["review_due_on"], name="item_by_review"),
        ]

    def __str__(self) -> str:
        return choose(self.title).text

    def get_absolute_url(self) -> str:
        return reverse("library:item", args=[self.slug])

    @property
    def is_open_to_all(self) -> bool:
        return self.state in rules.OPEN_TO_ALL

    def is_out_of_date(self, today: date) -> bool:
        return rules.is_out_of_date(self.review_due_on, today)


class ItemPlace(models.Model):
    """A place that an item is about, on one side of migration or on none."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="places")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    side = models.CharField(_("side"), max_length=12, choices=Side.choices, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("place of an item")
        verbose_name_plural = _("places of items")
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=["", *Side.values]), name="item_side_known"
            ),
            models.UniqueConstraint(fields=["item", "place", "side"], name="item_place_once"),
        ]

    def __str__(self) -> str:
        return str(self.place)


class ItemBody(models.Model):
    """Who made, published or paid for it: an organisation of the register, or only a name."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="bodies")
    role = models.CharField(_("role"), max_length=12, choices=BodyRole.choices)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="library_parts",
        verbose_name=_("organisation"),
    )
    #: as it stands on the work: of a body that is not in the register, or an author of a work
    name = models.CharField(_("name"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("body of an item")
        verbose_name_plural = _("bodies of items")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=BodyRole.values), name="item_body_role_known"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, name="")
                | (Q(organisation__isnull=True) & ~Q(name="")),
                name="item_body_named_once",
            ),
            models.UniqueConstraint(
                fields=["item", "role", "organisation"],
                condition=Q(organisation__isnull=False),
                name="item_body_once",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name_shown if self.organisation else self.name


class ItemFile(models.Model):
    """A file of an item, checked when it came; who made it and where is taken out of it (P-14)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="files")
    name = models.CharField(_("file name"), max_length=120)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    file = models.FileField(_("file"), upload_to="library/")
    #: BCP 47; empty where nobody said
    language = models.CharField(_("language"), max_length=12, blank=True)
    added_at = models.DateTimeField(_("added"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file of an item")
        verbose_name_plural = _("files of items")

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """What a published item said at one time, as plain values (``snapshots.content``)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="editions")
    #: 1 is what was published first
    number = models.PositiveSmallIntegerField(_("edition"))
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    #: what changed, in the words of whoever changed it
    note = models.CharField(_("what changed"), max_length=500, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="edition_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Review(models.Model):
    """One reviewer's look at an item; a returned item that comes back begins a new round."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("reviewer")
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    assigned_at = models.DateTimeField(_("asked"))
    due_on = models.DateField(_("answer by"))
    #: what ties the reviewer to the item, in their words; read by stewards and the other reviewer
    conflict = models.TextField(_("declared ties"), max_length=1000, blank=True)
    #: check → whether the reviewer found it so
    checklist = models.JSONField(_("checklist"), default=dict, blank=True)
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict.choices, blank=True)
    note = models.TextField(_("to whoever submitted it"), max_length=4000, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    #: the last letter that reminded the reviewer
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-round", "pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "round", "reviewer"],
                condition=Q(reviewer__isnull=False),
                name="review_once_a_round",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="review_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at__isnull=True)
                | (~Q(verdict="") & Q(decided_at__isnull=False)),
                name="review_decided_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()
