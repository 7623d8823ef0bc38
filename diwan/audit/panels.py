"""Where the log shows itself in the house."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from diwan.core import slots

from .rules import may_read_log
from .words import verb_name

slots.log_details.add("lines", slots.LogDetail(_("lines")))
slots.log_details.add("broken", slots.LogDetail(_("first line that does not fit")))
slots.log_details.add("verb", slots.LogDetail(_("looked for what was done"), verb_name))
slots.log_details.add("who", slots.LogDetail(_("looked for who did it")))
slots.log_details.add("on", slots.LogDetail(_("looked for what it was done to")))

slots.navigation.add(
    "audit",
    slots.NavigationItem(
        pgettext_lazy("the audit log", "Log"),
        "audit:log",
        is_shown=lambda request: may_read_log(request.user),
        group="administration",
    ),
    order=97,
)
