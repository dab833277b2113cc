"""Try very many inputs on one target, led by what they cover: `python tests/fuzz/fuzz.py TARGET RUNS`.

Needs atheris (`pip install atheris`). New inputs that reach new code go to a folder (a third argument; else
`fuzz-TARGET` here); what breaks a promise is written beside it as `TARGET-broken`. Those that are worth
keeping belong into `corpus/TARGET`: from then on each test run tries them.
"""

import sys
from pathlib import Path

import atheris

HERE = Path(__file__).parent
MOST_SECONDS = 20
"""For one input; a longer one counts as a hang."""


def main() -> None:
    name, runs, *folder = sys.argv[1:]
    sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent), str(HERE)]
    with atheris.instrument_imports(include=["vaulttool", "yaml", "frontmatter"]):
        from fuzz_targets import CORPUS, TARGETS

    work = Path(folder[0]) if folder else Path.cwd() / f"fuzz-{name}"
    work.mkdir(parents=True, exist_ok=True)
    flags = [
        f"-runs={runs}",
        f"-timeout={MOST_SECONDS}",
        "-max_len=4096",
        "-rss_limit_mb=4096",
        "-print_final_stats=1",
    ]
    flags.append(f"-artifact_prefix={work.parent}/{name}-")

    def target(data: bytes) -> None:
        try:
            TARGETS[name](data)
        except Exception:
            # libFuzzer writes it too, but not where it is stopped meanwhile.
            (work.parent / f"{name}-broken").write_bytes(data)
            raise

    atheris.Setup([sys.argv[0], *flags, str(work), str(CORPUS / name)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
