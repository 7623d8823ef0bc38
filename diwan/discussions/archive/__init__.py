"""A discussion as a folder that needs no server: pages, files, data. Hosts come and go.

``files`` makes every file of it, one after the other; nothing here writes or changes anything.
The same rows make the same bytes.
"""

from __future__ import annotations

from .folder import FORMAT, MANIFEST, files
from .gathering import last_change

__all__ = ["FORMAT", "MANIFEST", "files", "last_change"]
