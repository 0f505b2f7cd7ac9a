"""The `javon` command: one parser, one table of groups, and one place where errors become a line for a
person.

Exit codes: 0 done, 1 refused or failed with one clear line on standard error, 2 wrong usage. A traceback is
shown only with JAVON_DEBUG. Nothing here imports Django: `javon fold` must start in a blink.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence

from javon.config.commands import (
    Failed,
    WrongUsage,
    bench,
    home,
    people,
    proof,
    records,
    safety,
    server,
    text,
)
from javon.config.environment import WrongEnvironment

GROUPS = (home, server, people, records, text, proof, safety, bench)

ENVIRONMENT_HELP = """\
environment:
  JAVON_HOME           the one data folder (./var)
  JAVON_DATABASE_URL   sqlite:///… or postgresql://… (SQLite in the home)
  JAVON_HOST           where the site listens (127.0.0.1)
  JAVON_PORT           and on which port (8000)
  JAVON_PRACTICE_PORT  where the training mode listens (JAVON_PORT + 10)
  JAVON_LANGUAGE       default language: uz, uz-cyrl, ru, en (uz)
  JAVON_DEBUG          developer mode (off)
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    whole = argparse.ArgumentParser(
        prog="javon",
        description="Javon, the system of a district information-library centre.",
        epilog=ENVIRONMENT_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="store_true", help="print the version and stop")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for group in GROUPS:
        group.add_to(commands)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; answers the exit code."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # A console of an old Windows or LANG=C cannot say oʻ; a question mark is better than a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8" if os.name != "nt" else None, errors="replace")
    whole = parser()
    given = whole.parse_args(arguments)
    if given.version:
        from importlib.metadata import version

        sys.stdout.write(f"javon {version('javon')}\n")
        return 0
    if given.command is None:
        whole.print_usage(sys.stderr)
        sys.stderr.write("javon: name a command; `javon --help` lists them\n")
        return 2
    return _guarded(given)


def _open_closed_streams() -> None:
    """A service manager or a script may start us with a closed stream (`>&-`), which Python shows as None."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  it stays open to the end


def _guarded(given: argparse.Namespace) -> int:
    """Run the command; every error becomes one line and a code."""
    try:
        code: int = given.run(given) or 0
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read our output has had enough (`| head`): that is no failure, and nothing more may be
        # written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _fail(given, "stopped by Ctrl-C; what was confirmed before is kept", 1)
    except (WrongUsage, WrongEnvironment) as wrong:
        return _fail(given, str(wrong), 2)
    except Exception as error:
        if os.environ.get("JAVON_DEBUG", "").lower() in {"1", "on", "true", "yes"}:
            raise
        return _fail(given, in_words(error), 1)


def _fail(given: argparse.Namespace, line: str, code: int) -> int:
    one_line = " ".join(line.split())
    sys.stderr.write(f"javon {given.command}: {one_line}\n")
    return code


def in_words(error: Exception) -> str:
    """What happened, in one line that a person can act on."""
    if isinstance(error, Failed):
        return str(error)
    if isinstance(error, OSError) and not isinstance(error, ConnectionError):
        return _system_error(error)
    kind = type(error).__name__
    if kind in {"OperationalError", "DatabaseError", "InternalError"}:
        return _database_error(str(error))
    if kind == "Refused":
        codes = ", ".join(getattr(getattr(error, "verdict", None), "codes", ()) or (str(error),))
        return f"refused: {codes}"
    if kind in {"IndexMissing", "IndexOutdated", "IndexDamaged"}:
        return f"{error}; `javon reindex` makes it anew"
    if kind in {"ImproperlyConfigured", "IndexBusy", "ImportBroken", "GateTimeout", "GateClosed"}:
        return str(error)
    return f"unexpected {kind}: {error or 'no further word'} (JAVON_DEBUG=1 shows the details)"


def _system_error(error: OSError) -> str:
    path = error.filename if error.filename is not None else "the file"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "the disk is full; nothing was half done. Make room and run it again"
    if error.errno == errno.EROFS:
        return f"{path} lies on a disk that cannot be written"
    if isinstance(error, FileNotFoundError):
        return f"there is no file or folder {path}"
    if isinstance(error, PermissionError):
        return f"no rights on {path}"
    if isinstance(error, IsADirectoryError):
        return f"{path} is a folder; a file is needed"
    if isinstance(error, NotADirectoryError | FileExistsError):
        return f"{path} is a file; a folder is needed"
    return f"{error.strerror or error} ({path})"


def _database_error(message: str) -> str:
    words = {
        "full": "the disk is full; nothing was half done. Make room and run it again",
        "disk i/o": "the disk cannot be read or written: it is full, or it is failing; nothing was half done",
        "readonly": "no rights to write the database in the home",
        "unable to open": "the database in the home cannot be opened: no rights, or the folder is gone",
        "not a database": "the database in the home is damaged (it is none); restore the last backup",
        "malformed": "the database in the home is damaged; `javon check` says where; restore the last backup",
        "no such table": "the home is not complete; `javon init` prepares it",
        "locked": "the database stayed busy for too long; run it again",
        "connection": "the database server does not answer: " + message,
    }
    low = message.lower()
    return next((text for part, text in words.items() if part in low), f"the database answers: {message}")


if __name__ == "__main__":
    sys.exit(main())
