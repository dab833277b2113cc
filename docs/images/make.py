"""Make the pictures of the README: this week's review and agenda of the sample vault, as Obsidian shows them.

Run by hand when the pages look different, from the root of a clone:

    npm install --prefix docs/images        # the mermaid package, which Obsidian uses for charts
    python docs/images/make.py              # writes docs/images/review.png and agenda.png

Needed: Chromium (`chromium`, `chromium-browser` or `google-chrome` on the PATH), npm, and for the letters of
the pictures the font Inter. With `pngquant` on the PATH the files become a third as large. The pages are of
a copy of the `sample-vault`. `tests/pages/test_rendering.py` renders with the same code.
"""

import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from vaulttool.pages.note_html import note_html

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MERMAID = HERE / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
TODAY = "2026-11-24"
WIDTH = 900

_BLOCK_ID = re.compile(r"[ \t]+\^[A-Za-z0-9-]+$", re.MULTILINE)

STARTS_MERMAID = """
const faults = [];
const tell = (fault) => {
  faults.push(String(fault));
  document.body.dataset.faults = JSON.stringify(faults);
};
window.onerror = tell;
window.onunhandledrejection = (event) => tell(event.reason);
console.error = tell;
const colours = { xyChart: { backgroundColor: "#ffffff", plotColorPalette: "#b4a2ec",
  xAxisLabelColor: "#5c5c5c", xAxisLineColor: "#d4d4d4", xAxisTickColor: "#d4d4d4",
  yAxisLabelColor: "#5c5c5c", yAxisLineColor: "#d4d4d4", yAxisTickColor: "#d4d4d4" } };
const chart = { width: 764, height: 230 };
mermaid.initialize({ startOnLoad: false, theme: "base", fontFamily: "Inter, sans-serif", xyChart: chart,
  themeVariables: colours });
mermaid.run({ querySelector: ".mermaid" }).catch(tell).finally(() => {
  document.body.dataset.height = document.documentElement.scrollHeight;
  document.body.dataset.sections = [...document.querySelectorAll("h2")].map((h) => h.offsetTop).join(" ");
});
"""


def page_html(note: str, title: str, mermaid: Path = MERMAID) -> str:
    """Give a whole page that shows a note as Obsidian's reading view does.

    `note` is the text of a Markdown note; callouts, boxes, wikilinks and Mermaid fences are known. When the
    charts are drawn, `<body>` has `data-height` and the tops of its sections, `data-sections`, in pixels, and
    `data-faults` if anything went wrong.
    """
    style = (HERE / "page.css").read_text(encoding="utf-8")
    shown = note_html(_BLOCK_ID.sub("", note), lambda _: "#", draws_charts=False)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{style}</style></head><body><header>{html.escape(title)}</header>"
        f"<main>{shown}</main>"
        f'<script src="{mermaid.as_uri()}"></script><script>{STARTS_MERMAID}</script></body></html>'
    )


def chromium(page: Path, *flags: str) -> str:
    """Open a page without a window in a fresh profile, and give what Chromium prints.

    Raises FileNotFoundError where there is no Chromium, CalledProcessError and TimeoutExpired where it fails.
    """
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        raise FileNotFoundError("no Chromium on the PATH")
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--hide-scrollbars", "--virtual-time-budget=20000", f"--user-data-dir={profile}",
            *flags, page.as_uri(),
        ]  # fmt: skip
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=90).stdout


def rendered(note: str, title: str, folder: Path, mermaid: Path = MERMAID) -> str:
    """Give the page's document after its scripts have run. The page is written to `folder`."""
    page = folder / "page.html"
    page.write_text(page_html(note, title, mermaid), encoding="utf-8")
    return chromium(page, "--dump-dom", f"--window-size={WIDTH},600")


def picture(note: str, title: str, target: Path, tallest: int) -> None:
    """Write the picture of a note, two pixels for one: the sections that fit in `tallest` pixels."""
    with tempfile.TemporaryDirectory() as folder:
        document = rendered(note, title, Path(folder))
        height, *sections = (
            int(pixels) for name in ("height", "sections") for pixels in pixels_of(document, name)
        )
        height = height if height <= tallest else max(top for top in sections if top <= tallest)
        size = f"--window-size={WIDTH},{height}"
        chromium(Path(folder) / "page.html", f"--screenshot={target}", size, "--force-device-scale-factor=2")
    if shutil.which("pngquant"):
        subprocess.run(["pngquant", "--force", "--strip", "--output", target, "64", target], check=True)


def pixels_of(document: str, name: str) -> list[int]:
    """Give the numbers that the page's script left in `data-NAME`."""
    found = re.search(rf'data-{name}="([\d ]*)"', document)
    return [int(pixels) for pixels in found[1].split()] if found else []


def page_of_sample(command: str) -> tuple[str, str]:
    """Run `vaulttool review` or `agenda` on a copy of the sample vault: the note it wrote, and its path."""
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        shutil.copytree(ROOT / "sample-vault", vault)
        before = set(vault.rglob("*.md"))
        run = [sys.executable, "-m", "vaulttool", command, "--vault", str(vault), "--today", TODAY]
        subprocess.run(run, check=True, capture_output=True, cwd=ROOT)
        (note,) = set(vault.rglob("*.md")) - before
        return note.read_text(encoding="utf-8"), note.relative_to(vault).with_suffix("").as_posix()


def main() -> None:
    """Make both pictures."""
    if not MERMAID.exists():
        sys.exit(f"Mermaid is missing: npm install --prefix {HERE}")
    for command, tallest in (("review", 1_300), ("agenda", 1_300)):
        note, path = page_of_sample(command)
        picture(note, path, HERE / f"{command}.png", tallest)


if __name__ == "__main__":
    main()
