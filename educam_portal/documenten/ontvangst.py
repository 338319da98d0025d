"""Stops writing an upload to disk as soon as it is larger than anybody may upload."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from .controle import limiet_mb


class TeGrootBestand(UploadedFile):
    """Keeps the name and the true size, so that the form can say what is wrong; the content was thrown away."""

    def __init__(self, naam: str | None, grootte: int) -> None:
        super().__init__(BytesIO(), naam or "bestand", size=grootte)


class GrensHandler(TemporaryFileUploadHandler):
    """Writes to a temporary file up to the limit, then throws the file away and only counts.

    Django receives a file before any view or form can refuse it, also from somebody without an account.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.grens = limiet_mb() * 1024 * 1024
        self.te_groot = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self.te_groot and start + len(raw_data) > self.grens:
            self.te_groot = True
            self.file.close()
        if not self.te_groot:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return TeGrootBestand(self.file_name, file_size) if self.te_groot else super().file_complete(file_size)
