"""The same rows and fields as Diwan's pages, in the plainest way that is not careless."""

# mypy: ignore-errors
# The checker knows the models of Diwan, not those of another project.

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Left, Length
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from .forms import BulkForm, FilterForm
from .models import KINDS, LANGUAGES, Attachment, Contribution, Discussion, Version

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _public() -> QuerySet[Discussion]:
    return Discussion.objects.filter(audience="public").exclude(stage="draft")


def _with_counts(rows: QuerySet[Discussion]) -> QuerySet[Discussion]:
    released = Q(contributions__state="released")
    return rows.annotate(
        released_count=Count("contributions", filter=released),
        language_count=Count("contributions__language", filter=released, distinct=True),
        country_count=Count("contributions__country", filter=released, distinct=True),
    )


def _with_days(rows: Any) -> list[Any]:
    today = timezone.now().date()
    shown = list(rows)
    for row in shown:
        row.days_left = (row.closes_on - today).days + 1
    return shown


def home(request: HttpRequest) -> HttpResponse:
    rows = _with_counts(_public())
    newest = (
        Contribution.objects.filter(discussion__in=_public().values("pk"), state="released")
        .select_related("discussion")
        .prefetch_related(
            Prefetch("versions", Version.objects.filter(is_released=True), to_attr="shown")
        )
        .order_by("-released_at")[:3]
    )
    context = {
        "open": _with_days(rows.filter(stage="open").order_by("closes_on")[:6]),
        "newest": newest,
        "over": rows.filter(stage="closed").order_by("-closes_on")[:4],
    }
    return render(request, "bare/home.html", context)


def index(request: HttpRequest) -> HttpResponse:
    rows = _with_counts(_public())
    over = rows.filter(stage="closed").order_by("-closes_on", "-id")
    context = {
        "open": _with_days(rows.filter(stage="open").order_by("closes_on", "id")),
        "page": Paginator(over, 20).get_page(request.GET.get("page")),
    }
    return render(request, "bare/index.html", context)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    rows = _public().prefetch_related("topics__questions", "places", "themes", "team__person")
    discussion = get_object_or_404(rows, slug=slug)
    versions = Version.objects.filter(is_released=True).only("contribution_id", "parts")
    spoken = list(
        discussion.contributions.filter(state="released")
        .select_related("country")
        .prefetch_related(Prefetch("versions", versions, to_attr="shown"))
        .order_by("number")
    )
    labels = {
        question.key: f"{topic.number}.{question.number}"
        for topic in discussion.topics.all()
        for question in topic.questions.all()
    }
    for row in spoken:
        row.labels = [labels[part["question"]] for part in row.shown[0].parts if part["question"]]
    context = {
        "discussion": discussion,
        "languages": [LANGUAGES[code] for code in discussion.languages],
        "days_left": (discussion.closes_on - timezone.now().date()).days + 1,
        "spoken": spoken,
        "tables": _tables(spoken),
        "share_url": request.build_absolute_uri(),
    }
    return render(request, "bare/detail.html", context)


def _tables(spoken: list[Contribution]) -> list[tuple[str, list[tuple[str, int, int]]]]:
    return [
        ("By kind of actor", _bars(Counter(KINDS[row.kind] for row in spoken))),
        ("By country", _bars(Counter(str(row.country or "Not said") for row in spoken))),
        ("By language", _bars(Counter(row.get_language_display() for row in spoken))),
    ]


def _bars(counts: Counter[str]) -> list[tuple[str, int, int]]:
    most = max(counts.values())
    return [(label, count, 100 * count // most) for label, count in counts.most_common()]


@login_required
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    discussion = get_object_or_404(Discussion, slug=slug)
    if not discussion.team.filter(person=request.user.pk).exists():
        raise PermissionDenied
    held = Q(state="held")
    counts = discussion.contributions.aggregate(
        waiting=Count("pk", filter=held & Q(is_late=False, is_suspected_spam=False)),
        late=Count("pk", filter=held & Q(is_late=True, is_suspected_spam=False)),
        spam=Count("pk", filter=held & Q(is_suspected_spam=True)),
        corrections=Count("pk", filter=Q(pk__in=_corrected().values("contribution"))),
        returned=Count("pk", filter=Q(state="returned")),
        set_aside=Count("pk", filter=Q(state="set_aside")),
        released=Count("pk", filter=Q(state="released")),
    )
    counts["proposals"] = discussion.proposals.filter(state="held").count()
    counts["reports"] = discussion.contributions.filter(reports__state="open").count()
    latest = Version.objects.filter(contribution=OuterRef("pk")).order_by("-number")
    files = Attachment.objects.filter(contribution=OuterRef("pk")).values("contribution")
    rows = (
        discussion.contributions.filter(held, is_late=False, is_suspected_spam=False)
        .select_related("assigned_to", "country")
        .annotate(
            first_words=Subquery(latest.values(words=Left("text", 240))[:1]),
            length=Subquery(latest.values(length=Length("text"))[:1]),
            file_count=Subquery(files.annotate(n=Count("pk")).values("n")),
            has_correction=Exists(_corrected().filter(contribution=OuterRef("pk"))),
        )
        .order_by("received_at", "pk")
    )
    context = {
        "discussion": discussion,
        "counts": counts,
        "filters": FilterForm(request.GET),
        "bulk": BulkForm(),
        "page": Paginator(rows, 50).get_page(request.GET.get("page")),
    }
    return render(request, "bare/queue.html", context)


def _corrected() -> QuerySet[Version]:
    shown = Version.objects.filter(contribution=OuterRef("contribution"), is_released=True)
    return Version.objects.filter(
        kind="corrected",
        is_released=False,
        contribution__state="released",
        number__gt=Subquery(shown.order_by("-number").values("number")[:1]),
    )
