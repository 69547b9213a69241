"""Download one chapter and show how far it is.

    python download.py CHAPTER_ID [FOLDER]

It asks MangaDex, without an account. Another server, such as the sandbox, is asked when the variables
ASYNCDEX_API_URL, ASYNCDEX_AUTH_URL and ASYNCDEX_UPLOADS_URL say where it is.
"""

import asyncio
import os
import sys
from typing import Any

from asyncdex import AsyncDexException, ChapterUnreadable, MangadexClient, PageProgress

_NAMES = ("api_url", "auth_url", "uploads_url")
SERVER: dict[str, Any] = {
    name: os.environ[key] for name in _NAMES if (key := f"ASYNCDEX_{name.upper()}") in os.environ
}


def show(progress: PageProgress) -> None:
    """Print one line a page; pages arrive in any order."""
    print(f"{progress.done:3} of {progress.total}: page {progress.number}, {progress.bytes} bytes")


async def main(chapter_id: str, folder: str) -> None:
    async with MangadexClient(user_agent="asyncdex-example-download/1.0", **SERVER) as client:
        chapter = await client.get_chapter(chapter_id).fetch()
        groups = ", ".join(group.name for group in chapter.groups) or "no group"
        print(f"{chapter.name} [{groups}], {chapter.page_count} pages")
        # The folder is the caller's own text, so braces in it are doubled to stand for themselves.
        root = folder.replace("{", "{{").replace("}", "}}")
        files = await chapter.download_chapter(
            folder_format=f"{root}/{{manga}}/{{chapter_num}}{{separator}}{{title}}",
            overwrite=False,  # running it again after an interruption fetches only what is missing
            progress=show,
        )
        print(f"{len(files)} files in {files[0].parent}")


if __name__ == "__main__":
    if len(sys.argv) < 2:  # noqa: PLR2004 - the program's own name and an id
        sys.exit("usage: python download.py CHAPTER_ID [FOLDER]")
    try:
        asyncio.run(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "downloads"))  # noqa: PLR2004
    except ChapterUnreadable as error:
        sys.exit(f"Not at MangaDex ({error.reason}): {error.detail}")
    except AsyncDexException as error:
        sys.exit(str(error))
