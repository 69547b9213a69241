"""Upload a folder of pictures as a chapter.

    python upload.py MANGA_ADDRESS_OR_ID FOLDER NUMBER LANGUAGE [GROUP_ID ...]

It logs in with ASYNCDEX_USERNAME, ASYNCDEX_PASSWORD, ASYNCDEX_CLIENT_ID and ASYNCDEX_CLIENT_SECRET. Run it
only if you accept https://mangadex.org/compliance. Another server, such as the sandbox, is asked when the
variables ASYNCDEX_API_URL, ASYNCDEX_AUTH_URL and ASYNCDEX_UPLOADS_URL say where it is.
"""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from asyncdex import AsyncDexException, FilesRefused, Manga, MangadexClient, UploadOpen, UploadProgress

_NAMES = ("api_url", "auth_url", "uploads_url", "username", "password", "client_id", "client_secret")
SERVER: dict[str, Any] = {
    name: os.environ[key] for name in _NAMES if (key := f"ASYNCDEX_{name.upper()}") in os.environ
}
LEAST = 5


def tell(now: UploadProgress) -> None:
    print(f"{now.files:3} of {now.of_files} files, {now.bytes} bytes")


async def main(address: str, files: list[Path], number: str, language: str, groups: list[str]) -> None:
    async with MangadexClient(user_agent="asyncdex-example-upload/1.0", **SERVER) as client:
        manga = await client.resolve(address)
        if not isinstance(manga, Manga):
            sys.exit(f"This is no manga but a {manga.kind}.")
        if await client.approval_required(manga, language):
            print("It will have to be approved of before it is published.")
        async with client.upload(manga, groups) as session:
            await session.add(*files, progress=tell)
            session.sort()  # 2.png comes before 10.png
            chapter = await session.commit(number=number, language=language, terms_accepted=True)
        print(f"https://mangadex.org/chapter/{chapter.id}")


if __name__ == "__main__":
    if len(sys.argv) < LEAST:
        sys.exit("usage: python upload.py MANGA_ADDRESS_OR_ID FOLDER NUMBER LANGUAGE [GROUP_ID ...]")
    try:
        pictures = list(Path(sys.argv[2]).iterdir())
        asyncio.run(main(sys.argv[1], pictures, sys.argv[3], sys.argv[4], sys.argv[5:]))
    except UploadOpen as error:
        sys.exit(
            f"An upload was left open; finish or abandon it at https://mangadex.org first: {error.session.id}"
        )
    except FilesRefused as error:
        sys.exit("\n".join(f"{file.name}: {file.reason}" for file in error.refused))
    except AsyncDexException as error:
        sys.exit(str(error))
