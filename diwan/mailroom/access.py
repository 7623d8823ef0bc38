"""Who may look into the mailroom. People live above this room, so it only asks the request."""

from __future__ import annotations

from functools import update_wrapper
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")


def is_administrator(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_administrator", False))


def administrator_required(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Strangers are asked to sign in; everybody else who is no administrator is refused."""
    return _guarded(view, is_administrator)


def outbox_reader_required(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """As above, but on a demonstration site everybody may see what would have been sent."""
    return _guarded(view, may_read_outbox)


def may_read_outbox(request: HttpRequest) -> bool:
    return settings.DIWAN_DEMO or is_administrator(request)


def _guarded(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    is_allowed: Callable[[HttpRequest], bool],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if is_allowed(request):
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied

    return update_wrapper(guarded, view)
