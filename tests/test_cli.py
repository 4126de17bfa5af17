"""The command line: help in the reader's language, errors in one line, nothing imported in vain."""

import os
import subprocess
import sys

import pytest

from kit.cli import main
from kit.wording import table


def test_help_lists_every_command(capsys):
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in table("command.list"))


@pytest.mark.parametrize("name", table("command.list", "en"))
def test_every_command_has_its_help(name, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    assert name in capsys.readouterr().out


def test_what_a_user_can_mend_is_one_line_and_status_2(capsys):
    assert main(["--interface", "en", "scan", "no-such-file.txt"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "no-such-file.txt" in error


def test_a_reader_who_has_seen_enough_gets_no_traceback(tmp_path):
    (tmp_path / "many.jsonl").write_text('{"id": "a", "text": "Il pleut.", "lang": "fr"}\n' * 5000, encoding="utf-8")
    command = [sys.executable, "-m", "kit.cli", "scan", str(tmp_path / "many.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as scan:
        assert scan.stdout is not None
        assert scan.stderr is not None
        scan.stdout.readline()
        scan.stdout.close()
        assert "Traceback" not in scan.stderr.read()


def test_a_file_is_written_in_utf8_where_the_machine_speaks_another_code():
    done = subprocess.run([sys.executable, "-m", "kit.cli", "--interface", "fr", "scan", "otan-ukraine"],
                          env=os.environ | {"PYTHONIOENCODING": "cp437"}, capture_output=True, check=True)  # fmt: skip
    assert "peut-être".encode() in done.stdout or "«".encode() in done.stdout
