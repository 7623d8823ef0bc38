"""Whether a letter comes from whom it says: SPF, DKIM, DMARC and ARC, or what our server found.

Knows no Django and no database. Proven is a *domain*: that it let somebody write in the name of
its own address, as RFC 7489 has it. What cannot be proven is never taken for proven.
"""

from .resolver import DnsResolver, Resolver, TemporaryError
from .stating import read_stated
from .verifying import Verdict, verify

__all__ = ["DnsResolver", "Resolver", "TemporaryError", "Verdict", "read_stated", "verify"]
