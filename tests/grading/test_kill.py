"""`kit grade` killed at random moments, and run again: nothing lost, nothing half written, the same bytes."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psutil
import pytest

from tests.grading.copies import FILE, HOSTILE, data, sample, write

COPIES = 300


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    top = tmp_path_factory.mktemp("kill")
    for n in range(COPIES):
        write(top / "in" / f"s{n}", {FILE: data(sample(["good.fr", "wrong.fr", "good.en", "careless.fr"][n % 4]))})
    for kind in ("truncated", "stale hand-in", "two notebooks"):
        write(top / "in" / kind, HOSTILE[kind][0])
    return top / "in"


def start(place, out):
    command = [sys.executable, "-m", "kit.cli", "--interface", "fr", "grade", place, "--exercise", "02-sources",
               "--out", out, "--jobs", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def files(out):
    return {path.relative_to(out): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def undisturbed(place):
    """What is written when nobody interferes, and how long it takes here."""
    began = time.monotonic()
    assert start(place, place.parent / "whole").wait() == 0
    return files(place.parent / "whole"), time.monotonic() - began


def killed_after(run, seconds, victim):
    """Kill a process of `run`, which `victim` chooses, after some seconds; False where it was done sooner."""
    with suppress(subprocess.TimeoutExpired):
        run.wait(seconds)
        return False
    with suppress(psutil.NoSuchProcess, IndexError):
        os.kill(victim(psutil.Process(run.pid)).pid, signal.SIGKILL)
    return True


@pytest.mark.long
@pytest.mark.parametrize("seed", range(8))
def test_a_killed_run_is_run_again_and_nothing_shows(place, undisturbed, tmp_path, seed):
    whole, seconds = undisturbed
    draw = random.Random(seed)
    for _ in range(3):
        run = start(place, tmp_path)
        workers = []

        def parent(process, workers=workers):
            workers += process.children()
            return process

        killed_after(run, draw.uniform(0.2, 1) * seconds, parent)
        run.wait()
        psutil.wait_procs(workers, timeout=30)
        assert not any(worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE for worker in workers)
        for path, content in files(tmp_path).items():
            assert path.suffix == ".part" or content == whole[path]
    assert start(place, tmp_path).wait() == 0
    assert files(tmp_path) == whole


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_a_killed_worker_costs_nothing(place, undisturbed, tmp_path, seed):
    whole, seconds = undisturbed
    draw = random.Random(seed)
    run = start(place, tmp_path)
    killed_after(run, draw.uniform(0.2, 0.9) * seconds, lambda process: draw.choice(process.children()))
    assert run.wait() == 0
    assert files(tmp_path) == whole
