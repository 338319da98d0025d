"""The far end of `documenten.afgezonderd`: reads a file on stdin, writes the verdict and what was made of it on stdout.

First line: `ok` or the code of the refusal. After `ok` follow the bytes. Without a first line the file was too heavy.
"""

import contextlib
import importlib
import sys

from .afgekeurd import Afgekeurd

GEHEUGEN = 1024 * 1024 * 1024
REKENTIJD = 20


def hoofd(module: str, functie: str) -> None:
    """Let `functie` of `module` work on stdin under hard limits of memory, time and files."""
    begrens()
    werk = getattr(importlib.import_module(module), functie)
    try:
        uit = b"ok\n" + werk(sys.stdin.buffer.read())
    except Afgekeurd as fout:
        uit = fout.code.encode() + b"\n"
    except MemoryError:
        uit = b"te_zwaar\n"
    sys.stdout.buffer.write(uit)
    sys.stdout.buffer.flush()


def begrens() -> None:
    """Limit this process; systems without `resource` rely on the time limit of the caller."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (GEHEUGEN, GEHEUGEN))
        resource.setrlimit(resource.RLIMIT_CPU, (REKENTIJD, REKENTIJD))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
