"""``kit doctor`` finds what is wrong and says how to mend it."""

import json
import socket

from kit.cli import main
from kit.commands import doctor


def test_a_sound_machine_passes(tmp_path, capsys):
    assert main(["doctor", str(tmp_path)]) == 0
    assert "✗" not in capsys.readouterr().out


def faults(capsys, *words):
    assert main(["--interface", "en", "doctor", "--json", *map(str, words)]) == 1
    return [finding["says"] for finding in json.loads(capsys.readouterr().out) if not finding["ok"]]


def test_each_fault_is_one_sentence_with_its_cure(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(doctor, "PYTHON", (9, 9))
    monkeypatch.setattr(doctor, "PACKAGES", {"no-such-package": 1, "jupyterlab": 99})
    monkeypatch.setattr(doctor, "EXTENSIONS", ("no-such-extension",))
    said = faults(capsys, tmp_path / "none")
    assert len(said) == 5
    assert any("-m pip install --upgrade no-such-package" in fault for fault in said)
    assert any("jupyterlab 4" in fault and "too old" in fault for fault in said)


def test_a_kernel_of_another_python_is_found(tmp_path, capsys, monkeypatch):
    spec = tmp_path / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    argv = [str(tmp_path / "conda" / "bin" / "python"), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec.write_text(json.dumps({"argv": argv, "display_name": "Python 3", "language": "python"}), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    (said,) = faults(capsys, tmp_path)
    assert "conda" in said
    assert "ipykernel install --user" in said


def test_a_taken_port_is_no_fault(tmp_path, capsys, monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setattr(doctor, "PORT", other.getsockname()[1])
        assert main(["--interface", "en", "doctor", str(tmp_path)]) == 0
    assert "is taken" in capsys.readouterr().out


def test_a_full_disk_is_told_before_it_costs_answers(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda place: type("Usage", (), {"free": 3_000_000})())
    assert main(["--interface", "fr", "doctor", str(tmp_path)]) == 1
    assert "3 Mo" in capsys.readouterr().out
