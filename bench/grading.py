"""Claim: scores of one submission cost at least 1,000 times less than nbgrader's autograde of the same exercise.

    python bench/grading.py [--copies 10000] [--nbgrader PYTHON]

Grades copies of 30 answers with ``kit grade --scores-only`` and, where the Python of an environment with nbgrader is
given, autogrades notebooks that hold the same answers, both in this run; prints the seconds of each and their ratio,
by the clock and of the processor (which a busy machine disturbs less), and beside them how busy the machine was.
Last come all pages, for a tenth of the copies.
"""

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kit.article import LIBRARY

EXERCISE = """id = "bench"
title = { fr = "bench", en = "bench" }
article = { fr = "otan-ukraine", en = "otan-ukraine" }
[[part]]
layer = "sources"
points = 5
[[part]]
layer = "hedges"
points = 5
[[part]]
layer = "statements"
points = 10
"""
LAYERS = ("sources", "hedges", "statements")
RIVALS = 3
GRADE = (sys.executable, "-m", "kit.cli", "grade")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=10_000)
    parser.add_argument("--nbgrader", help="Python of an environment with nbgrader")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ours = grade(Path(folder), args.copies)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        clock, processor = (seconds * args.copies for seconds in ours)
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        print(f"kit: {args.copies} copies in {clock:.1f} s, {processor:.1f} s of processor, {memory:.0f} MB")
        clock, processor = (1000 * seconds for seconds in pages(Path(folder), args.copies // 10))
        print(f"kit with all pages: {clock:.1f} ms a copy, {processor:.1f} ms of processor")
        if args.nbgrader:
            theirs = autograde(Path(folder), args.nbgrader)
            ratios = [their / our for their, our in zip(theirs, ours, strict=True)]
            print("nbgrader: {:.2f} s a copy, {:.2f} s of processor; {:.0f} and {:.0f} times ours".format(
                *theirs, *ratios))


def timed(command: list, copies: int, **more: object) -> tuple[float, float]:
    """Run a command and return the seconds it takes a copy, by the clock and of the processor."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True, **more)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return (after.elapsed - before.elapsed) / copies, spent / copies


def grade(top: Path, copies: int) -> tuple[float, float]:
    """Return the seconds that one copy takes."""
    reading = json.loads((LIBRARY / "otan-ukraine" / "reading.json").read_text(encoding="utf-8"))
    (top / "bench").mkdir()
    (top / "bench" / "exercise.toml").write_text(EXERCISE, encoding="utf-8")
    (top / "bench" / "key.json").write_text(json.dumps(reading), encoding="utf-8")
    draw = random.Random(1)
    for n in range(copies):
        folder = top / "in" / f"s{n}"
        folder.mkdir(parents=True)
        (folder / "a.json").write_text(json.dumps(answers(reading, draw), ensure_ascii=False), encoding="utf-8")
    return timed([*GRADE, top / "in", "--exercise", top / "bench", "--out", top / "out", "--scores-only"], copies)


def pages(top: Path, copies: int) -> tuple[float, float]:
    """Return the seconds that one copy takes with its page of feedback."""
    for n in range(copies):
        shutil.copytree(top / "in" / f"s{n}", top / "some" / f"s{n}")
    return timed([*GRADE, top / "some", "--exercise", top / "bench", "--out", top / "pages"], copies)


def answers(reading: dict, draw: random.Random) -> dict:
    """Return thirty answers, two thirds of them right."""
    items = [item for item in reading["items"] if item["layer"] in LAYERS]
    labels = {layer: [item["label"] for item in items if item["layer"] == layer] for layer in LAYERS}
    chosen = [answer(item, draw.choice(labels[item["layer"]]) if draw.random() < 0.4 else item["label"])
              for item in draw.sample(items, 30)]
    return {"schema": 1, "exercise": "bench", "article": reading["article"], "student": None, "kit": "0.1.0",
            "revision": 30, "saved": None, "handed_in": 30, "items": chosen}


def answer(item: dict, label: str) -> dict:
    layer = item["layer"]
    name = item["id"] if layer == "statements" else f"{item['start']}-{item['end']}"
    voice = {"voice": item["attributes"]["voice"]} if layer == "statements" else {}
    return {"id": f"{layer}:{name}", "layer": layer, "rev": 1, "deleted": False, "start": item["start"],
            "end": item["end"], "quote": item["text"], "label": label, **voice}


def autograde(top: Path, python: str) -> tuple[float, float]:
    """Return the seconds that nbgrader takes for a copy of the same exercise: a cell of answers, a cell of tests."""
    course = top / "course"
    given = json.loads((top / "in" / "s0" / "a.json").read_text(encoding="utf-8"))["items"]
    cells = [cell("answers", f"answers = {given!r}", solution=True),
             cell("test", "assert len(answers) == 30", grade=True, points=20)]
    write_notebook(course / "source" / "bench" / "bench.ipynb", cells)
    for n in range(RIVALS):
        write_notebook(course / "submitted" / f"s{n}" / "bench" / "bench.ipynb", cells)
    run = [python, "-m", "nbgrader"]
    path = {**os.environ, "PATH": f"{Path(python).parent}{os.pathsep}{os.environ['PATH']}"}  # it calls alembic by name
    subprocess.run([*run, "generate_assignment", "bench"], cwd=course, check=True, capture_output=True, env=path)
    return timed([*run, "autograde", "bench"], RIVALS, cwd=course, env=path)


def cell(name: str, source: str, *, solution: bool = False, grade: bool = False, points: int = 0) -> dict:
    about = {"grade_id": name, "solution": solution, "grade": grade, "locked": grade, "task": False,
             "schema_version": 3}
    return {"cell_type": "code", "id": name, "execution_count": None, "outputs": [], "source": source,
            "metadata": {"nbgrader": about | ({"points": points} if grade else {})}}


def write_notebook(path: Path, cells: list[dict]) -> None:
    path.parent.mkdir(parents=True)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}),
                    encoding="utf-8")


if __name__ == "__main__":
    main()
