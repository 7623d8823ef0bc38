"""How much one request may send, decided before any of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

if TYPE_CHECKING:
    from collections.abc import Mapping

#: as many of the largest files as a form takes, and the texts beside them
_FILES = 5
_TEXTS = 5_000_000


class Limit(FileUploadHandler):
    """The first of the upload handlers; it keeps nothing itself."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002 - Django passes it
        META: Mapping[str, Any],  # noqa: ARG002, N803 - Django's name
        content_length: int,
        boundary: str,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> None:
        """Raises:
        RequestDataTooBig: the request says that it is longer.
        """
        if content_length > _FILES * settings.DIWAN_ATTACHMENT_MAX_BYTES + _TEXTS:
            raise RequestDataTooBig("The files together are too large.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002
        return None
