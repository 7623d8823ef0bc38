"""Items of the library, with what belongs to them; the kinds' own tables beside them."""

from .items import Edition, Item, ItemBody, ItemFile, ItemPlace, Review

__all__ = ["Edition", "Item", "ItemBody", "ItemFile", "ItemPlace", "Review"]
