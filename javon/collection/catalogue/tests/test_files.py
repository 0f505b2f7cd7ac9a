"""Electronic files: who may read them, what is refused, what a browser gets, what goes into field 856."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import electronic, evidence, exporting, rights, rules_files
from javon.collection.catalogue.actions import files as actions
from javon.collection.catalogue.models import ElectronicFile, InsideNetwork, Title
from javon.collection.catalogue.rules_files import ReadingFacts, RightsFacts, is_inside
from javon.collection.catalogue.tests.characters import a_cataloguer, a_title
from javon.collection.catalogue.tests.test_parts import merged
from javon.collection.sources.record import Field
from javon.core import clock
from javon.core.access import VISITOR
from javon.core.audit.models import Entry
from javon.core.counts import counting
from javon.core.database.fields import uuid7
from javon.core.evidence import Period
from javon.core.files import storage
from javon.core.files.kinds import kind_of_bytes
from javon.core.files.models import StoredFile
from javon.core.verdict import Refused

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
HTML = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 60
MP3 = (b"\xff\xfb\x90\x00" + b"\x00" * 413) * 3  # three frames of 128 kbit/s at 44,100 Hz
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00" * 40
OUTSIDE = {"REMOTE_ADDR": "213.230.96.8"}
BROWSER = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36"}
TODAY = clock.today()
OPEN = RightsFacts("Toʻliq matn", "everyone", "public_domain")


def an_epub(kind: str = "application/epub+zip") -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as book:
        book.writestr("mimetype", kind)
        book.writestr("OEBPS/1.xhtml", HTML)
    return kept.getvalue()


def a_stored(content: bytes = PDF, name: str = "kitob.pdf") -> StoredFile:
    return storage.keep(io.BytesIO(content), name=name, keep_until=TODAY + timedelta(2))


def attached(
    title: Title | None = None, said: RightsFacts = OPEN, content: bytes = PDF, **more: object
) -> ElectronicFile:
    return actions.attach_file(
        by=a_cataloguer(),
        title=title or a_title(),
        file=a_stored(content),
        said=said,
        request_id=uuid7(),
        **more,
    )  # type: ignore[arg-type]


def codes_of(deed, **given: object) -> set[str]:
    with pytest.raises(Refused) as refused:
        deed(by=a_cataloguer(), request_id=uuid7(), **given)
    return set(refused.value.verdict.codes)


# --- rules


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, ()),
        ({"is_removed": True}, ("file_removed",)),
        ({"is_removed": True, "is_staff": True}, ("file_removed",)),
        ({"access": "staff"}, ("file_hidden",)),
        ({"access": "staff", "is_inside": True}, ("file_hidden",)),
        ({"access": "staff", "is_staff": True}, ()),
        ({"access": "inside"}, ("file_inside",)),
        ({"access": "inside", "is_inside": True}, ()),
        ({"access": "inside", "is_staff": True}, ()),
        ({"is_title_hidden": True}, ("file_hidden",)),
        ({"is_title_hidden": True, "is_staff": True}, ()),
        ({"open_from": TODAY}, ()),
        ({"open_from": TODAY + timedelta(1)}, ("file_not_yet",)),
        ({"open_from": TODAY + timedelta(1), "is_staff": True}, ()),
        ({"access": "inside", "open_from": TODAY + timedelta(1)}, ("file_not_yet", "file_inside")),
    ],
)
def test_who_may_read(facts, codes):
    given = {"access": "everyone", "today": TODAY, **facts}
    assert tuple(rules_files.may_read(ReadingFacts(**given)).codes) == codes


@pytest.mark.parametrize(
    ("addresses", "networks", "inside"),
    [
        (("192.168.1.7",), (), True),
        (("10.1.2.3",), (), True),
        (("172.31.0.1",), (), True),
        (("172.32.0.1",), (), False),
        (("127.0.0.1",), (), True),
        (("::1",), (), True),
        (("::ffff:192.168.1.7",), (), True),
        (("fe80::1%eth0",), (), True),
        (("213.230.96.8",), (), False),
        (("213.230.96.8",), ("213.230.96.0/24",), True),
        (("192.168.1.7",), ("213.230.96.0/24",), False),
        # Behind a proxy all the world would come from its address: a stranger whom it names stays a stranger.
        (("127.0.0.1", "213.230.96.8"), (), False),
        (("127.0.0.1", "192.168.1.7, x"), (), False),
        (("127.0.0.1", "?"), (), False),
        ((), (), False),
        (("",), (), False),
    ],
)
def test_who_sits_in_the_house(addresses, networks, inside):
    assert is_inside(addresses, networks) is inside


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("192.168.1.0/24", ""),
        ("213.230.96.8", ""),
        ("10.0.0.0/8", ""),
        ("0.0.0.0/0", "network_too_wide"),
        ("213.0.0.0/8", "network_too_wide"),
        ("::/0", "network_too_wide"),
        ("kutubxona", "network_not_understood"),
        ("", "network_not_understood"),
        ("192.168.1.0/99", "network_not_understood"),
        ("172.16.5.4/16", "network_is_there"),
    ],
)
def test_which_network_may_be_entered(typed, code):
    verdict = rules_files.may_add_network(typed, ["172.16.0.0/16"])
    assert next(iter(verdict.codes), "") == code


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (MP3, "audio/mpeg"),
        (b"ID3\x04" + b"\x00" * 20, "audio/mpeg"),
        (MP3[:418], "application/octet-stream"),  # one header stands anywhere by chance
        (b"\xff\xfb\x90\x00" + HTML * 20, "application/octet-stream"),
        (MP4, "video/mp4"),
        (MP4.replace(b"isom", b"qt  ", 1), "application/octet-stream"),
        (HTML, "application/xml"),
        (SVG, "application/xml"),
        (b"", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_bytes_say(content, kind):
    assert kind_of_bytes(content) == kind


# --- actions


@pytest.mark.django_db
def test_an_attached_file_stays_and_a_removed_one_for_a_month():
    file = attached()
    assert file.file is not None
    assert StoredFile.objects.get().keep_until is None
    file = actions.remove_file(by=a_cataloguer(), file=file, why="Nashriyot soʻradi", request_id=uuid7())
    assert StoredFile.objects.get().keep_until == TODAY + timedelta(30)
    file = actions.put_back_file(by=a_cataloguer(), file=file, request_id=uuid7())
    assert (file.removed_at, StoredFile.objects.get().keep_until) == (None, None)
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["file_attached", "file_removed", "file_put_back"]


@pytest.mark.django_db
def test_when_the_month_is_over_the_row_stays_and_cannot_be_put_back():
    file = attached()
    actions.remove_file(by=a_cataloguer(), file=file, why="Xato", request_id=uuid7())
    assert storage.forget_expired(TODAY + timedelta(31)) >= 1
    file.refresh_from_db()
    assert (file.file_id, file.removed_why, file.size) == (None, "Xato", len(PDF))
    assert codes_of(actions.put_back_file, file=file) == {"file_bytes_gone"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said", "codes"),
    [
        (PDF, RightsFacts("Matn", "everyone", "permission"), {"file_no_paper"}),
        (PDF, RightsFacts("Matn", "inside", "permission", "  "), {"file_no_paper"}),
        (HTML, OPEN, {"file_kind"}),
        (SVG, OPEN, {"file_kind"}),
        (b"", OPEN, {"file_empty"}),
        (HTML, RightsFacts(" ", "everyone", "permission"), {"file_kind", "file_no_label", "file_no_paper"}),
    ],
)
def test_what_is_not_attached(content, said, codes):
    assert codes_of(actions.attach_file, title=a_title(), file=a_stored(content), said=said) == codes
    assert not ElectronicFile.objects.exists()


@pytest.mark.django_db
def test_staff_files_need_no_leave_and_the_same_bytes_stand_once():
    title = a_title()
    attached(title, RightsFacts("Ishchi nusxa", "staff", "permission"))
    assert codes_of(actions.attach_file, title=title, file=a_stored(), said=OPEN) == {"file_is_there"}
    donor = a_title("Donor", is_donor=True)
    assert codes_of(actions.attach_file, title=donor, file=a_stored(PNG), said=OPEN) == {"donor_record"}


@pytest.mark.django_db
def test_opening_a_staff_file_to_readers_needs_the_paper():
    file = attached(said=RightsFacts("Matn", "staff", "permission"))
    said = RightsFacts("Matn", "everyone", "permission")
    assert codes_of(actions.change_file_rights, file=file, said=said) == {"file_no_paper"}
    said = RightsFacts("Matn", "everyone", "permission", "Shartnoma № 7, 01.09.2026")
    changed = actions.change_file_rights(by=a_cataloguer(), file=file, said=said, request_id=uuid7())
    assert changed.access == "everyone"
    assert codes_of(actions.change_file_rights, file=file, said=said) == {"nothing_changed"}


@pytest.mark.django_db
def test_a_visitor_does_nothing_with_files():
    file = attached()
    for deed, given in (
        (actions.attach_file, {"title": file.title, "file": a_stored(PNG), "said": OPEN}),
        (actions.change_file_rights, {"file": file, "said": OPEN}),
        (actions.remove_file, {"file": file, "why": "x"}),
        (actions.put_back_file, {"file": file}),
        (actions.add_inside_network, {"centre_id": a_centre().pk, "network": "10.0.0.0/8"}),
    ):
        with pytest.raises(Refused) as refused:
            deed(by=VISITOR, request_id=uuid7(), **given)
        assert refused.value.verdict.codes == ("no_right",)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "text/html"},
        {"size": 0},
        {"label": ""},
        {"access": "all"},
        {"basis": "permission"},
        {"removed_at": clock.now()},
        {"removed_why": "x"},
        {"file": None},
    ],
)
def test_the_database_refuses_what_must_not_be(wrong):
    file = attached()
    with pytest.raises(IntegrityError), transaction.atomic():
        ElectronicFile.objects.filter(pk=file.pk).update(**wrong)


@pytest.mark.django_db
def test_files_follow_the_record_that_stands_for_theirs():
    keep, take = a_title(isbn="9789943776319"), a_title("Oʻtkan kunlar", year="2020")
    file = attached(take)
    merged(keep, take)
    assert list(electronic.files_of(keep)) == [file]
    keep.refresh_from_db()
    shown = electronic.offered(keep, electronic.Reader(False, ()))
    assert [one.url for one in shown] == [f"/file/{file.pk}"]
    assert list(electronic.open_fields([keep.pk], "https://k.uz")) == [keep.pk]


@pytest.mark.django_db
def test_evidence_counts_what_was_attached_and_opened():
    counting._pending.clear()
    file = attached()
    electronic.note_opening(file)
    electronic.note_opening(file)
    counting.flush()
    period = Period(TODAY, TODAY)
    assert evidence.files_attached(file.title.centre_id, period) == 1
    assert evidence.files_opened(file.title.centre_id, period) == 2
    assert electronic.openings([file], TODAY, TODAY) == {file.pk: 2}


# --- field 856


@pytest.mark.django_db
def test_open_files_are_written_behind_the_fields_856_that_the_record_has():
    own = Field("856", "4", "2", [("u", "https://ziyouz.com/1"), ("y", "ZiyoUz")])
    title = a_title(more=(own,))
    file = attached(title)
    attached(title, RightsFacts("Uy ichida", "inside", "own"), PNG)
    attached(title, OPEN, MP3, open_from=TODAY + timedelta(1))
    [kept] = exporting.kept_records([title.pk], address="https://k.uz")
    links = [(one.ind1 + one.ind2, one.first("u")) for one in kept.record.all("856")]
    assert links == [("42", "https://ziyouz.com/1"), ("40", f"https://k.uz/file/{file.pk}")]
    assert kept.record.all("856")[1].first("q") == "application/pdf"
    [plain] = exporting.kept_records([title.pk])
    assert plain.record.to_json() == title.marc
    again = electronic.with_open_files(
        kept.record, electronic.open_fields([title.pk], "https://k.uz")[title.pk]
    )
    assert again == kept.record


@pytest.mark.django_db
def test_the_record_taken_from_the_site_leads_to_its_open_files(client):
    file = attached()
    answer = client.get(f"/title/{file.title.number}.xml")
    assert f"http://testserver/file/{file.pk}" in answer.content.decode()


# --- serving


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def opened(file: ElectronicFile, **more: object):
    return Client(headers=BROWSER, **OUTSIDE).get(f"/file/{file.pk}", **more)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "kind", "how"),
    [
        (PDF, "application/pdf", "inline"),
        (PNG, "image/png", "inline"),
        (MP3, "audio/mpeg", "inline"),
        (MP4, "video/mp4", "inline"),
        (an_epub(), "application/epub+zip", "attachment"),
        (PDF + HTML, "application/pdf", "inline"),  # two files in one: it goes out as the first
        (PNG + an_epub(), "image/png", "inline"),
    ],
)
def test_a_file_goes_out_as_what_it_is(content, kind, how):
    answer = opened(attached(content=content), headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200 and body(answer) == content
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith(how)
    assert answer["X-Content-Type-Options"] == "nosniff"
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy
    assert ("sandbox" in policy) == (kind != "application/pdf")
    assert answer["Content-Length"] == str(len(content)) and "Content-Encoding" not in answer


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("bytes=0-9", 206, 0, 9),
        ("bytes=100-", 206, 100, len(PDF) - 1),
        ("bytes=-5", 206, len(PDF) - 5, len(PDF) - 1),
        ("bytes=0-99999999999999", 206, 0, len(PDF) - 1),
        (f"bytes=-{10**18}", 206, 0, len(PDF) - 1),
        (f"bytes={len(PDF)}-", 416, 0, 0),
        ("bytes=9999999999999999999-", 416, 0, 0),
        ("bytes=-0", 416, 0, 0),
        ("bytes=9-1", 200, 0, len(PDF) - 1),
        ("bytes=-", 200, 0, len(PDF) - 1),
        ("bytes=0-1,3-4", 200, 0, len(PDF) - 1),
        ("bytes=" + ",".join(["0-"] * 1000), 200, 0, len(PDF) - 1),
        ("bytes=١-٢", 200, 0, len(PDF) - 1),
        ("bytes=99999999999999999999999999999-", 200, 0, len(PDF) - 1),
        ("rows=1-2", 200, 0, len(PDF) - 1),
        ("bytes=1-x", 200, 0, len(PDF) - 1),
    ],
)
def test_a_range_is_given_refused_or_as_if_it_were_not_there(asked, status, first, last):
    answer = opened(attached(), headers={"Range": asked})
    assert answer.status_code == status
    if status == 416:
        assert answer["Content-Range"] == f"bytes */{len(PDF)}"
        return
    assert body(answer) == PDF[first : last + 1]
    assert answer["Content-Length"] == str(last - first + 1)
    if status == 206:
        assert answer["Content-Range"] == f"bytes {first}-{last}/{len(PDF)}"


@pytest.mark.django_db
def test_what_the_browser_holds_is_not_sent_again_and_a_part_only_of_the_same_bytes():
    file = attached()
    etag = opened(file)["ETag"]
    assert opened(file, headers={"If-None-Match": etag}).status_code == 304
    assert opened(file, headers={"If-None-Match": '"x"'}).status_code == 200
    assert opened(file, headers={"Range": "bytes=0-1", "If-Range": etag}).status_code == 206
    assert opened(file, headers={"Range": "bytes=0-1", "If-Range": '"x"'}).status_code == 200
    head = Client(**OUTSIDE).head(f"/file/{file.pk}")
    assert head["Content-Disposition"] == opened(file)["Content-Disposition"]
    assert (head.status_code, head["Content-Length"], body(head)) == (200, str(len(PDF)), b"")


@pytest.mark.django_db
def test_an_opening_is_counted_once_and_not_for_its_pieces_nor_for_robots():
    counting._pending.clear()
    file = attached()
    body(opened(file))
    body(opened(file, headers={"Range": "bytes=5-"}))
    opened(file, headers={"If-None-Match": "*"})
    body(Client(headers={"User-Agent": "Googlebot/2.1"}, **OUTSIDE).get(f"/file/{file.pk}"))
    assert counting.pending()[(clock.today(), f"opened:{file.pk.hex}")] == 1


@pytest.mark.django_db
def test_a_file_of_the_house_is_for_the_house_and_asked_about_each_time():
    file = attached(said=RightsFacts("Matn", "inside", "own"))
    path = f"/file/{file.pk}"
    outside = Client(**OUTSIDE)
    assert outside.get(path).status_code == 403
    assert "Kutubxonada oʻqish mumkin" in outside.get(path).content.decode()
    assert Client(REMOTE_ADDR="192.168.1.5").get(path)["Cache-Control"] == "private, no-store"
    told = {"X-Forwarded-For": "213.230.96.8"}
    assert Client(REMOTE_ADDR="127.0.0.1").get(path, headers=told).status_code == 403
    assert Client(REMOTE_ADDR="127.0.0.1").get(path, headers={"Forwarded": "for=1.1.1.1"}).status_code == 403
    actions.add_inside_network(
        by=a_cataloguer(), centre_id=a_centre().pk, network="213.230.96.0/24", request_id=uuid7()
    )
    assert outside.get(path).status_code == 200
    assert Client(REMOTE_ADDR="192.168.1.5").get(path).status_code == 403
    actions.end_inside_network(by=a_cataloguer(), network=InsideNetwork.objects.get(), request_id=uuid7())
    assert outside.get(path).status_code == 403


@pytest.mark.django_db
def test_a_file_that_waits_for_its_day_says_the_day():
    answer = opened(attached(open_from=TODAY + timedelta(1)))
    text = answer.content.decode()
    assert answer.status_code == 403 and f"{TODAY + timedelta(1):%d.%m.%Y}" in text
    assert "Kutubxonaga keling" not in text


@pytest.mark.django_db
def test_what_readers_may_not_know_of_is_not_found():
    hidden = attached()
    Title.objects.filter(pk=hidden.title_id).update(is_hidden=True)
    staff = attached(a_title("Boshqa"), RightsFacts("Ish", "staff", "own"), PNG)
    removed = attached(a_title("Uchinchi"), OPEN, MP3)
    actions.remove_file(by=a_cataloguer(), file=removed, why="Xato", request_id=uuid7())
    for file in (hidden, staff, removed):
        assert opened(file).status_code == 404
    for path in ("/file/../../secret.key", "/file/%2e%2e%2fsecret.key", "/file/x", f"/file/{uuid7()}"):
        assert Client(**OUTSIDE).get(path).status_code == 404


@pytest.mark.django_db
def test_the_page_of_a_title_offers_what_opens_and_says_where_the_rest_is_read():
    title = a_title()
    first = attached(title)
    attached(title, RightsFacts("<b>Audio</b>", "inside", "own"), MP3)
    attached(title, RightsFacts("Ishchi", "staff", "own"), PNG)
    text = Client(**OUTSIDE).get(f"/title/{title.number}").content.decode()
    assert f'href="/file/{first.pk}"' in text
    assert "&lt;b&gt;Audio&lt;/b&gt;" in text and "Ishchi" not in text
    assert text.count("Kutubxonada oʻqish mumkin") == 1


@pytest.mark.django_db
def test_bytes_that_are_gone_are_told_by_the_check_and_not_found_by_readers():
    file = attached()
    storage.path_of(file.sha256).unlink()
    assert opened(file).status_code == 404
    assert any("missing" in line for line in storage.verify())


# --- pages of the staff


@pytest.fixture
def desk(client: Client) -> Client:
    a_centre()
    user = an_employee("kataloger", rights.CORRECT_RECORD).user
    client.force_login(user, backend="javon.core.accounts.backends.AccountBackend")
    return client


def sent(desk: Client, title: Title, content: bytes | None = PDF, name: str = "kitob.pdf", **typed: str):
    given = {
        "label": "Toʻliq matn",
        "access": "everyone",
        "basis": "public_domain",
        "request_id": str(uuid7()),
        **typed,
    }
    if content is not None:
        given["file"] = SimpleUploadedFile(name, content)  # type: ignore[assignment]
    return desk.post(f"/catalogue/{title.number}/files/", given)


@pytest.mark.django_db
def test_a_file_is_attached_from_the_page_and_listed_there(desk):
    title = a_title()
    assert sent(desk, title).status_code == 303
    page = desk.get(f"/catalogue/{title.number}/files/").content.decode()
    assert "Toʻliq matn" in page and "PDF" in page
    assert desk.get("/catalogue/files/").status_code == 200
    assert f"/catalogue/{title.number}/files/" in desk.get(f"/catalogue/{title.number}/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (HTML, "kitob.pdf"),
        (SVG, "rasm.svg"),
        (b"", "bosh.pdf"),
        (b"MZ\x90\x00", "../../etc/passwd"),
        (b"PK\x03\x04" + b"\x00" * 40, "kitob.epub"),
        (an_epub("application/java-archive"), "kitob.epub"),
        (None, ""),
    ],
)
def test_what_is_no_book_is_refused_in_words_and_nothing_typed_is_lost(desk, content, name):
    title = a_title()
    answer = sent(desk, title, content, name, source="Nashriyotdan keldi")
    assert answer.status_code == 422
    assert "Nashriyotdan keldi" in answer.content.decode() and 'class="verdict' in answer.content.decode()
    assert not ElectronicFile.objects.exists()


@pytest.mark.django_db
def test_a_refused_form_carries_its_file_and_need_not_send_it_again(desk):
    title = a_title()
    answer = sent(desk, title, basis="permission")
    assert answer.status_code == 409
    token = answer.context["token"]
    assert sent(desk, title, None, basis="permission", paper="Shartnoma № 7", kept=token).status_code == 303
    assert ElectronicFile.objects.get().sha256 == StoredFile.objects.get().sha256
    assert sent(desk, title, None, kept=token + "x").status_code == 422


@pytest.mark.django_db
def test_a_hostile_name_stays_a_name(desk):
    for place, name in enumerate(("a/../../b.pdf", "C:\\x\\y.pdf", "x\r\nSet-Cookie: a=b.pdf", "q" * 400)):
        title = a_title(f"Kitob {place}")
        assert (
            sent(desk, title, PDF + bytes([place]), name, label=f'"; x=\r\n../{name}'[:200]).status_code
            == 303
        )
    for file in ElectronicFile.objects.all():
        answer = opened(file)
        assert answer.status_code == 200 and "Set-Cookie: a" not in answer.headers
        assert "/" not in storage.path_of(file.sha256).name


@pytest.mark.django_db
def test_two_hundred_files_stand_on_one_page_and_no_more(desk, django_assert_max_num_queries):
    title = a_title()
    stored = a_stored()
    ElectronicFile.objects.bulk_create(
        ElectronicFile(
            title=title, file=stored, label=f"Qism {n} " * 8, kind="application/pdf", size=1, sha256=f"{n:064}",
            access="everyone", basis="own", added_at=clock.now(),
        )
        for n in range(200)
    )  # fmt: skip
    with django_assert_max_num_queries(40):
        assert desk.get(f"/catalogue/{title.number}/files/").status_code == 200
    with django_assert_max_num_queries(20):
        assert Client(**OUTSIDE).get(f"/title/{title.number}").content.decode().count('href="/file/') == 200
    assert sent(desk, title).status_code == 409


@pytest.mark.django_db
def test_a_file_is_changed_removed_and_put_back_from_its_pages(desk):
    file = attached()
    path = f"/catalogue/files/{file.pk}/"
    assert desk.get(path).status_code == 200
    typed = {"label": "Matn", "access": "inside", "basis": "own", "request_id": str(uuid7())}
    assert desk.post(path, typed).status_code == 303
    assert desk.post(path, {**typed, "request_id": str(uuid7())}).status_code == 409
    assert desk.post(path, {**typed, "access": "x"}).status_code == 422
    assert desk.post(path + "remove/", {"request_id": str(uuid7())}).status_code == 422
    assert desk.post(path + "remove/", {"why": "Xato", "request_id": str(uuid7())}).status_code == 303
    assert desk.post(path + "remove/", {"why": "Xato", "request_id": str(uuid7())}).status_code == 409
    assert "Xato" in desk.get(f"/catalogue/{file.title.number}/files/").content.decode()
    assert desk.post(path + "put-back/").status_code == 303
    assert desk.post(path + "put-back/").status_code == 409


@pytest.mark.django_db
def test_networks_are_entered_and_taken_off(desk):
    path = "/catalogue/files/networks/"
    assert desk.get(path).status_code == 200
    assert desk.post(path, {"network": "192.168.7.1/24", "request_id": str(uuid7())}).status_code == 303
    assert desk.post(path, {"network": "0.0.0.0/0", "request_id": str(uuid7())}).status_code == 409
    assert desk.post(path, {"network": "", "request_id": str(uuid7())}).status_code == 422
    network = InsideNetwork.objects.get()
    assert network.network == "192.168.7.0/24"
    assert desk.post(f"{path}{network.pk}/end/").status_code == 303
    assert not electronic.networks(a_centre().pk)
