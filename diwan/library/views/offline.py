"""Items filled in offline: an empty table, and a filled one read in after a look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required
from diwan.texts.normalise import fold
from diwan.vocabularies.models import Theme

from .. import actions, sheets
from ..forms.files import SheetForm
from ..forms.items import ShortForm, themes

if TYPE_CHECKING:
    from django.http import HttpRequest

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SALT = "library.sheet"
_AN_HOUR = 3600


@require_safe
def template(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """The empty table in the active language."""
    content = sheets.empty(name for _key, name in themes())
    answer = HttpResponse(content, content_type=_XLSX)
    answer["Content-Disposition"] = 'attachment; filename="library.xlsx"'
    return answer


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: MemberRequest) -> HttpResponse:
    """First what each row would become; drafts are written only when that is confirmed."""
    if "rows" in request.POST:
        return _written(request)
    form = SheetForm(*_posted(request))
    told: list[dict[str, Any]] = []
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            rows = sheets.read(file.name, file.read())
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            told = [_told(row, request.user) for row in rows]
    good = [row["row"] for row in told if not row["errors"]]
    context = {
        "form": form,
        "told": told,
        "rows": signing.dumps(good, salt=_SALT, compress=True) if good else "",
        "good": len(good),
    }
    return render(request, "library/read.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _written(request: MemberRequest) -> HttpResponse:
    """The rows that were looked at, as drafts."""
    try:
        rows = signing.loads(request.POST["rows"], salt=_SALT, max_age=_AN_HOUR)
    except signing.BadSignature:
        messages.error(request, _("That took too long. Choose the table again."))
        return redirect("library:read")
    for row in rows:
        form = _form(row, request.user)
        if form.is_valid():
            actions.add(form.said(), by=request.user)
    sentence = ngettext(
        "%(count)d draft is written. Look at it and submit it.",
        "%(count)d drafts are written. Look at them and submit them.",
        len(rows),
    )
    messages.success(request, sentence % {"count": len(rows)})
    return redirect("library:mine")


def _told(row: dict[str, str], person: Any) -> dict[str, Any]:
    """One row as the preview shows it: its line, its title and what is wrong in it."""
    form = _form(row, person)
    form.is_valid()
    errors = [
        f"{form.fields[name].label}: {error}" if name in form.fields else str(error)
        for name, found in form.errors.items()
        for error in found
    ]
    return {"row": row, "line": row["line"], "title": row.get("title", ""), "errors": errors}


def _form(row: dict[str, str], person: Any) -> ShortForm:
    """A row read as if it had been typed on the page."""
    data = QueryDict(mutable=True)
    data["title"] = row.get("title", "")
    data["kind"] = sheets.kind_called(row.get("kind", "")) or row.get("kind", "")
    data["link"] = row.get("link", "")
    data["summary"] = row.get("summary", "")
    data["places_more"] = row.get("places", "")
    data.setlist("themes", sheets.keys_called(row.get("themes", ""), _theme_keys()))
    data["language"] = row.get("language", "") or (get_language() or "en").split("-")[0]
    data["submitted_as"] = "name"
    return ShortForm(data, person=person)


def _theme_keys() -> dict[str, str]:
    """Key of a theme by its name in each language, folded, and by itself."""
    rows = list(Theme.objects.all())
    named = {fold(name): theme.key for theme in rows for name in theme.names.values()}
    return named | {theme.key: theme.key for theme in rows}


def _posted(request: MemberRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
