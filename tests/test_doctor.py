"""``kit doctor`` finds what is wrong and says how to mend it."""

import json

from kit.cli import main
from kit.commands import doctor


def test_a_sound_machine_passes(tmp_path, capsys):
    assert main(["doctor", str(tmp_path)]) == 0
    assert "✗" not in capsys.readouterr().out


def test_each_fault_is_one_sentence_with_its_cure(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(doctor, "PYTHON", (9, 9))
    monkeypatch.setattr(doctor, "PACKAGES", {"no-such-package": "lab"})
    monkeypatch.setattr(doctor, "EXTENSIONS", ("no-such-extension",))
    assert main(["--interface", "en", "doctor", "--json", str(tmp_path / "none")]) == 1
    faults = [finding["says"] for finding in json.loads(capsys.readouterr().out) if not finding["ok"]]
    assert len(faults) == 4
    assert any("media-literacy-kit[lab]" in fault for fault in faults)


def test_a_full_disk_is_told_before_it_costs_answers(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda place: type("Usage", (), {"free": 3_000_000})())
    assert main(["--interface", "fr", "doctor", str(tmp_path)]) == 1
    assert "3 Mo" in capsys.readouterr().out
