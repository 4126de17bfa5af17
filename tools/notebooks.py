"""List the notebooks with code, or run them in place so that they are committed with the outputs that a student sees.

    python tools/notebooks.py list
    python tools/notebooks.py run [NOTEBOOK...]   with the seconds that a kernel took for its cells

What changes from run to run or from machine to machine is taken out: times, versions, widget state (with
`metadata.widgets` an export would drop our static HTML and ask a server for the widget).
"""

import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
WIDGET = "application/vnd.jupyter.widget-view+json"
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
CELL_TIMEOUT = 60


def with_code() -> list[Path]:
    """Every lesson and exercise that has a code cell."""
    found = sorted([*ROOT.glob("notebooks/*/*.ipynb"), *ROOT.glob("exercises/*/*.ipynb")])
    found = [path for path in found if any(cell.cell_type == "code" for cell in nbformat.read(path, 4).cells)]
    return found or sys.exit("there is no notebook with code: nothing to run")


def run(path: Path) -> float:
    """Run a notebook from top to bottom with no earlier answers, write it back, and return its kernel's seconds."""
    notebook = nbformat.read(path, 4)
    with tempfile.TemporaryDirectory() as answers:
        os.environ.update(KIT_ANSWERS=answers, JUPYTER_PREFER_ENV_PATH="1")
        NotebookClient(
            notebook,
            timeout=CELL_TIMEOUT,
            kernel_name="python3",
            store_widget_state=False,
            resources={"metadata": {"path": str(path.parent)}},
        ).execute()
    seconds = sum(_seconds(cell.metadata.get("execution", {})) for cell in notebook.cells)
    nbformat.write(clean(notebook), path)
    return seconds


def _seconds(times: dict[str, str]) -> float:
    begin, end = (times.get(name) for name in ("iopub.status.busy", "shell.execute_reply"))
    return (datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds() if begin and end else 0


def clean(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Keep what is the same on every machine and at every run."""
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({key: cell.metadata[key] for key in ("tags",) if key in cell.metadata})
        for place, output in enumerate(cell.get("outputs", ())):
            if WIDGET in output.get("data", {}):
                output.data[WIDGET]["model_id"] = uuid5(NAMESPACE_URL, f"{cell.id}/{place}").hex
    return notebook


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["list"]:
            print(*(path.relative_to(ROOT) for path in with_code()))
        case ["run", *names]:
            for path in map(Path, names) if names else with_code():
                print(f"{run(path.resolve()):5.1f} s  {path}")
        case _:
            sys.exit(__doc__)
