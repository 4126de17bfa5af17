"""The simulated class keeps working: three students in a real JupyterHub (thirty: ``make bench-hub``)."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.long
def test_nothing_is_lost_and_nobody_reads_another_in_a_real_hub():
    done = subprocess.run([sys.executable, ROOT / "bench" / "hub.py", "3"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "| 3 of 3; after closing 3 |" in done.stdout
