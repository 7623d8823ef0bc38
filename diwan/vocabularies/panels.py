"""What the vocabularies add to shared pages."""

from django.utils.translation import gettext_lazy as _

from diwan.core import slots

from .rules import may_steward

slots.navigation.add(
    "vocabularies",
    slots.NavigationItem(
        title=_("Places"),
        url_name="vocabularies:places",
        is_shown=lambda request: may_steward(request.user),
    ),
    order=80,
)
