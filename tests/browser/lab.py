"""A real JupyterLab for the browser tests, and a notebook open in it.

`Lab` is the server: its own free port, settings, runtime and workspaces, and a folder of notebooks that
goes when the tests end. `OpenNotebook` is what a student sees and does: cells, keys, save, reload; it waits
on conditions, never on time.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from importlib import resources
from pathlib import Path

import nbformat
import psutil
from playwright.sync_api import BrowserContext, Locator, Page

START = 60  # seconds for the server to answer
RUN = 60_000  # milliseconds for all cells of a notebook

# The page's own objects, which tell when a kernel is idle and what a cell holds.
CONFIG = {"LabApp": {"expose_app_in_browser": True}}

PANEL = """
const panel = [...window.jupyterapp.shell.widgets('main')].find(widget => widget.context?.path === path);
const notebook = panel?.content;
"""

SIZE = {"width": 1280, "height": 1000}
TIDY = """async () => {
    const { shell, commands } = window.jupyterapp;
    for (const panel of [...shell.widgets('main')]) if (panel.context) panel.dispose();
    for (const accept of document.querySelectorAll('.jp-Dialog .jp-mod-accept')) accept.click();
    if (document.body.dataset.jpThemeLight !== 'true') {
        await commands.execute('apputils:change-theme', { theme: 'JupyterLab Light' });
    }
    shell.expandLeft();
}"""

# The digit row of a French keyboard, without Shift.
AZERTY_DIGITS = dict(zip("1234567890", "&é\"'(-è_çà", strict=True))


class Lab:
    """What ``kit lab`` serves, on this machine; `folder` is what the student sees."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "work"
        self.folder.mkdir(parents=True)
        self.token = secrets.token_hex(16)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home / "server.log"
        (home / "config").mkdir()
        (home / "config" / "jupyter_lab_config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
        # A notebook is saved when a test says so: answers saved with it by the clock come back in the next test.
        documents = home / "settings" / "@jupyterlab" / "docmanager-extension" / "plugin.jupyterlab-settings"
        documents.parent.mkdir(parents=True)
        documents.write_text(json.dumps({"autosave": False}), encoding="utf-8")

    def command(self) -> list[object]:
        """What is typed to start it."""
        kit = Path(sys.executable).with_name("kit")
        return [kit, "lab", self.folder, "--port", str(self.port), "--no-browser"]

    def start(self) -> None:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(self.command(), env=self._environment(), stdout=log, stderr=log)
        deadline = time.monotonic() + START
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"JupyterLab did not start:\n{self.log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.1)

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def put(self, notebook: Path | list[str], name: str) -> str:
        """Lay a notebook into the student's folder: a copy of a file, or a new one made of code cells."""
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(notebook, Path):
            shutil.copyfile(notebook, target)
        else:
            nbformat.write(_notebook(notebook), target)
        return name

    def kill_kernel(self, kernel: str) -> None:
        """Kill a kernel as a crash or a full memory does: nothing is told, nothing is saved."""
        for process in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.Error):
                if any(kernel in word for word in process.cmdline()):
                    os.kill(process.pid, signal.SIGKILL)

    def end_kernels(self) -> None:
        for kernel in json.loads(self._ask("GET", "/api/kernels")):
            self._ask("DELETE", f"/api/kernels/{kernel['id']}")

    def _answers(self) -> bool:
        with suppress(OSError):
            return bool(self._ask("GET", "/api/status"))
        return False

    def _ask(self, method: str, path: str) -> bytes:
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(self.url + path, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=START) as answer:
            return bytes(answer.read())

    def _environment(self) -> dict[str, str]:
        """A machine that has never seen Jupyter; answers go where a student's go, beside the notebook."""
        env = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "KIT_"))}
        places = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "IPYTHONDIR": "ipython",
        }
        return env | {key: str(self.home / name) for key, name in places.items()} | {"JUPYTER_TOKEN": self.token}


class OpenNotebook:
    """One notebook open in one page of JupyterLab."""

    def __init__(self, lab: Lab, page: Page, path: str) -> None:
        self.lab, self.page, self.path = lab, page, path
        self.file = lab.folder / path
        if page.evaluate("() => 'jupyterapp' in window"):
            page.evaluate("async path => { await jupyterapp.commands.execute('docmanager:open', {path}); }", path)
            self.wait_until_open()
        else:
            self.load()

    def load(self) -> None:
        """Open the page, or load it again as F5 does, and wait until the kernel is there."""
        workspace = f"test-{secrets.token_hex(4)}"
        self.page.goto(f"{self.lab.url}/lab/workspaces/{workspace}/tree/{self.path}?token={self.lab.token}")
        self.wait_until_open()

    def wait_until_open(self) -> None:
        self.wait("notebook && panel.context.isReady && panel.sessionContext.isReady")
        self.wait_for_kernel()

    def wait(self, condition: str, timeout: int = RUN) -> None:
        """Wait until a JavaScript condition on `panel` and `notebook` holds."""
        script = f"path => {{ if (!window.jupyterapp) return false; {PANEL} return !!({condition}); }}"
        self.page.wait_for_function(script, arg=self.path, timeout=timeout)

    def wait_for_kernel(self) -> None:
        self.wait("panel.sessionContext.session?.kernel?.status === 'idle'")

    def evaluate(self, body: str, *values: object) -> object:
        """Run JavaScript that sees `panel`, `notebook` and the `values`; a promise is given RUN to settle."""
        return self.page.evaluate(
            f"""([path, values]) => Promise.race([
                (async () => {{ {PANEL} {body} }})(),
                new Promise((_, fail) => setTimeout(() => fail(new Error('no end: ' + path)), {RUN}))])""",
            [self.path, list(values)],
        )

    def command(self, name: str) -> None:
        """Run one of JupyterLab's commands on this notebook, such as ``notebook:run-all-cells``."""
        self.evaluate("jupyterapp.shell.activateById(panel.id); await jupyterapp.commands.execute(values[0]);", name)

    # ---- what a student does

    def run_all(self) -> None:
        self.command("notebook:run-all-cells")
        self.wait_for_kernel()

    def run(self, index: int) -> Locator:
        """Run one cell and give its output."""
        self.evaluate("notebook.deselectAll(); notebook.activeCellIndex = values[0];", index)
        self.command("notebook:run-cell")
        self.wait_for_kernel()
        return self.output(index)

    def save(self) -> None:
        self.command("docmanager:save")
        self.wait("!panel.context.model.dirty")

    def crash(self) -> None:
        """Kill the kernel and wait until the server has started another."""
        self.evaluate(
            """window.kitDied = false;
            panel.sessionContext.statusChanged.connect((_, status) => {
                if (status === 'autorestarting' || status === 'restarting') window.kitDied = true;
            });"""
        )
        self.lab.kill_kernel(str(self.evaluate("return panel.sessionContext.session.kernel.id;")))
        self.page.wait_for_function("() => window.kitDied", timeout=RUN)
        self.dismiss_dialogs()
        self.wait_for_kernel()

    def dismiss_dialogs(self) -> None:
        """Accept a message of JupyterLab itself, such as the one that tells of a dead kernel."""
        for dialog in self.page.locator(".jp-Dialog").all():
            dialog.locator(".jp-mod-accept").click()

    def close(self) -> None:
        """Close the tab and end the kernel, as a student who leaves."""
        self.evaluate("await panel.sessionContext.shutdown(); await panel.context.save(); panel.dispose();")

    def press_azerty(self, digit: str) -> None:
        """Press a key of the digit row as a French keyboard sends it: the digit's code, another character."""
        key = {"code": f"Digit{digit}", "key": AZERTY_DIGITS[digit], "windowsVirtualKeyCode": ord(digit)}
        devtools = self.page.context.new_cdp_session(self.page)
        devtools.send("Input.dispatchKeyEvent", key | {"type": "keyDown", "text": AZERTY_DIGITS[digit]})
        devtools.send("Input.dispatchKeyEvent", key | {"type": "keyUp"})
        devtools.detach()

    def theme(self, name: str) -> None:
        """Change to "JupyterLab Dark" or "JupyterLab Light", where it is not so already."""
        if self.page.locator("body").get_attribute("data-jp-theme-name") == name:
            return
        self.evaluate("await jupyterapp.commands.execute('apputils:change-theme', {theme: values[0]});", name)
        light = str(name.endswith("Light")).lower()
        self.page.wait_for_function(f"() => document.body.dataset.jpThemeLight === '{light}'", timeout=RUN)
        self.page.wait_for_selector("#jupyterlab-splash", state="detached", timeout=RUN)

    def kernel_says(self, code: str) -> str:
        """Run code beside the notebook and give what it printed."""
        return str(self.evaluate(
            """let text = '';
            const future = panel.sessionContext.session.kernel.requestExecute({ code: values[0] });
            future.onIOPub = message => { text += message.content.text ?? message.content.evalue ?? ''; };
            await future.done;
            return text;""",
            code,
        )).strip()  # fmt: skip

    # ---- what is seen

    def place(self, code: str) -> int:
        """The number of the first cell that holds `code`."""
        return next(number for number, (_, text) in enumerate(self.sources()) if code in text)

    def cell(self, index: int) -> Locator:
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").nth(index)

    def output(self, index: int) -> Locator:
        return self.cell(index).locator(".jp-Cell-outputWrapper")

    def sources(self) -> list[tuple[str, str]]:
        """Kind and text of each cell: what a key that JupyterLab steals would change."""
        found = self.evaluate("return notebook.widgets.map(cell => [cell.model.type, cell.model.sharedModel.source]);")
        return [(kind, text) for kind, text in found]

    def state(self) -> tuple[int, str]:
        """The active cell and the mode ("command" or "edit"): keys meant for a widget leave both alone."""
        index, mode = self.evaluate("return [notebook.activeCellIndex, notebook.mode];")
        return index, mode


class Window:
    """A page of JupyterLab in which one notebook after the other is opened, watched all the time.

    A widget's module is loaded from a ``blob:`` address; what JupyterLab itself throws is not ours to judge.
    """

    def __init__(self, lab: Lab, browser: BrowserContext) -> None:
        self.lab, self.page = lab, browser.new_page()
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(error.stack or str(error)))

    def __enter__(self) -> "Window":
        return self

    def __exit__(self, *_error: object) -> None:
        self.page.close()

    def open(self, notebook: Path | list[str], path: str) -> OpenNotebook:
        return OpenNotebook(self.lab, self.page, self.lab.put(notebook, path))

    def tidy(self) -> None:
        """Close the notebooks, end their kernels, and bring the page back to how it was; then judge what was seen."""
        self.page.mouse.up()
        self.page.emulate_media(media="null", forced_colors="null", reduced_motion="null")
        self.page.set_viewport_size(SIZE)
        if self.page.evaluate("() => 'jupyterapp' in window"):
            self.page.evaluate(TIDY)
            self.lab.end_kernels()
        asked, errors = self.asked[:], self.errors[:]
        self.asked.clear()
        self.errors.clear()
        here = (self.lab.url, "data:", "blob:")
        assert [url for url in asked if not url.startswith(here)] == [], "the page asked for something outside"
        assert [error for error in errors if "blob:" in error] == [], "a widget's script failed"


def axe(part: Locator) -> list[str]:
    """Run axe-core on a part of the page: one line a violation, empty when there is none."""
    page = part.page
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = part.evaluate("async node => (await axe.run(node, {resultTypes: ['violations']})).violations")
    return [f"{rule['id']}: {rule['help']}: {node['html']}" for rule in found for node in rule["nodes"]]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _notebook(cells: list[str]) -> nbformat.NotebookNode:
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells], metadata=metadata)
