"""`javon backup` and `javon restore`: one file with everything, and back."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from javon.config.commands import Failed, WrongUsage, home_folder, say, tell


def add_to(commands: Any) -> None:
    """Declare the commands of this group."""
    backup = commands.add_parser(
        "backup",
        help="one file with everything",
        description="Writes everything the home keeps to one file, while the server may run; encrypted when "
        "the home has a key. The file is read back before the command says that it is done.",
    )
    backup.add_argument("file", nargs="?", type=Path, metavar="FILE")
    backup.add_argument("--force", action="store_true", help="replace FILE when it exists")
    backup.add_argument(
        "--new-key",
        action="store_true",
        help="set a key: backups are encrypted from now on; prints the recovery code",
    )
    backup.add_argument("--show-code", action="store_true", help="print the recovery code of the key again")
    backup.set_defaults(run=back_up)
    restore = commands.add_parser(
        "restore",
        help="a home from a backup file",
        description="Verifies the file, puts it into the home (an empty one, or with --force), brings the "
        "database up to date, rebuilds the index and runs `javon check`.",
    )
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--force", action="store_true", help="replace what the home holds; it is kept aside")
    restore.add_argument(
        "--recovery-code", default="", metavar="CODE", help="the code on paper, for an encrypted file"
    )
    restore.set_defaults(run=bring_back)


def back_up(given: argparse.Namespace) -> int:
    """Write the backup, or set or show its key."""
    from javon.config import backups, home, sealed

    folder = home_folder()
    home.require_home(folder)
    if given.new_key:
        _set_key(folder / backups.KEY)
    if given.show_code:
        key = sealed.read_key(folder / backups.KEY)
        if key is None:
            raise Failed("the home has no key; `javon backup --new-key` sets one")
        say(sealed.code_of(key))
    if given.file is None:
        if given.new_key or given.show_code:
            return 0
        raise WrongUsage("name the file to write: javon backup FILE")
    made = backups.make(folder, given.file.absolute(), overwrite=given.force)
    kind = "encrypted" if made.encrypted else "not encrypted; `javon backup --new-key` sets a key"
    say(f"{given.file}: {made.titles} titles, {made.copies} copies, {made.size / 1e6:.1f} MB ({kind})")
    return 0


def _set_key(path: Path) -> None:
    from javon.config import sealed

    try:
        code = sealed.new_key(path)
    except FileExistsError:
        raise Failed(
            f"the home has a key already ({path}); move it away to a safe place to make a new one"
        ) from None
    say("Backups are encrypted from now on. Write this recovery code on paper, away from the computer:")
    say()
    say(f"    {code}")
    say()
    say("Without the code or the key file nobody can open an encrypted backup, and nobody can make it again.")


def bring_back(given: argparse.Namespace) -> int:
    """Restore, then prove."""
    from javon.config import checks, home, restore

    folder = home_folder()
    for line in restore.restore(
        folder, given.file.absolute(), force=given.force, recovery_code=given.recovery_code
    ):
        say(line)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "javon.config.settings")
    home.prepare(folder)  # the database brought up to date, the index built from it
    found = checks.run()
    for problem in found.problems:
        tell(problem)
    if found.problems:
        raise Failed(f"restored, but the check found {len(found.problems)} problems, listed above")
    say(f"Checked: {found.summary()}")
    return 0
