"""A whole site in one file, and back: rows, files and the secret, with counts and hashes.

The file is a ZIP with ``manifest.json``, ``tables/*.jsonl`` (one row a line, the same for both
databases) and ``files/``; encrypted, it is an age file (age-encryption.org) around that ZIP.
"""

from .keys import make_key
from .reading import Backup, opened
from .restoring import restore
from .writing import write

__all__ = ["Backup", "make_key", "opened", "restore", "write"]
