"""Records of books that we do not own: they fill the form, and nobody ever meets them anywhere else."""

from __future__ import annotations

import json
from pathlib import Path

from javon.collection.sources.tests.characters import a_record
from javon.collection.sources.write import iso2709
from tests.operations.conftest import Javon, django

DONOR = "Hech kimda yoʻq kitob"
ASK = f"""
import json
from uuid import UUID
from django.test import Client
from javon.centre.organisation.queries import the_centre
from javon.collection.catalogue import queries, search, exporting
from javon.collection.catalogue.models import Title, Authority
from javon.collection.stock.models import Copy
client = Client(HTTP_HOST="127.0.0.1")
told = {{}}
donor = queries.donor_by_isbn("978-9943-00-000-1", the_centre().pk)
told["donor"] = donor.title if donor else ""
told["found"] = [search.find(words).count for words in ("{DONOR}", "9789943000001", "Noma'lum")]
for address in ("/search?q=Hech+kimda", "/", "/sitemap.xml", "/feeds/new", "/feed", "/new", f"/titles/{{donor.number}}",
                f"/book/{{donor.number}}", f"/b/{{donor.number}}", f"/api/v1/titles/{{donor.pk}}", "/api/v1/titles?q=Hech+kimda",
                f"/api/v1/titles/{{donor.number}}", "/authors", "/robots.txt", "/api/v1/titles"):
    page = client.get(address, follow=True)
    body = b"".join(page.streaming_content) if page.streaming else page.content
    text = body.decode(errors="replace")
    # What the reader typed is shown again by the search; the whole title never is.
    told[address] = [page.status_code, "{DONOR}" in text or str(donor.pk) in text]
told["exported"] = sum(1 for _ in exporting.kept_records())
told["copies"] = Copy.objects.count()
told["authorities"] = list(Authority.objects.values_list("heading", flat=True))
print(json.dumps(told))
"""


def test_a_donor_fills_the_form_and_is_met_nowhere_else(javon: Javon, home: Path, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.mrc", tmp_path / "theirs.mrc"
    ours.write_bytes(iso2709(a_record("Bizdagi kitob", number="1").without_field("020")))
    theirs.write_bytes(iso2709(a_record(DONOR, number="2", author="Nomaʼlum, Muallif")))
    assert javon("import", ours).returncode == 0
    done = json.loads(javon("import", theirs, "--donor", "--json").stdout.splitlines()[-1])
    assert done["created"] == 1
    told = json.loads(django(home, ASK).splitlines()[-1])
    assert told.pop("donor") == DONOR
    assert told.pop("found") == [0, 0, 0]
    assert told.pop("exported") == 1 and told.pop("copies") == 1
    assert told.pop("authorities") == ["Qodiriy, Abdulla"]
    assert told["/"][0] == told["/sitemap.xml"][0] == told["/api/v1/titles?q=Hech+kimda"][0] == 200
    assert not [address for address, (status, shown) in told.items() if shown or status >= 500]
    assert "0 found" in javon("search", DONOR).stderr
    assert javon("check").returncode == 0
