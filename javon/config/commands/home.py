"""`javon init`, `javon demo`: a home prepared, a home filled."""

from __future__ import annotations

import argparse
from typing import Any

from javon.config.commands import Failed, WrongUsage, home_folder, say, start_django


def add_to(commands: Any) -> None:
    """Declare the commands of this group."""
    init = commands.add_parser(
        "init",
        help="prepare an empty home: database, index, the centre",
        description="Prepares the home (JAVON_HOME): rights, keys, database, static files, index, centre. "
        "Run it as often as you like; an existing home is backed up before its database changes.",
    )
    init.add_argument("--quiet", action="store_true", help="say nothing when all is well")
    init.set_defaults(run=initialise, for_people=True)
    demo = commands.add_parser(
        "demo",
        help="fill a home with a living demo library",
        description="Fills the home with a district library around today's date. Scale 1 is 2,000 titles and "
        "5,000 copies. Refuses a home that already holds titles.",
    )
    demo.add_argument("--scale", type=float, default=1.0, metavar="S", help="size (1)")
    demo.add_argument(
        "--seed", type=int, default=1, metavar="N", help="the same seed makes the same library (1)"
    )
    demo.add_argument("--if-empty", action="store_true", help="do nothing when the home already holds titles")
    demo.add_argument("--quiet", action="store_true", help="say nothing when all is well")
    demo.set_defaults(run=fill_with_demo)


def initialise(given: argparse.Namespace) -> int:
    """Prepare the home."""
    from javon.config import home

    done = home.prepare(home_folder())
    if not given.quiet:
        for line in done:
            say(line)
    if given.for_people:
        _greet_the_first()
    return 0


def _greet_the_first() -> None:
    """Where nobody has an account yet, the link with which the director begins: said once, then only anew."""
    start_django()
    from javon.centre.organisation.queries import the_centre
    from javon.config import first_sign_in
    from javon.config.environment import Environment

    centre = the_centre()
    path = first_sign_in.link_for(centre) if centre is not None else ""
    if path:
        settings = Environment.read()
        say("The director signs in for the first time here, once and within 72 hours:")
        say(f"    http://{settings.host}:{settings.port}{path}")
        say(f"    (later: javon user reset {first_sign_in.LOGIN})")


def fill_with_demo(given: argparse.Namespace) -> int:
    """Build the demo library."""
    if not 0 < given.scale <= 1000:
        raise WrongUsage("--scale is a number above 0 and up to 1000")
    from javon.config import home

    folder = home_folder()
    from javon.config import demo

    home.prepare(folder)
    start_django()
    from javon.collection.catalogue.models import Title

    if Title.objects.exists():
        if given.if_empty:
            return 0
        raise Failed(f"{folder} already holds titles; the demo library wants an empty home")
    say_unless_quiet = (lambda _line: None) if given.quiet else say
    demo.build(home=folder, scale=given.scale, seed=given.seed, say=say_unless_quiet)
    home.remember(
        folder,
        demo={
            "accounts": demo.accounts(),
            "password": demo.PASSWORD,
            "pin": demo.staff_pin(),
            "reader_pin": demo.READER_PIN,
        },
    )
    say_unless_quiet(f"The demo library is in {folder}")
    return 0
