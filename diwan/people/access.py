"""Who may open a view: a member, an administrator."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

    from .models import Person

Rest = ParamSpec("Rest")


class MemberRequest(HttpRequest):
    """A request of somebody who is signed in; only for the eyes of the type checker."""

    user: Person


def member_required(
    view: Callable[Concatenate[MemberRequest, Rest], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """Send strangers to the sign-in page, and back here afterwards."""
    guarded: Any = login_required(view)
    return guarded  # type: ignore[no-any-return]


def administrator_required(
    view: Callable[Concatenate[MemberRequest, Rest], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """Strangers sign in first; members who are no administrators get 403."""

    @wraps(view)
    def guarded(
        request: MemberRequest, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        if not request.user.is_administrator:
            raise PermissionDenied(_("This page is for administrators of the site."))
        return view(request, *args, **kwargs)

    decorated: Callable[Concatenate[HttpRequest, Rest], HttpResponseBase] = login_required(guarded)  # type: ignore[assignment]
    return decorated
