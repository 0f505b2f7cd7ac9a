"""The photograph of a reader: put, replaced, taken away, shown to whoever sees readers and to nobody else."""

from __future__ import annotations

import io
from base64 import b64decode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image

from javon.centre.organisation.tests.characters import a_centre, an_employee, the_actor
from javon.core import clock
from javon.core.access import machine
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.files import storage
from javon.core.files.models import StoredFile
from javon.core.verdict import Refused
from javon.service.lending import rights as lending
from javon.service.lending.queries.own_data import own_data
from javon.service.readers import actions, rights, wording
from javon.service.readers.actions.erasing import erase_reader
from javon.service.readers.actions.merging import merge_readers, part_readers
from javon.service.readers.forms.deeds import MOST_BYTES
from javon.service.readers.models import Reader
from javon.service.readers.rules import photos as rules
from javon.service.readers.tests.characters import a_reader, dilnoza, mother

pytestmark = pytest.mark.django_db
BACKEND = "javon.core.accounts.backends.AccountBackend"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {"OPTIONS": {"location": tmp_path / "files"}}}


def by():
    return machine("test", a_centre().pk)


def a_file(colour="red", size=(600, 800)):
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, "JPEG")
    return made.getvalue()


def kept(colour="red"):
    return storage.keep(io.BytesIO(a_file(colour)), name="surat.jpg", keep_until=clock.today())


def photographed(reader, colour="red"):
    return actions.put_photo(by=by(), reader=reader, file=kept(colour))


def on_the_disk():
    return sum(1 for path in storage.folder().rglob("*") if path.is_file())


def staff(name, *its_rights):
    found = Client()
    found.force_login(an_employee(name, *its_rights).user, backend=BACKEND)
    return found


@pytest.fixture
def client():
    return staff("kutubxonachi", rights.SEE_READERS, rights.REGISTER_READERS)


def given(client, reader, content, name="Karimova Dilnoza.jpg", **more):
    upload = SimpleUploadedFile(name, content, "image/jpeg")
    return client.post(reverse("readers:do", args=[reader.number, "photo"]), {"file": upload, **more})


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, None),
        ({"is_here": False}, "reader_is_gone"),
        ({"is_group": True}, "photo_of_a_group"),
        ({"is_portrait": False}, "photo_no_picture"),
    ],
)
def test_of_whom_a_photograph_is_kept(facts, code):
    verdict = rules.may_put(**{"is_here": True, "is_group": False, **facts})
    assert verdict.codes == ((code,) if code else ())
    assert all(wording.sentences(verdict.stops))


def test_what_is_not_there_is_not_taken_away():
    assert rules.may_remove(has_photo=True)
    assert rules.may_remove(has_photo=False).codes == ("photo_is_none",)


# --- the actions


def test_a_photograph_is_kept_for_good_and_a_newer_one_takes_its_place():
    reader = photographed(dilnoza())
    first = reader.photo
    assert StoredFile.objects.get(pk=first.pk).keep_until is None
    photographed(reader, "blue")
    reader.refresh_from_db()
    assert reader.photo_id != first.pk
    assert not StoredFile.objects.filter(pk=first.pk).exists()
    assert Entry.objects.filter(verb="reader_photo_put").count() == 2


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_away_goes_from_the_disk():
    reader = photographed(dilnoza())
    photographed(reader, "blue")
    assert on_the_disk() == 1
    actions.remove_photo(by=by(), reader=reader)
    reader.refresh_from_db()
    assert reader.photo_id is None and on_the_disk() == 0
    assert Entry.objects.filter(verb="reader_photo_removed").count() == 1
    with pytest.raises(Refused, match="photo_is_none"):
        actions.remove_photo(by=by(), reader=reader)


@pytest.mark.django_db(transaction=True)
def test_whoever_is_erased_has_no_face_on_the_disk():
    one, other = (
        photographed(dilnoza()),
        photographed(a_reader(given_name="Dilnoza", surname="Karimova"), "blue"),
    )
    merge_readers(by=by(), kept=one, gone=other)
    assert on_the_disk() == 2
    erase_reader(by=by(), reader=one)
    assert on_the_disk() == 0 and not StoredFile.objects.exists()


def test_a_reader_who_is_joined_brings_the_photograph_and_takes_it_away_again():
    one, other = dilnoza(), photographed(a_reader(given_name="Dilnoza", surname="Karimova"))
    merge = merge_readers(by=by(), kept=one, gone=other)
    one.refresh_from_db()
    assert one.photo_id == other.photo_id
    part_readers(by=by(), merge=merge)
    one.refresh_from_db()
    other.refresh_from_db()
    assert one.photo_id is None and other.photo_id is not None


def test_a_photograph_taken_since_stays_when_they_are_parted():
    one, other = dilnoza(), photographed(a_reader(given_name="Dilnoza", surname="Karimova"))
    merge = merge_readers(by=by(), kept=one, gone=other)
    photographed(one, "blue")
    other.refresh_from_db()
    assert other.photo_id is None  # the old picture is nobody's any more
    part_readers(by=by(), merge=merge)
    one.refresh_from_db()
    assert one.photo_id is not None


def test_only_whoever_corrects_readers_changes_a_photograph():
    reader = photographed(dilnoza())
    looker = the_actor(an_employee("nazoratchi", rights.SEE_READERS))
    with pytest.raises(Refused, match="no_right"):
        actions.put_photo(by=looker, reader=reader, file=kept())
    with pytest.raises(Refused, match="no_right"):
        actions.remove_photo(by=looker, reader=reader)


# --- the pages, without a script


def test_a_photograph_is_given_shown_and_taken_away_by_plain_forms(client):
    reader = dilnoza()
    page = client.get(reverse("readers:reader", args=[reader.number]), {"do": "photo"}).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert 'accept="image/*"' in page and "capture=" not in page
    assert given(client, reader, a_file(size=(1200, 900))).status_code == 303
    page = client.get(reverse("readers:reader", args=[reader.number])).content.decode()
    address = reverse("readers:photo", args=[reader.number])
    assert f'src="{address}"' in page and "do=photo_remove" in page
    picture = client.get(address)
    shown = Image.open(io.BytesIO(picture.getvalue()))
    assert (picture["Content-Type"], shown.size) == ("image/jpeg", (300, 400))
    assert "no-store" in picture["Cache-Control"] and "private" in picture["Cache-Control"]
    assert "Karimova" not in StoredFile.objects.get().original_name
    assert (
        client.get(reverse("readers:reader", args=[reader.number]), {"do": "photo_remove"}).status_code == 200
    )
    assert client.post(reverse("readers:do", args=[reader.number, "photo_remove"])).status_code == 303
    assert client.get(address).status_code == 404


def test_a_second_press_is_one_photograph(client):
    reader, pressed = dilnoza(), str(uuid7())
    for _press in range(2):
        assert given(client, reader, a_file(), request_id=pressed).status_code == 303
    assert Entry.objects.filter(verb="reader_photo_put").count() == 1
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("language", ["uz", "uz-cyrl", "ru", "en"])
@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"surat emas", 409, "photo_no_picture"),
        (a_file()[:900], 409, "photo_broken"),
        (a_file(size=(60, 60)), 409, "photo_too_small"),
        (b"x" * (MOST_BYTES + 1), 422, "photo_too_large"),
        (b"", 422, "photo_missing"),
    ],
)
def test_what_is_no_photograph_is_told_in_words_and_the_old_one_stays(
    client, language, content, status, code
):
    reader = photographed(dilnoza())
    client.cookies["til"] = language
    answer = given(client, reader, content)
    assert answer.status_code == status
    with translation.override(language):
        said = str(wording.SENTENCES[code])
    assert said in answer.content.decode()
    was = reader.photo_id
    reader.refresh_from_db()
    assert reader.photo_id == was and StoredFile.objects.count() == 1


def test_a_group_has_no_photograph(client):
    group = a_reader(kind="collective", surname="5-«B» sinf", given_name="", birth_date=None, sex="", head_count=28, guardian=mother())  # fmt: skip
    assert given(client, group, a_file()).status_code == 409
    group.refresh_from_db()
    assert group.photo_id is None


def test_nobody_else_sees_it():  # of another reader: tests/safety/test_privacy_walk.py
    reader = photographed(dilnoza())
    address = reverse("readers:photo", args=[reader.number])
    assert Client().get(address).status_code in (302, 303)
    assert staff("kataloglovchi", lending.LEND).get(address).status_code == 403
    looker = staff("nazoratchi", rights.SEE_READERS)
    assert looker.get(address).status_code == 200
    assert given(looker, reader, a_file()).status_code == 403
    assert looker.post(reverse("readers:do", args=[reader.number, "photo_remove"])).status_code == 403
    Reader.objects.filter(pk=reader.pk).update(photo=None)
    assert looker.get(address).status_code == 404


def test_the_copy_of_ones_own_data_holds_it():
    reader = dilnoza()
    assert own_data(reader)["reader"]["photo"] is None
    photographed(reader)
    reader.refresh_from_db()
    told = own_data(reader)["reader"]["photo"]
    with storage.open_file(reader.photo) as file:
        assert b64decode(told["base64"]) == file.read()


def test_two_who_may_be_one_are_compared_by_their_faces():
    one, other = photographed(dilnoza()), a_reader()
    two = {"kept": one.number, "gone": other.number}
    address = reverse("readers:photo", args=[one.number])
    compare = reverse("readers:merge")
    head = staff("rahbar", rights.SEE_READERS, rights.MERGE_READERS)
    assert address in head.get(compare, two).content.decode()
    assert address not in staff("kotib", rights.MERGE_READERS).get(compare, two).content.decode()
