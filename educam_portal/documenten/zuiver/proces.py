"""The far end of `documenten.afgezonderd`: reads a file on stdin, writes the verdict and the clean file on stdout.

First line: `ok` or the code of the refusal. After `ok` follow the bytes. Without a first line the file was too heavy.
"""

import contextlib
import sys

from .afgekeurd import Afgekeurd

GEHEUGEN = 1024 * 1024 * 1024
REKENTIJD = 20


def hoofd(soort: str) -> None:
    """Clean stdin as `soort` (`pdf` or `beeld`) under hard limits of memory, time and files."""
    begrens()
    if soort == "pdf":
        from .pdf import zuiver
    else:
        from .beeld import zuiver
    try:
        uit = b"ok\n" + zuiver(sys.stdin.buffer.read())
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
