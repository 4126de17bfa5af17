"""``kit COMMAND``: the commands of an instructor and of a maintainer.

A command is a module of `kit.commands` with ``configure(parser)`` and ``run(args) -> int``; only the
one that is asked for is imported. What a user can mend is one line and exit status 2.
"""

import argparse
import io
import sys
from importlib import import_module

from kit import __version__
from kit.errors import KitError
from kit.wording import LANGUAGES, language, say, table


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Parameters
    ----------
    argv : list of str, optional
        The words after ``kit``; those of this process where not given.
    """
    _speak_utf8()
    words = sys.argv[1:] if argv is None else argv
    parser = _parser(words)
    args = parser.parse_args(words)
    if args.interface:
        language(args.interface)
    if args.command is None:
        parser.print_help()
        return 0
    try:
        return int(import_module(f"kit.commands.{args.command}").run(args))
    except KitError as error:
        print(f"kit {args.command}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, `head` for one, has seen enough
        sys.stderr.close()
        return 0


def _speak_utf8() -> None:
    """Write files and pipes in UTF-8 on every machine; a screen that lacks a sign shows a question mark for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def _parser(words: list[str]) -> argparse.ArgumentParser:
    """Build the parser; only the command that stands in `words` brings its options (and imports)."""
    parser = argparse.ArgumentParser(prog="kit", description=say("command.kit"))
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--interface", choices=LANGUAGES, help=say("command.interface"))
    commands = parser.add_subparsers(dest="command", metavar=say("command.metavar"))
    for name, summary in table("command.list").items():
        sub = commands.add_parser(name, help=summary, description=summary)
        if name in words:
            import_module(f"kit.commands.{name}").configure(sub)
    return parser


if __name__ == "__main__":
    sys.exit(main())
