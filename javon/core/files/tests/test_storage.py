"""Stored files: whole or not at all, once per content, proved by their checksum."""

from __future__ import annotations

import hashlib
import io
import os
import time
import zipfile
from datetime import date, timedelta

import pytest

from javon.core import clock
from javon.core.files import jobs, storage
from javon.core.files.kinds import UNKNOWN, kind_of_bytes
from javon.core.files.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {"OPTIONS": {"location": tmp_path / "files"}}}
    return tmp_path


def keep(content, name="a.txt", **more):
    return storage.keep(io.BytesIO(content), name=name, **more)


def test_a_file_is_kept_under_its_checksum_and_read_back():
    stored = keep(b"salom")
    assert stored.sha256 == hashlib.sha256(b"salom").hexdigest()
    assert (stored.size, stored.kind, stored.original_name) == (5, "text/plain", "a.txt")
    with storage.open_file(stored) as file:
        assert file.read() == b"salom"
    assert list(storage.verify()) == []


def test_the_same_bytes_lie_once():
    keep(b"x", name="one.txt")
    keep(b"x", name="two.txt")
    assert StoredFile.objects.count() == 2
    assert len([path for path in storage.folder().rglob("*") if path.is_file()]) == 1


def test_a_file_too_large_leaves_nothing():
    with pytest.raises(storage.FileTooLarge):
        keep(b"x" * 11, at_most=10)
    assert keep(b"x" * 10, at_most=10).size == 10
    assert StoredFile.objects.count() == 1
    assert len([path for path in storage.folder().rglob("*") if path.is_file()]) == 1


def test_a_name_is_shown_and_never_a_path():
    assert keep(b"x", name="../../etc/pass\nwd").original_name == "passwd"
    assert keep(b"x", name="C:\\Kitob\\ro\u02bbyxat.xlsx").original_name == "ro\u02bbyxat.xlsx"
    assert len(keep(b"x", name="k" * 300 + ".mrc").original_name) == 255


def test_what_happened_to_the_bytes_is_told():
    missing, changed, longer = keep(b"one"), keep(b"two"), keep(b"three")
    storage.path_of(missing.sha256).unlink()
    storage.path_of(changed.sha256).write_bytes(b"owt")
    storage.path_of(longer.sha256).write_bytes(b"three and more")
    problems = " ".join(storage.verify())
    assert f"{missing.sha256} is missing" in problems
    assert f"{changed.sha256} was changed" in problems
    assert f"{longer.sha256} has another size" in problems


def test_expired_files_go_with_the_next_sweep_and_others_stay():
    yesterday = clock.today() - timedelta(days=1)
    expired, kept = keep(b"old", keep_until=yesterday), keep(b"kept", keep_until=date(2999, 1, 1))
    (storage.folder() / "README").write_text("not ours to judge")
    (storage.folder() / ".part-dead").write_bytes(b"half")
    assert storage.forget_expired(clock.today()) == 1
    assert storage.sweep() == 0  # too young
    for path in storage.folder().rglob("*"):
        if path.is_file():
            os.utime(path, (time.time() - 90_000,) * 2)
    jobs.forget_expired_files()
    assert not storage.path_of(expired.sha256).exists()
    assert storage.path_of(kept.sha256).exists()
    assert (storage.folder() / "README").exists() and not (storage.folder() / ".part-dead").exists()


def _zip(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (_zip(xl__workbook_xml="x"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (_zip(mimetype="application/epub+zip"), "application/epub+zip"),
        (_zip(mimetype="<script>"), "application/zip"),
        (_zip(readme="x"), "application/zip"),
        (b"PK\x03\x04 not really", "application/zip"),
    ],
)
def test_an_archive_is_known_by_its_members(content, kind):
    assert keep(content, name="picture.png").kind == kind


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"00714cam a2200205 a 4500001001300000", "application/marc"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "application/xml"),
        ("Oʻtkan kunlar".encode(), "text/plain"),
        ("Кунлар".encode("cp1251"), "text/plain"),
        (b"\x00\x01\x02", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_a_file_is_what_its_bytes_are(beginning, kind):
    assert kind_of_bytes(beginning) == kind
