"""Build the documentation: ``python tools/build_docs.py [OUT]``. A warning is an error, and nothing may be fetched.

The pages of `docs` and the Markdown files at the top of the repository are laid together with two that are made
here: every rule, in the words of each language, and what the detectors reach.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "build" / "docs" / "source"
TOP = {"ARCHITECTURE.md": "architecture.md", "CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
OUTSIDE = re.compile(r"""<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=["'](?:https?:)?//""")
WORDS = {
    "fr": {"title": "Les règles", "of": {"fr": "Ce que le lecteur automatique relève en français",
                                         "en": "Ce qu'il relève en anglais"},
           "hedges": "Réserves", "verbs": "Verbes de parole", "finds": "relève", "passes": "laisse",
           "none": "Ce qui ressemble à une réserve et n'en est pas une",
           "about": "Chaque règle dit pourquoi, d'où elle vient, et sur quels exemples elle est éprouvée."},
    "en": {"title": "The rules", "of": {"en": "What the automatic reader finds in English",
                                        "fr": "What it finds in French"},
           "hedges": "Hedges", "verbs": "Reporting verbs", "finds": "finds", "passes": "leaves",
           "none": "What looks like a hedge and is none",
           "about": "Each rule says why, where it comes from, and on which examples it is tested."},
}  # fmt: skip


def build(out: Path) -> None:
    """Lay the sources together and run the generator."""
    shutil.rmtree(SOURCE, ignore_errors=True)
    shutil.copytree(ROOT / "docs", SOURCE)
    for name, target in TOP.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        (SOURCE / "developers" / target).write_text(repository_links(text), encoding="utf-8")
    for lang in WORDS:
        (SOURCE / lang / "rules.md").write_text("\n".join(rules_page(lang)) + "\n", encoding="utf-8")
    for page in (SOURCE / "index.md", *SOURCE.glob("fr/*.md")):
        page.write_text(french_spaces(page.read_text(encoding="utf-8")), encoding="utf-8")
    evaluate = [sys.executable, "-m", "kit.cli", "--interface", "en", "evaluate"]
    table = subprocess.run(evaluate, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    (SOURCE / "figures" / "accuracy.md").write_text(f"```text\n{table}```\n", encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    words = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", "-b", "html", SOURCE, out]
    if subprocess.run([str(word) for word in words], check=False).returncode:
        sys.exit("the documentation has warnings")
    fetched = [page for page in out.rglob("*.html") if OUTSIDE.search(page.read_text(encoding="utf-8"))]
    if fetched:
        sys.exit(f"these pages would fetch something: {fetched}")
    print(f"{out}: {sum(1 for _ in out.rglob('*.html'))} pages")


def french_spaces(text: str) -> str:
    """Keep French punctuation on the line of its word, but in code."""
    parts = re.split(r"(^```.*?^```|`[^`\n]*`)", text, flags=re.DOTALL | re.MULTILINE)
    parts[::2] = [re.sub("(?<=«) | (?=[»:;?!])", "\u00a0", part) for part in parts[::2]]
    return "".join(parts)


def repository_links(text: str) -> str:
    """Turn links to files of the repository into their names: on this site there are only pages."""
    for name, target in TOP.items():
        text = text.replace(f"({name})", f"({target})")
    return re.sub(r"\[([^]]+)\]\((?!https?:|#|architecture|changelog|contributing)[^)]+\)", r"\1", text)


def rules_page(lang: str) -> Iterator[str]:
    """Write every rule, first those for texts in the page's own language."""
    words = WORDS[lang]
    with (ROOT / "kit" / "wording" / f"{lang}.toml").open("rb") as file:
        wording = tomllib.load(file)
    yield f"# {words['title']}\n\n{words['about']}"
    for read in words["of"]:
        yield f"\n## {words['of'][read]}\n\n### {words['hedges']}"
        data = load(read, "hedges.toml")
        rules = sorted(data["rule"], key=lambda rule: rule["category"] == "none")
        for category in dict.fromkeys(rule["category"] for rule in rules):
            name = wording["category"].get(category) or words[category]
            yield f"\n#### {name} (`{read}.{category}`)\n"
            if default := data["default"].get(category):
                reword = {key: default[key][lang] for key in ("harder", "softer")}
                yield f"{default['effect'][lang]} {wording['compare']['reword'].format(**reword)}\n"
            yield from (rule_line(rule, lang, words) for rule in rules if rule["category"] == category)
        yield f"\n### {words['verbs']} ({read})\n"
        for stance, verbs in reporting(read).items():
            yield f"- **{wording['stance'].get(stance, stance)}**: {verbs}"


def rule_line(rule: dict, lang: str, words: dict) -> str:
    """Write one rule as an item of a list."""
    matched = "passes" if rule["category"] == "none" else "finds"
    examples = [(words[matched], text) for text in rule.get("match", ())]
    examples += [(words["passes"], text) for text in rule.get("nomatch", ())]
    shown = "; ".join(f"{word} {code(text)}" for word, text in examples)
    return f"- `{rule['id']}`: {plain(rule['why'][lang])} *{plain(rule['source'])}*. {shown}"


def reporting(read: str) -> dict[str, str]:
    """Gather the reporting verbs by stance."""
    found: dict[str, list[str]] = {}
    for group in load(read, "reporting-verbs.toml")["group"]:
        found.setdefault(group["stance"], []).append(" ".join(group["verbs"].split()))
    return {stance: ", ".join(verbs) for stance, verbs in found.items()}


def load(read: str, name: str) -> dict:
    """Read a rule file of a language."""
    with (ROOT / "kit" / "rules" / read / name).open("rb") as file:
        return tomllib.load(file)


def plain(text: str) -> str:
    """Escape what Markdown would take for a mark."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", text)


def code(text: str) -> str:
    """Set a text as code."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


if __name__ == "__main__":
    build(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "docs" / "html").resolve())
