import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_a_machine_where_no_chromium_can_be_had_is_an_error_that_says_so(tmp_path):
    """Nothing on the PATH, no package manager, and nowhere to fetch Playwright's own from."""
    code = "import chromium; chromium.PLACES = (); chromium.shutil.which = lambda name: None; chromium.main()"
    env = {"PATH": "", "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path), "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9"}
    words = [sys.executable, "-c", code]
    result = subprocess.run(words, cwd=HERE, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "install Chromium or Google Chrome" in result.stderr
    assert result.stdout == ""
