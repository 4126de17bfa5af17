import csv
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.grading.sheet import plain, read_sheet, safe, write_sheet, writing

CELLS = ["Smith, Jr", 'said "no"', "two\nlines", "é ê œ", "=1+1", "+2", "-3", "@x", "\t=1", " =1", "＝1", "'quoted",
         "'=x", "", "a;b", "\x00\x07"]


@given(st.text())
def test_a_text_comes_back_as_it_was_but_for_control_characters(text):
    cell = safe(text)
    assert plain(cell) in (text, safe(text).removeprefix("'")) or "\ufffd" in cell
    assert cell[:1] not in tuple("=+-@\t\r")


@pytest.mark.parametrize("text", [cell for cell in CELLS if "\x00" not in cell])
def test_writing_and_reading_a_table_changes_nothing(tmp_path, text):
    write_sheet(tmp_path / "a.csv", ("x", "y", "z"), [(text, -0.5, 2_000_000)])
    assert read_sheet(tmp_path / "a.csv") == [{"x": text, "y": "-0.5", "z": "2000000"}]


def test_a_table_saved_again_with_semicolons_is_read(tmp_path):
    (tmp_path / "a.csv").write_text("\ufeffx;y\r\n\"a;b\";'=1\r\n", encoding="utf-8")
    assert read_sheet(tmp_path / "a.csv") == [{"x": "a;b", "y": "=1"}]


def test_the_old_table_stays_when_writing_fails(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("old", encoding="utf-8")

    def interrupted():
        yield ("new",)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_sheet(path, ("x",), interrupted())
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_half_a_character_does_not_stop_a_page(tmp_path):
    with writing(tmp_path / "a.html") as stream:
        stream.write("\ud800")
    assert (tmp_path / "a.html").read_bytes() == b"?"


@pytest.mark.long  # needs LibreOffice
def test_libreoffice_opens_a_table_unharmed(tmp_path):
    write_sheet(tmp_path / "a.csv", ("x", "y"), [(cell, 1.5) for cell in CELLS])
    table = "Text - txt - csv (StarCalc):44,34,76,1"  # commas, double quotes, UTF-8, from line 1: its dialog's offer
    subprocess.run(["soffice", "--headless", f"--infilter={table}", "--convert-to", f"csv:{table},,0,false,true",
                    "--outdir", tmp_path / "out", tmp_path / "a.csv"], check=True, capture_output=True,
                   env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"})
    with (tmp_path / "out" / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    assert [row[0].removeprefix("'") for row in rows] == [safe(cell).removeprefix("'") for cell in CELLS]
