"""Answers under fire, for real: a process that is killed, a disk that is full, a folder that cannot be written."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tests import edits

PROGRAM = [sys.executable, edits.__file__]
MOUNTS = shutil.which("unshare") is not None and not subprocess.run(["unshare", "-rm", "true"], check=False).returncode

pytestmark = pytest.mark.usefixtures("folder")


def killed(seed: int) -> list[int]:
    """Kill the program at a moment that the dice choose, and give the numbers of the edits that it called saved."""
    dice = Random(seed)
    with subprocess.Popen(PROGRAM, stdout=subprocess.PIPE, text=True) as process:
        said = [process.stdout.readline() for _ in range(dice.randrange(edits.COUNT))]
        time.sleep(dice.random() / 100)  # somewhere inside an edit
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        said += process.stdout.readlines()
    return [int(line) for line in said if line.endswith("\n")]


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(4, 60))])
def test_a_killed_process_loses_nothing_that_it_called_saved(seed):
    saved = max(killed(seed), default=0)
    assert edits.found() in [edits.after(n) for n in (saved, saved + 1)]


def test_a_student_who_is_killed_again_and_again_goes_on(folder):
    for seed in range(3):
        killed(seed)
        assert not list((folder / "answers").glob("*.unreadable*"))
    assert subprocess.run(PROGRAM, capture_output=True, check=True).stdout.endswith(b"200\n")
    assert edits.found() == edits.after(200)
    assert {path.suffix for path in (folder / "answers").iterdir() if path.name[0] != "."} == {".json", ".previous"}


def harsh(mount: str, otherwise: list[str], place: str = "answers") -> list[str]:
    """Run all edits on a disk of their own, and give what was said; ``answers`` holds what is left there.

    Where this system lets nobody mount a disk, `otherwise` runs them, with their answers in `place`.
    """
    inside = f'mkdir -p disk && {mount} && "$@"; status=$?; cp -r disk/. answers; exit $status'
    command = ["unshare", "-rm", "sh", "-c", inside, "_"] if MOUNTS else otherwise
    environment = {"KIT_LANG": "fr", "KIT_ANSWERS": "disk" if MOUNTS else place, "PATH": "/usr/bin:/bin"}
    Path("answers").mkdir(exist_ok=True)
    done = subprocess.run([*command, *PROGRAM], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


SMALL_FILES = "import resource, subprocess, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)); " \
    "sys.exit(subprocess.call(sys.argv[1:]))"  # fmt: skip


def test_a_disk_that_fills_up_keeps_what_was_called_saved():
    said = harsh("mount -t tmpfs -o size=24k none disk", [sys.executable, "-c", SMALL_FILES])
    saved, refused = [line for line in said if line.isdecimal()], [line for line in said if "refused" in line]
    assert len(said) == edits.COUNT and len(saved) > 20
    assert len(refused) > 20 and all("Téléchargez" in line for line in refused)
    assert edits.found() == edits.after(int(saved[-1]))


def test_a_folder_that_cannot_be_written_is_said_at_every_edit_and_keeps_what_it_had():
    killed(1)
    before = edits.found()
    shutil.copytree("answers", "disk")
    said = harsh("mount --bind disk disk && mount -o remount,bind,ro disk", [], "/dev/null/answers")
    assert len(said) == edits.COUNT and all("Téléchargez" in line for line in said)
    assert edits.found() == before
