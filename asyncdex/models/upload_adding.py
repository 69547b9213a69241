"""Sending the files of an upload, and taking them back."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from asyncdex._api import Identified, identifier
from asyncdex._api.table import UPLOAD_ADD, UPLOAD_REMOVE, UPLOAD_REMOVE_BATCH
from asyncdex._wire import UploadedFiles
from asyncdex.exceptions import AsyncDexException, FilesRefused, InvalidArgument

from .parts import ids_of
from .upload_file import RefusedFile, UploadFile, UploadProgress
from .upload_sources import MOST_FILES, MOST_TOGETHER, Source, UploadInput, source_of

if TYPE_CHECKING:
    from .upload_session import UploadSession

__all__ = ["add_files", "remove_file", "remove_files"]

#: How many files one call takes.
_BATCH = 10
#: How many ids one call takes, whose body may have 20 KB.
_MOST_IDS = 400


async def add_files(
    session: "UploadSession",
    files: Sequence[UploadInput],
    *,
    progress: Callable[[UploadProgress], object] | None,
    strict: bool,
) -> list[RefusedFile]:
    """Upload files; see :meth:`UploadSession.add`."""
    if progress is not None and not callable(cast("object", progress)):
        raise InvalidArgument(f"progress must be a function, not {progress!r}")
    sources = [source_of(file, number) for number, file in enumerate(files, 1)]
    _check_all(session, sources)
    added: list[UploadFile] = []
    refused: list[RefusedFile] = []
    sent = 0
    try:
        for start in range(0, len(sources), _BATCH):
            batch = sources[start : start + _BATCH]
            sent += await _send(session, batch, added, refused)
            if progress is not None:
                progress(UploadProgress(start + len(batch), len(sources), sent))
    except AsyncDexException as error:
        error.succeeded = {file.id: file for file in added}
        raise
    if refused and strict:
        raise FilesRefused(refused, added)
    return refused


def _check_all(session: "UploadSession", sources: Sequence[Source]) -> None:
    """Refuse what MangaDex would not take, as far as that can be told without reading streams."""
    if not sources:
        raise InvalidArgument("files must not be empty")
    if len(sources) + len(session.files) > MOST_FILES:
        text = f"it has {len(session.files)}, and {len(sources)} were given"
        raise InvalidArgument(f"an upload may have {MOST_FILES} files; {text}")
    for source in sources:
        if not source.streamed:
            source.check(cast("bytes | Path", source.content))
    _check_together(session, sum(source.size for source in sources))


def _check_together(session: "UploadSession", more: int) -> None:
    total = more + sum(file.size or 0 for file in session.files)
    if total > MOST_TOGETHER:
        raise InvalidArgument(f"an upload may have {MOST_TOGETHER} bytes; these files would make it {total}")


async def _send(
    session: "UploadSession", batch: Sequence[Source], added: list[UploadFile], refused: list[RefusedFile]
) -> int:
    """Send some files, note what became of them, and return how many bytes they have."""
    with TemporaryDirectory(prefix="asyncdex-") as folder:
        parts = [await source.part(f"file{place}", Path(folder)) for place, source in enumerate(batch, 1)]
        size = sum(part.size for part in parts)
        _check_together(session, size)  # of streams, it is known only now
        answer = await session.client.api.call(UPLOAD_ADD, session.id, files=parts)
    made = [UploadFile.of(session.client, one) for one in answer.data or ()]
    session.files.extend(made)
    added += made
    refused += _refused([part.name for part in parts], made, answer)
    return size


def _refused(names: Sequence[str], made: Sequence[UploadFile], answer: UploadedFiles) -> list[RefusedFile]:
    """Return which files are missing among those that were taken, each with the reason that suits best."""
    taken = Counter(file.name for file in made)
    missing: list[str] = []
    for name in names:
        if taken[name] > 0:
            taken[name] -= 1
        else:
            missing.append(name)
    # Where MangaDex calls files by other names, their number is all there is to go by.
    missing = missing[: max(len(names) - len(made), 0)]
    reasons = [_reason(error) for error in answer.errors or ()]
    found: list[RefusedFile] = []
    for place, name in enumerate(missing):
        about = next((reason for reason in reasons if name in reason), None)
        in_turn = reasons[place] if len(reasons) == len(missing) else "; ".join(reasons)
        found.append(RefusedFile(name, about or in_turn or "MangaDex did not say why"))
    return found


def _reason(error: object) -> str:
    """Return what an error in an answer says."""
    if not isinstance(error, dict):
        return str(error)
    item = cast("dict[str, Any]", error)
    told = (item.get(key) for key in ("title", "detail", "context"))
    return ": ".join(str(text) for text in told if text)


async def remove_file(session: "UploadSession", file: Identified) -> None:
    """Remove a file; see :meth:`UploadSession.remove`."""
    id = identifier("file", file)
    await session.client.api.call(UPLOAD_REMOVE, session.id, id)
    _forget(session, {id})


async def remove_files(session: "UploadSession", files: Sequence[Identified]) -> None:
    """Remove files; see :meth:`UploadSession.remove_many`."""
    ids = ids_of("files", files)
    if not ids:
        raise InvalidArgument("files must not be empty")
    for start in range(0, len(ids), _MOST_IDS):
        part = ids[start : start + _MOST_IDS]
        await session.client.api.call(UPLOAD_REMOVE_BATCH, session.id, body={"files": part})
        _forget(session, set(part))


def _forget(session: "UploadSession", ids: set[str]) -> None:
    session.files[:] = [file for file in session.files if file.id not in ids]
