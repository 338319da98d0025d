"""Copies the front-end files that the portal uses from node_modules to static/vendor (run after `npm ci`).

Bootstrap's style sheet goes over as it is; of the icons only those named in scripts/iconen.txt, as one sprite. A name
that does not exist stops the build, so that a screen never shows an empty box.
"""

import re
import sys
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
MODULES = WORTEL / "node_modules"
DOEL = WORTEL / "static" / "vendor"


def bootstrap() -> str:
    """The minified style sheet without its pointer to a source map, which is not served."""
    css = (MODULES / "bootstrap/dist/css/bootstrap.min.css").read_text(encoding="utf-8")
    return re.sub(r"/\*# sourceMappingURL=.*?\*/\s*$", "", css)


def sprite(namen: list[str]) -> str:
    """One SVG with a `<symbol>` per icon; raises FileNotFoundError for an unknown name."""
    symbolen = []
    for naam in namen:
        svg = (MODULES / "bootstrap-icons/icons" / f"{naam}.svg").read_text(encoding="utf-8")
        kader = re.search(r'viewBox="([^"]+)"', svg)
        inhoud = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
        if not kader or not inhoud:
            raise ValueError(f"{naam}.svg is geen gewone tekening")
        binnen = re.sub(r"\s*\n\s*", "", inhoud[1])
        symbolen.append(f'<symbol id="{naam}" viewBox="{kader[1]}" fill="currentColor">{binnen}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "\n".join(symbolen) + "</svg>\n"


def main() -> int:
    if not (MODULES / "bootstrap").is_dir():
        print("De pakketten voor de schermen ontbreken. Voer eerst `npm ci` uit.", file=sys.stderr)
        return 1
    DOEL.mkdir(parents=True, exist_ok=True)
    namen = (WORTEL / "scripts/iconen.txt").read_text(encoding="utf-8").split()
    (DOEL / "bootstrap.min.css").write_text(bootstrap(), encoding="utf-8")
    (DOEL / "iconen.svg").write_text(sprite(namen), encoding="utf-8")
    print(f"static/vendor: bootstrap.min.css en iconen.svg ({len(namen)} tekeningen)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
