"""The pages of the log, for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from . import actions
from .access import administrator_required
from .forms import FilterForm
from .models import Entry

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_PAGE = 50


@require_safe
@never_cache
@administrator_required
def log(request: HttpRequest) -> HttpResponse:
    """The lines, newest first; opening the first page is itself written down."""
    form = FilterForm(request.GET)
    visible = Entry.objects.visible_to(request.user)
    found = visible.matching(**form.wanted()) if form.is_valid() else visible.none()
    page = Paginator(found.order_by("-id"), _PAGE).get_page(request.GET.get("page"))
    checked = visible.last_check()
    context = {
        "form": form,
        "page": page,
        "lines": list(page.object_list),
        "is_filtered": not form.is_valid() or bool(form.wanted()),
        "checked": checked,
        "broken": visible.broken_in(checked) if checked else None,
    }
    if request.method == "GET" and page.number == 1 and form.is_valid():
        actions.note_reading(form.wanted(), by=request.user)
    return render(request, "audit/log.html", context, status=200 if form.is_valid() else 422)


@require_POST
@administrator_required
def check(request: HttpRequest) -> HttpResponse:
    """Go through the whole chain: on demand only, for a long log takes its time."""
    if actions.check(by=request.user).details["broken"] is None:
        messages.success(request, _("The chain is whole: nobody changed a line."))
    else:
        messages.error(request, _("The chain is broken. The line that does not fit is below."))
    return redirect("audit:log")
