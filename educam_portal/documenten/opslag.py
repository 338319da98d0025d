"""Where the encrypted bytes lie: a folder of the portal's own, or another storage set as `STORAGES["documenten"]`."""

import os
import secrets
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages


class PriveOpslag(FileSystemStorage):
    """Files only this process's user can read, under `DOCUMENTEN_DIR`, without any address."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        """Read at each use, so that a test or another environment gets its own folder."""
        return str(settings.DOCUMENTEN_DIR)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        raise ValueError("Een document heeft geen publiek adres; gebruik documenten:bestand.")


def opslag() -> Storage:
    """The storage of documents."""
    return storages["documenten"]


def schrijf(versleuteld: bytes) -> str:
    """Store bytes under a new random name; returns that name."""
    willekeurig = secrets.token_hex(24)
    return opslag().save(f"{willekeurig[:2]}/{willekeurig}", ContentFile(versleuteld))


def lees(opslagnaam: str) -> bytes:
    """The stored bytes; FileNotFoundError when they are gone."""
    with opslag().open(opslagnaam) as bestand:
        return bestand.read()


def verwijder(opslagnaam: str) -> None:
    """Delete the file; nothing happens when it is already gone."""
    opslag().delete(opslagnaam)


def alle() -> Iterator[str]:
    """The name of every stored file, folder by folder."""
    plaats = opslag()
    if not plaats.exists(""):
        return
    for map_ in sorted(plaats.listdir("")[0]):
        for naam in sorted(plaats.listdir(map_)[1]):
            yield f"{map_}/{naam}"


def geschreven_op(opslagnaam: str) -> datetime:
    """When the file was written, in UTC or local time but always aware."""
    return opslag().get_modified_time(opslagnaam)
