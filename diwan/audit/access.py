"""Who may read the whole log. People live above this room, so it only asks the request."""

from __future__ import annotations

from functools import update_wrapper
from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied

from .rules import may_read_log

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


def administrator_required(
    view: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Strangers are asked to sign in; everybody else who is no administrator is refused."""

    def guarded(request: HttpRequest) -> HttpResponseBase:
        if may_read_log(request.user):
            return view(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied

    return update_wrapper(guarded, view)
