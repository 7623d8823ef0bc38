"""What may stand in a log line: no link that lets its reader act for somebody (P-15)."""

from __future__ import annotations

import logging
import re

#: addresses that end in a secret: one's contribution, sign-in links, invitations, new passwords
_SECRET = re.compile(r"(/(?:mine|link|invitation|team|key)/)[^/\s?]{8,}")


class WithoutSecrets(logging.Filter):
    """Puts dots for the secret part of an address; every line passes."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        sealed = _SECRET.sub(r"\1…", message)
        if sealed != message:
            record.msg, record.args = sealed, ()
        return True


class RefusalsInOneLine(logging.Filter):
    """Takes the traceback off a request that was refused or not found; every line passes.

    Such answers (4xx) are expected: nothing is broken, and a traceback may tell what was read.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if 400 <= getattr(record, "status_code", 0) < 500:
            record.exc_info = record.exc_text = record.stack_info = None
            record.msg, record.args = record.getMessage().partition("\n")[0], ()
        return True
