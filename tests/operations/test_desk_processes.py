"""Eight programs at one desk's work on one database: no lock error, no copy lent twice, every confirmed deed stands once.

JAVON_DESK_DATABASE_URL names an empty PostgreSQL database to do it on; without it the home's own SQLite is used.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.operations.conftest import environment, run_javon
from tests.operations.test_desk_killed import READERS, SETTING

pytestmark = pytest.mark.slow
PROCESSES, DEEDS = 8, 40
URL = os.environ.get("JAVON_DESK_DATABASE_URL", "")

DESK = """
import json, random, sys, uuid, django; django.setup()
from javon.collection.stock.models import Copy
from javon.core.access import machine
from javon.core.verdict import Refused
from javon.service.lending.actions.desk import lend, renew, take_back
from javon.service.lending.actions.undoing import undo
from javon.service.lending.models import Loan
from javon.centre.organisation.models import Centre
from javon.service.readers.models import Reader
chance, by = random.Random(int(sys.argv[1])), machine("desk")
copies, readers, centre = list(Copy.objects.order_by("inventory_order")), list(Reader.objects.all()), Centre.objects.get()
done, refused, last = [], 0, None
sys.stdin.readline()  # all begin at once
for _ in range(int(sys.argv[2])):
    copy, request_id = chance.choice(copies), uuid.uuid4()
    deed = chance.choice(("lend", "lend", "back", "renew", "undo"))
    try:
        if deed == "lend":
            lend(by=by, copy=copy, reader=chance.choice(readers), override_reason="sinov", request_id=request_id)
        elif deed == "back":
            if take_back(by=by, copy=copy, request_id=request_id).verb != "returned":
                continue
        elif deed == "renew":
            loan = Loan.objects.filter(copy=copy, state="open").first()
            if loan is None:
                continue
            renew(by=by, loan=loan, override_reason="sinov", request_id=request_id)
        elif last is None:
            continue
        else:
            undone, last = last, None
            undo(by=by, centre=centre, undone=undone, request_id=request_id)
            continue
        last = request_id
        done.append(str(request_id))
    except Refused:
        refused += 1
print(json.dumps({"done": done, "refused": refused}))
"""

PROOF = """
import json, django; django.setup()
from django.db.models import Count
from javon.collection.stock.models import Copy
from javon.service.lending.models import Deed, Loan
twice = Loan.objects.filter(state="open").values("copy").annotate(n=Count("pk")).filter(n__gt=1).count()
on_loan = set(Copy.objects.filter(state="on_loan").values_list("pk", flat=True))
open_copies = set(Loan.objects.filter(state="open").values_list("copy_id", flat=True))
print(json.dumps({"deeds": [str(one) for one in Deed.objects.values_list("request_id", flat=True)], "twice": twice,
                  "agree": on_loan == open_copies}))
"""


def test_eight_processes_share_one_desk_without_a_lock_error(home: Path, tmp_path: Path) -> None:
    home = tmp_path / "elsewhere" if URL else home  # a home that has begun on SQLite refuses another database
    more = {"JAVON_DATABASE_URL": URL} if URL else {}
    env = {**environment(home, more), "DJANGO_SETTINGS_MODULE": "javon.config.settings"}
    if URL:
        assert run_javon("init", "--quiet", home=home, more=more).returncode == 0
    subprocess.run([sys.executable, "-c", SETTING], env=env, check=True)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", DESK, str(seed), str(DEEDS)], env=env,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for seed in range(PROCESSES)
    ]  # fmt: skip
    for one in running:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    told = [one.communicate(timeout=240) for one in running]
    assert [error for _answer, error in told if error] == []
    answers = [json.loads(answer) for answer, _error in told]
    confirmed = [request for answer in answers for request in answer["done"]]
    assert len(confirmed) > PROCESSES * READERS, "hardly anything was done: the test proves nothing"
    proof = json.loads(
        subprocess.run([sys.executable, "-c", PROOF], env=env, check=True, capture_output=True).stdout
    )
    assert proof["twice"] == 0
    assert proof["agree"], "a copy is on loan without a loan, or a loan is open without its copy"
    assert sorted(proof["deeds"]) == sorted(confirmed), "a confirmed deed is missing, or one stands twice"
    assert run_javon("reindex", home=home, more=more).returncode == 0
    checked = run_javon("check", home=home, more=more)
    assert checked.returncode == 0, checked.stdout + checked.stderr
