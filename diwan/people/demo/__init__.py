"""The invented people and organisations of the demo community."""

from .people import DOMAIN, ORGANISATIONS, address, load

__all__ = ["DOMAIN", "ORGANISATIONS", "address", "load"]
