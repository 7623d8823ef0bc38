"""What can be asked of the library."""

from .items import ItemQuerySet, ReviewQuerySet

__all__ = ["ItemQuerySet", "ReviewQuerySet"]
