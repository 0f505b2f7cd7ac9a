"""``/healthz``: the process is alive. ``/readyz``: what the site stands on answers too."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)

Check = Callable[[], object]  # returns when all is well, raises otherwise


def database_answers() -> None:
    """One row from the accounts' table: the file is there, readable, and of this version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
        cursor.fetchone()


_checks: dict[str, Check] = {"database": database_answers}


def learn_checks(checks: dict[str, Check]) -> None:
    """Config tells, once at start, what else must answer (the search index)."""
    _checks.update(checks)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process can answer at all."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when everything answers, else 503; each part is named, its reason stays in the log."""
    answers = {name: _answers(name, check) for name, check in _checks.items()}
    ready = all(answers.values())
    body = {name: "answers" if good else "does not answer" for name, good in answers.items()}
    return JsonResponse({"ready": ready, **body}, status=200 if ready else 503)


def _answers(name: str, check: Check) -> bool:
    try:
        check()
    except Exception:
        logger.exception("%s does not answer", name)
        return False
    return True
