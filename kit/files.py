"""Files that are whole or not there: written beside their place, then moved into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def replacing(path: Path, draft: Path | None = None, *, sync: bool = True) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of `path` only once it is whole: at any moment there is the old or the new one.

    Parameters
    ----------
    path
        Where the file is to stand.
    draft
        Where it is written meanwhile, in the same folder; `path` with ``.part`` behind it where not given.
    sync
        Whether to wait until it is on disk, its name in the folder included.

    Raises
    ------
    OSError
        Where it cannot be written; the old file stands as it was.
    """
    draft = draft or path.with_name(path.name + ".part")
    try:
        with draft.open("wb") as file:
            yield file
            if sync:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    if sync:
        _sync_names(path.parent)


def _sync_names(folder: Path) -> None:
    """Wait until the names in a folder are on disk too, where the system can tell."""
    with suppress(OSError):  # Windows opens no folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
