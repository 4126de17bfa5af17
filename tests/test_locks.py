"""The locks: pinned, hashed, without any address, of one mind, and up to date with pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = {name: ROOT / name for name in ("locks/lab.txt", "locks/test.txt", ".binder/requirements.txt")}
EXTRAS = {"locks/lab.txt": ["lab"], "locks/test.txt": ["lab", "test"], ".binder/requirements.txt": ["lab"]}


def pins(name: str) -> dict[str, set[str]]:
    """Each package's pinned versions, one a Python version or system."""
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([\w.-]+)==(\S+)", LOCKS[name].read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(canonicalize_name(package), set()).add(version)
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_a_pin_with_its_hashes_and_no_address(name):
    text = LOCKS[name].read_text(encoding="utf-8")
    assert not re.search(r"\w://", text)
    lines = [line for line in text.replace("\\\n", "").splitlines() if not line.lstrip().startswith("#")]
    assert [line for line in lines if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:", line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_satisfies_what_the_project_asks_for(name):
    asked = PROJECT["dependencies"] + [
        line for extra in EXTRAS[name] for line in PROJECT["optional-dependencies"][extra]
    ]
    for requirement in map(Requirement, asked):
        versions = pins(name).get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name} is not in {name}: run make lock"
        assert all(requirement.specifier.contains(version) for version in versions), requirement


@pytest.mark.parametrize("name", ["locks/lab.txt", ".binder/requirements.txt"])
def test_students_have_the_versions_that_are_tested(name):
    tested = pins("locks/test.txt")
    assert {package: versions for package, versions in pins(name).items() if tested.get(package) != versions} == {}


def test_binder_installs_third_party_packages_first_and_the_kit_alone_after():
    assert canonicalize_name(PROJECT["name"]) not in pins(".binder/requirements.txt")
    assert "pip install --no-cache-dir --no-deps ." in (ROOT / ".binder/postBuild").read_text(encoding="utf-8")
    assert (ROOT / ".binder/postBuild").stat().st_mode & 0o111
    assert not (ROOT / "binder").exists(), "with both folders repo2docker refuses"


def test_binder_runs_a_python_that_the_kit_supports():
    runtime = (ROOT / ".binder/runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    assert f"Programming Language :: Python :: {runtime}" in PROJECT["classifiers"]
