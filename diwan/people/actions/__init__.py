"""The only place that changes people and organisations: one function a verb."""

from .administration import (
    give_role,
    make_first_administrator,
    reinstate,
    suspend,
    take_role,
)
from .demo import make_demo_person, refuse_demo_accounts
from .invitations import accept_invitation, invite
from .links import one_time_link, use_link
from .profile import Profile, add_organisation, update_profile
from .retention import run_retention
from .rights import erase, everything_about

__all__ = [
    "Profile",
    "accept_invitation",
    "add_organisation",
    "erase",
    "everything_about",
    "give_role",
    "invite",
    "make_demo_person",
    "make_first_administrator",
    "one_time_link",
    "refuse_demo_accounts",
    "reinstate",
    "run_retention",
    "suspend",
    "take_role",
    "update_profile",
    "use_link",
]
