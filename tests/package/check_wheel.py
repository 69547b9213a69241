"""Build the wheel, install it without extras into an empty environment, and fetch a manga with it.

The sandbox it fetches from runs in a second environment, which has the extras: the first one has neither
Pillow nor a command line.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]

FETCH = """
import asyncio, sys
from importlib.metadata import distributions, version
from urllib.request import urlopen
from asyncdex import MangadexClient

async def main(url):
    async with MangadexClient(api_url=url) as client:
        manga = await client.random_manga()
        again = await client.get_manga(manga.id).fetch()
        assert again.best_title() == manga.best_title()
        return manga

loaded = {"typer", "rich", "PIL", "platformdirs"} & set(sys.modules)
assert not loaded, loaded
manga = asyncio.run(main(sys.argv[1]))
assert urlopen(sys.argv[1] + "/_sandbox/page.js").status == 200
print("fetched", manga, "with asyncdex", version("asyncdex"))
print("installed:", ", ".join(sorted(found.name for found in distributions())))
"""


def make(folder: Path, *requirements: str) -> Path:
    """Make an environment and return its folder of programs."""
    venv.create(folder, with_pip=True, clear=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "-q", *requirements], check=True)
    return programs


def main(work: Path) -> None:
    wheels = work / "dist"
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", wheels, ROOT], check=True)
    wheel = max(wheels.glob("asyncdex-*.whl"), key=lambda path: path.stat().st_mtime)
    plain = make(work / "plain", str(wheel))
    full = make(work / "full", f"{wheel}[cli,sandbox]")
    told = subprocess.run([plain / "asyncdex", "demo"], cwd=work, capture_output=True, text=True, check=False)
    assert told.returncode != 0, told
    assert len(told.stderr.splitlines()) == 1, told.stderr
    assert "pip install" in told.stderr, told.stderr
    print("without extras:", told.stderr.strip())
    server = subprocess.Popen(
        [full / "asyncdex", "sandbox", "--port", "0"], cwd=work, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        url = next(word for line in server.stdout for word in line.split() if word.startswith("http://"))
        subprocess.run([plain / "python", "-c", FETCH, url], cwd=work, check=True)
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    main(folder)
