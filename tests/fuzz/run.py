"""Has schemathesis ask a sandbox for everything that MangaDex describes, and for much that it does not.

``python -m tests.fuzz.run`` does all; ``--examples 5`` a short form. The exit code is schemathesis's own.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path

from asyncdex.sandbox import Sandbox
from tests.described.deviations import DEVIATIONS
from tests.described.document import document

__all__ = ["fuzz", "main"]

HERE = Path(__file__).parent


def known(box):
    """Return what the hooks put into requests, so that not all of them ask for what is not there.

    Args:
        box: The sandbox.
    """
    catalogue = box.catalogue
    ids = {
        kind: [one for one, _ in zip(getattr(catalogue, kind), range(200), strict=False)]
        for kind in ("manga", "chapters", "authors", "groups", "covers", "users", "lists", "tags")
    }
    return {"login": box.legacy_kwargs(), "ids": ids}


async def fuzz(folder, examples, more=()):
    """Run schemathesis against a sandbox of its own, and return its exit code.

    Args:
        folder: Where files are written.
        examples: How many examples of each operation are tried.
        more: Further options of ``schemathesis run``.
    """
    (folder / "openapi.json").write_text(json.dumps(document(DEVIATIONS)), encoding="utf-8")
    async with Sandbox(manga=300, chapters=3000, limits="off") as box:
        (folder / "world.json").write_text(json.dumps(known(box)), encoding="utf-8")
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml")),
            *("run", str(folder / "openapi.json"), "--url", box.url, "--max-examples", str(examples)),
            *("--checks", "all", "--no-color", "--seed", "7", *more),
            env={
                **os.environ,
                "SCHEMATHESIS_HOOKS": "tests.fuzz.hooks",
                "ASYNCDEX_FUZZED_WORLD": str(folder / "world.json"),
            },
        )
        code = await program.wait()
        print(f"requests to the API: {box.stats.requests:,}")
        return code


def main(arguments=None):
    """Do what the arguments say; those that are not known here are handed on to schemathesis."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run", description=__doc__)
    parser.add_argument("--examples", type=int, default=100, help="examples of each operation (100)")
    chosen, more = parser.parse_known_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(fuzz(Path(folder), chosen.examples, more))


if __name__ == "__main__":
    sys.exit(main())
