"""Grading on a Dask cluster: a real one of two workers on this machine."""

import os
import signal
import sys
from pathlib import Path

import pytest

from kit.errors import UsageError
from kit.exercise import load_exercise
from kit.grading import spread
from kit.grading.gradebook import grade_class
from kit.grading.marking import load_marking
from kit.grading.submissions import collect
from kit.report.feedback import feedback
from tests.grading.copies import FILE, HOSTILE, data, sample, write


@pytest.fixture
def place(tmp_path):
    for n in range(12):
        write(tmp_path / "in" / f"s{n}", {FILE: data(sample(["good.fr", "wrong.fr", "hostile.fr"][n % 3]))})
    for kind in ("truncated", "stale hand-in", "utf-16"):
        write(tmp_path / "in" / kind, HOSTILE[kind][0])
    return tmp_path / "in"


def grade(place, out, page=feedback, **more):
    grade_class(place, collect(place), load_marking(load_exercise("02-sources"), None, {}), out, page=page, **more)
    return {path.relative_to(out): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_without_dask_the_cure_is_named(place, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"media-literacy-kit\[scale\]"):
        grade(place, tmp_path / "out", scheduler="tcp://127.0.0.1:1")


@pytest.fixture
def cluster():
    import distributed

    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made:
        yield made


@pytest.mark.long  # needs the extra `scale`
def test_a_cluster_gives_the_same_bytes_as_one_process(cluster, place, tmp_path, monkeypatch):
    monkeypatch.setattr(spread, "BATCH", 3)
    assert grade(place, tmp_path / "two", scheduler=cluster.scheduler_address) == grade(place, tmp_path / "one")


def die_once(graded, marking):
    flag = Path(os.environ["DIED"])
    if graded.who.id == "s5" and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return feedback(graded, marking)


@pytest.mark.long  # needs the extra `scale`
def test_a_killed_worker_loses_nothing(place, tmp_path, monkeypatch):
    import distributed

    monkeypatch.setattr(spread, "BATCH", 3)
    monkeypatch.setenv("DIED", str(tmp_path / "died"))
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        done = grade(place, tmp_path / "two", page=die_once, scheduler=cluster.scheduler_address)
    assert (tmp_path / "died").exists()
    assert done == grade(place, tmp_path / "one")


@pytest.mark.long  # needs the extra `scale`
def test_an_address_where_nobody_answers_is_one_sentence(place, tmp_path, monkeypatch):
    import distributed  # noqa: F401 - without it another sentence would come

    monkeypatch.setattr(spread, "CONNECT", 1)
    with pytest.raises(UsageError, match="127.0.0.1:1"):
        grade(place, tmp_path / "out", scheduler="tcp://127.0.0.1:1")
