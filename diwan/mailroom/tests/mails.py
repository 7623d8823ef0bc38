"""Invented mails with what their writers wrote and what they quoted, by language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mail:
    """``own`` is what must be left, exactly; ``subject`` and ``html`` as the mail has them."""

    name: str
    body: str
    own: str
    subject: str = "Re: Returning home"
    html: bool = False
