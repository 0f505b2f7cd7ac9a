"""What every test of the house shares."""

from __future__ import annotations

import gc

import pytest
import pytest_django


def pytest_configure() -> None:
    """Accounts of tests get a quick hasher: the real one is slow on purpose, a fifth of a second for each account.

    Tests about passwords choose their own; the programs that tests start use the real one.
    """
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings: None,
    django_db_blocker: pytest_django.DjangoDbBlocker,
) -> None:
    """The test database begins as a copy of one in which all migrations have run; `--create-db` runs them again."""
    from django.db import connection

    from tests.ready import migrated_database

    if not request.config.getvalue("create_db"):
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The slow ones come first, so that no core waits at the end for a long one that began last (.ci/run keeps the order).

    On PostgreSQL a test that cannot reach the database proves what it has proven on SQLite: it is not asked twice.
    Who may reach it is a fact: pytest-django refuses the connection to every other test. The few that open that door
    by themselves (core/database) open files of SQLite.
    """
    from django.db import connection

    items.sort(key=lambda item: item.get_closest_marker("slow") is None)

    if connection.vendor == "postgresql":
        apart = [item for item in items if not _reaches_the_database(item)]
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if _reaches_the_database(item)]


def pytest_collection_finish() -> None:
    """Nothing that was loaded for the tests goes away before their end: the collector need not walk through it again and
    again (a tenth of the suite's time, as of the site's, config/web.py).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def _language_of_the_house() -> None:
    """A page that a test before asked for in another language leaves that language behind; every test begins in Uzbek."""
    from django.utils import translation

    translation.deactivate()


def _reaches_the_database(item: pytest.Item) -> bool:
    from django.test import SimpleTestCase

    of_django = isinstance(case := getattr(item, "cls", None), type) and issubclass(case, SimpleTestCase)
    asked = {"db", "transactional_db", "live_server", "django_db_setup"}
    return (
        of_django or item.get_closest_marker("django_db") is not None or bool(asked & set(item.fixturenames))
    )
