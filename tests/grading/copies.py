"""Copies to grade, made when they are needed: honest ones, and fifty kinds of hostile ones."""

import json

from kit.answers import MIME
from kit.exercise import EXERCISES

SAMPLES = EXERCISES / "02-sources" / "samples"
FILE = "02-sources.json"


def sample(name="good.fr"):
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def changed(name="good.fr", /, **fields):
    return sample(name) | fields


def with_items(*items):
    return changed(items=list(items), revision=len(items), handed_in=None)


def mark(start=132, end=153, **fields):
    return {"id": f"sources:{start}-{end}", "layer": "sources", "rev": 1, "deleted": False, "start": start, "end": end,
            "quote": "la mairie de Bréville", "label": "named_institution"} | fields


def text(why):
    return {"id": "text:who-is-missing", "layer": "text", "rev": 1, "deleted": False, "label": "", "why": why}


def data(content):
    return json.dumps(content, ensure_ascii=False).encode()


def notebook(*answers, source="work.hand_in()"):
    cells = [{"cell_type": "code", "source": source, "metadata": {}, "execution_count": 1,
              "outputs": [{"output_type": "display_data", "data": {MIME: one}, "metadata": {}}]} for one in answers]
    return data({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def _edited_item(**fields):
    content = sample()
    content["items"][0] = content["items"][0] | fields
    return data(content)


def _raw(old, new):
    return json.dumps(sample(), ensure_ascii=False).replace(old, new, 1).encode()


def _without(name):
    content = sample()
    del content[name]
    return data(content)


WIPE = "import shutil, os\nshutil.rmtree(os.path.expanduser('~'))\nopen('/tmp/pwned', 'w').write('x')"
SCRIPT = "</td></table><script>alert(document.domain)</script><img src=x onerror=alert(1)>"
OLD = changed("wrong.fr", revision=3)
NEW = changed(revision=40)

# name of the kind: ({file name: bytes}, problems it must be named with, points or None where it must have none)
HOSTILE = {
    "empty": ({FILE: b""}, {"empty"}, None),
    "blanks": ({FILE: b"  \n"}, {"not_json"}, None),
    "truncated": ({FILE: data(sample())[:-40]}, {"not_json"}, None),
    "truncated notebook": ({"a.ipynb": notebook(sample())[:500]}, {"not_json"}, None),
    "binary": ({FILE: bytes(range(256)) * 40}, {"encoding"}, None),
    "picture": ({"a.ipynb": b"\x89PNG\r\n\x1a\n" + bytes(200)}, {"encoding"}, None),
    "latin-1": ({FILE: json.dumps(sample(), ensure_ascii=False).encode("latin-1", "replace")}, {"encoding"}, None),
    "utf-16": ({FILE: json.dumps(sample()).encode("utf-16")}, {"encoding"}, None),
    "byte order mark": ({FILE: b"\xef\xbb\xbf" + data(sample())}, set(), 16),
    "nul bytes": ({FILE: b"\0" * 100}, {"not_json"}, None),
    "deep brackets": ({FILE: b"[" * 200_000}, {"not_json"}, None),
    "deep objects": ({FILE: b'{"a":' * 100_000 + b"1" + b"}" * 100_000}, {"not_json"}, None),
    "deep attributes": ({FILE: _edited_item(attributes={"a": {"b": {"c": 1}}})}, {"invalid"}, None),
    "duplicate keys": ({FILE: _raw('"revision": 11', '"revision": 11, "revision": 99')}, {"not_json"}, None),
    "nan": ({FILE: _raw('"revision": 11', '"revision": NaN')}, {"not_json"}, None),
    "infinity": ({FILE: _raw('"revision": 11', '"revision": 1e999')}, {"not_json"}, None),
    "huge number": ({FILE: _raw('"revision": 11', '"revision": ' + "9" * 5000)}, {"not_json"}, None),
    "number as text": ({FILE: data(changed(revision="9" * 5000))}, {"invalid"}, None),
    "boolean number": ({FILE: data(changed(revision=True))}, {"invalid"}, None),
    "a list": ({FILE: data([sample()])}, {"invalid"}, None),
    "a word": ({FILE: b'"good"'}, {"invalid"}, None),
    "null": ({FILE: b"null"}, {"invalid"}, None),
    "unknown key": ({FILE: data(changed(points=20))}, {"invalid"}, None),
    "no exercise": ({FILE: _without("exercise")}, {"invalid"}, None),
    "unknown exercise": ({FILE: data(changed(exercise="99-nothing"))}, {"other_exercise"}, None),
    "other exercise": ({FILE: data(changed(exercise="04-hedges"))}, {"other_exercise"}, None),
    "other article": ({FILE: data(changed(article={"id": "otan-ukraine", "sha256": "0" * 64}))}, {"other_article"},
                      None),
    "edited hash": ({FILE: data(changed(article={"id": "02-sources.fr", "sha256": "0" * 64}))}, {"other_version"},
                    None),
    "hash of another kind": ({FILE: data(changed(article={"id": "02-sources.fr", "sha256": 7}))}, {"invalid"}, None),
    "newer schema": ({FILE: data(changed(schema=99))}, {"newer"}, None),
    "older schema": ({FILE: data(changed(schema=0))}, {"invalid"}, None),
    "unknown layer": ({FILE: _edited_item(layer="grades")}, {"invalid"}, None),
    "id of another layer": ({FILE: _edited_item(id="hedges:1-2")}, {"invalid"}, None),
    "the same id twice": ({FILE: data(with_items(mark(), mark()))}, {"invalid"}, None),
    "negative span": ({FILE: _edited_item(start=-5)}, {"invalid"}, None),
    "backward span": ({FILE: _edited_item(start=60, end=50)}, {"invalid"}, None),
    "span as text": ({FILE: _edited_item(start="0")}, {"invalid"}, None),
    "span beyond the text": ({FILE: data(with_items(mark(90_000, 90_021)))}, {"marks_elsewhere"}, 0),
    "quote of other words": ({FILE: data(with_items(mark(0, 21)))}, {"marks_elsewhere"}, 0),
    "100,000 marks": ({FILE: data(with_items(*(mark(n, n + 1, quote="") for n in range(100_000))))}, {"invalid"}, None),
    "every word marked": ({FILE: data(with_items(*(mark(n, n + 3, quote="") for n in range(1000))))}, set(), 0),
    "one place, ten marks": ({FILE: data(with_items(*(mark(id=f"sources:{n}") for n in range(10))))}, set(), 0),
    "half a character": ({FILE: json.dumps(with_items(mark(why="\ud800"))).encode()}, {"invalid"}, None),
    "a book as a reason": ({FILE: data(with_items(mark(why="x" * 60_000)))}, {"invalid"}, None),
    "scripts in every field": ({FILE: data(changed(student=SCRIPT, items=[mark(label=SCRIPT, why=SCRIPT),
                                                                          text(SCRIPT)]))}, set(), 0),
    "formulas in every field": ({FILE: data(changed(student="=cmd|'/c calc'!A0", items=[
        mark(label="@SUM(1+1)", why="+1"), text("\t=HYPERLINK(\"x\")")]))}, set(), 0),
    "formats in every field": ({FILE: data(changed(student="{0} %s {x}", items=[mark(why="{say} %d"), text("{0}")]))},
                               set(), 1.6),
    "right to left": ({FILE: data(changed(student="\u202eevil\u202c", items=[text("\u202e\u2066x")]))}, set(), 0),
    "code that deletes files": ({"a.ipynb": notebook(sample(), source=WIPE)}, set(), 16),
    "an object that is always equal": ({"a.ipynb": notebook(sample(), source="class A:\n def __eq__(s, o): return 1")},
                                       set(), 16),
    "copied cells": ({"a.ipynb": notebook(sample(), sample(), sample())}, set(), 16),
    "stale hand-in": ({"a.ipynb": notebook(OLD, NEW, OLD)}, {"changed_since"}, 16),
    "one bad output": ({"a.ipynb": notebook({"schema": 1}, sample(), "x")}, set(), 16),
    "two notebooks": ({"a.ipynb": notebook(OLD), "b.ipynb": notebook(sample())}, {"several"}, 16),
    "notebook without answers": ({"a.ipynb": data({"cells": [], "nbformat": 4})}, {"no_answers"}, None),
    "notebook of another form": ({"a.ipynb": data({"cells": {"0": {}}})}, {"not_notebook"}, None),
    "outputs of another form": ({"a.ipynb": data({"cells": [1, {"outputs": 5}, {"outputs": [None, {"data": []}]}]})},
                                {"no_answers"}, None),
    "answers as a notebook": ({"a.ipynb": data(sample())}, {"not_notebook"}, None),
    "notebook as answers": ({"a.json": notebook(sample())}, {"invalid"}, None),
    "answers in a text": ({"a.ipynb": notebook(json.dumps(sample()))}, {"invalid"}, None),
    "a document": ({"a.docx": b"PK\x03\x04"}, {"not_answers"}, None),
    "a document beside": ({"a.docx": b"PK\x03\x04", FILE: data(sample())}, {"not_answers"}, 16),
    "an archive within": ({"a.zip": b"PK\x03\x04"}, {"nested"}, None),
    "broken beside good": ({"a.json": b"{", "b.json": data(sample())}, {"not_json"}, 16),
    "everything deleted": ({FILE: data(with_items(mark(deleted=True)))}, {"blank"}, 0),
    "nothing done": ({FILE: data(sample("blank.fr"))}, {"blank"}, 0),
    "capital suffix": ({"A.IPYNB": notebook(sample())}, set(), 16),
    "litter": ({".DS_Store": b"x", FILE: data(sample())}, set(), 16),
}

NAMES = ["Smith, Jr", 'Zoé "la" Martin', "=cmd()", "@Ada", "-Ben", "+Cy", "日本", "Émile 🎒", "\u202eevE", "a\nb",
         "a\tb", "%s{0}", "'; DROP TABLE", "<b>bold", "CON", "Eve ", "eve", "Eve"]


def write(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


