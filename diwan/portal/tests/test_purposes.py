"""The purpose register knows the fields of this room."""

from diwan.core import purposes
from diwan.portal.models import SearchDocument


def test_every_field_of_the_search_table_is_declared() -> None:
    names = [field.name for field in SearchDocument._meta.fields if not field.primary_key]
    assert [
        name for name in names if not purposes.is_declared(f"portal.SearchDocument.{name}")
    ] == []
