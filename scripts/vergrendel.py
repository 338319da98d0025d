"""`make lock`: write requirements.txt and requirements-dev.txt anew, with hashes and without addresses.

Options go to pip-compile, for example `python3 scripts/vergrendel.py --upgrade-package django`.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
ZONDER_ADRES = ["--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links", "--no-emit-options"]


def main() -> None:
    with tempfile.TemporaryDirectory() as map_:
        subprocess.run([sys.executable, "-m", "venv", map_], check=True)
        python = Path(map_) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "pip-tools"], check=True)
        for naam in ("requirements", "requirements-dev"):
            subprocess.run(
                [
                    str(python),
                    "-m",
                    "piptools",
                    "compile",
                    "-q",
                    "--generate-hashes",
                    "--allow-unsafe",
                    "--strip-extras",
                ]
                + [*ZONDER_ADRES, "--output-file", f"{naam}.txt", f"{naam}.in", *sys.argv[1:]],
                cwd=WORTEL,
                check=True,
            )


if __name__ == "__main__":
    main()
