"""Machines that may help to translate and to draft: off until the settings name a server.

Two calls, :func:`translate` and :func:`propose`. Both take only text that is proved to be public,
both hand on only what passed the checks of whoever asks, marked as written by a machine.
Nothing is stored here. Knows no word of the domain, and which checks there are.
"""

from .answers import Asked, Check, Fault, Suggestion
from .drafting import drafting_server, propose
from .public import Public, Shown, released
from .translating import languages, translate, translation_server

__all__ = [
    "Asked",
    "Check",
    "Fault",
    "Public",
    "Shown",
    "Suggestion",
    "drafting_server",
    "languages",
    "propose",
    "released",
    "translate",
    "translation_server",
]
