"""Where the log shows itself in the house."""

from django.utils.translation import pgettext_lazy

from diwan.core import slots

from .rules import may_read_log

slots.navigation.add(
    "audit",
    slots.NavigationItem(
        pgettext_lazy("the audit log", "Log"),
        "audit:log",
        is_shown=lambda request: may_read_log(request.user),
    ),
    order=97,
)
