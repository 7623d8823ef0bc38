"""Links that people name: whether they lead anywhere, asked only where that is allowed.

Whoever asks calls ``looking.look``, and first :func:`may_look`.
"""

from .looking import Found, Guard, look
from .reading import trouble_of
from .states import LinkState, may_look

__all__ = ["Found", "Guard", "LinkState", "look", "may_look", "trouble_of"]
