"""Names under control: their headings, variants and merges, and the records that follow at once. Nizom 5.2.

A decision is one row that says how far the records have followed it. What fits into one turn follows in the deed's own
transaction; the rest follows in turns of the worker, each of which moves the row on in the transaction of its records.
docs/algorithms/authority-control.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from javon.collection.catalogue import authority_file, happened, rights, rules
from javon.collection.catalogue.authorities import AuthorityBook, birth_of
from javon.collection.catalogue.bulk import OUTBOX_KIND, Change, TitleWriter
from javon.collection.catalogue.headings import rewritten
from javon.collection.catalogue.models import (
    Authority,
    AuthorityChange,
    AuthorityForm,
    AuthorityKey,
    AuthorityName,
    Revision,
    Title,
    TitleAuthority,
)
from javon.collection.catalogue.numbers import next_generation_of_names, take_turn
from javon.collection.catalogue.prepared import Prepared, key_of, prepare
from javon.collection.sources.record import Record
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.database.fields import uuid7
from javon.core.reactions import announce
from javon.core.search.outbox import note_change
from javon.core.uzbek import script_of
from javon.core.verdict import Refused

AT_ONCE = 50  # records that follow in the deed itself, and in each turn of the worker


@action
def set_forms(
    *,
    by: Actor,
    authority: Authority,
    forms: Mapping[str, str],
    dates: str,
    note: str,
    request_id: UUID,
    reason: str = "",
) -> Authority:
    """Give a name its heading in each script ("" for none), its dates and note; every record that has it follows.

    Raises Refused: ``authority_merged``, ``authority_busy``, ``no_heading``, ``form_in_other_script``,
    ``name_of_another``.
    """
    require(by, rights.CONTROL_AUTHORITIES)
    take_turn()
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    wanted = {form: " ".join(name.split()) for form, name in forms.items() if name.strip()}
    facts = rules.FormsFacts(
        is_merged=authority.merged_into_id is not None,
        is_busy=authority.changes.filter(finished_at=None).exists(),
        forms=wanted,
        scripts={form: script_of(name) for form, name in wanted.items()},
        holders=_other_holders(authority, wanted, dates),
    )
    rules.may_set_forms(facts).enforce()
    before = _standing(authority)
    after = {"forms": wanted, "dates": dates, "note": note}
    if {name: before[name] for name in after} == after:
        return authority
    change = _begun(by, authority, "forms", before=before, reason=reason)
    old_birth, authority.dates, authority.note = birth_of(authority.dates), dates, note
    authority.heading = wanted.get("latn") or next(iter(wanted.values()), authority.heading)
    authority.save(update_fields=["heading", "dates", "note"])
    _write_forms(authority, wanted)
    _lead_here(authority, wanted.values(), change, old_birth)
    audit.record(by, "name_forms_set", authority, reason=reason, forms=wanted, dates=dates)
    _follow(by, change)
    return authority


@action
def add_variant(*, by: Actor, authority: Authority, name: str, request_id: UUID) -> Authority:
    """Another way of writing the name; records that write it so will belong here.

    Raises Refused: ``authority_merged``, ``empty_name``, ``name_of_another``.
    """
    require(by, rights.CONTROL_AUTHORITIES)
    take_turn()
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    name = " ".join(name.split())[:300]
    holders = _other_holders(authority, {"": name}, authority.dates) if key_of(name) else {}
    facts = rules.VariantFacts(authority.merged_into_id is not None, bool(key_of(name)), holders.get("", 0))
    rules.may_add_variant(facts).enforce()
    AuthorityName.objects.update_or_create(
        authority=authority, name=name, defaults={"script": script_of(name), "is_removed": False}
    )
    _lead_here(authority, [name], None, "")
    audit.record(by, "name_variant_added", authority, name=name)
    return authority


@action
def remove_variant(*, by: Actor, authority: Authority, name: str, request_id: UUID) -> Authority:
    """Take a way of writing off the name; it is remembered as removed, so that no record grows it again.

    Raises Refused: ``variant_is_heading``, ``variant_in_use`` (with the number of records that write it so).
    """
    require(by, rights.CONTROL_AUTHORITIES)
    take_turn()
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    is_heading = name == authority.heading or authority.forms.filter(name=name).exists()
    rules.may_remove_variant(is_heading, authority_file.writing_so(authority, name)).enforce()
    AuthorityName.objects.filter(authority=authority, name=name).update(is_removed=True)
    AuthorityName.objects.filter(authority__merged_into=authority, name=name).update(is_removed=True)
    audit.record(by, "name_variant_removed", authority, name=name)
    return authority


@action
def merge_authorities(
    *, by: Actor, keep: Authority, take: Authority, request_id: UUID, reason: str = ""
) -> Authority:
    """Two entries of one name become one: the keys of `take` lead to `keep`, its records get the heading of `keep`.

    Raises Refused: ``same_authority``, ``authority_merged``, ``authority_busy``, ``other_kind``.
    """
    require(by, rights.CONTROL_AUTHORITIES)
    take_turn()
    keep, take = _locked(keep, take)
    rules.may_merge_authorities(merge_facts(keep, take)).enforce()
    change = _begun(by, keep, "merged", before=_standing(keep), taken=take, reason=reason)
    titles = list(TitleAuthority.objects.filter(authority=take).values_list("title", flat=True).distinct())
    same = TitleAuthority.objects.filter(authority=keep, title=OuterRef("title"), role=OuterRef("role"))
    TitleAuthority.objects.filter(Exists(same), authority=take).delete()
    TitleAuthority.objects.filter(authority=take).update(authority=keep)
    Authority.objects.filter(merged_into=take).update(merged_into=keep)
    Authority.objects.filter(pk=take.pk).update(merged_into=keep)
    if take.dates and not keep.dates:
        keep.dates = take.dates
        keep.save(update_fields=["dates"])
    _lead_years_here(keep, take, change)
    change.total = authority_file.how_many(keep)
    next_generation_of_names()
    note_change(OUTBOX_KIND, *titles)
    audit.record(by, "names_merged", keep, reason=reason, taken=take.number)
    _follow(by, change)
    return keep


@action
def undo_change(*, by: Actor, change: AuthorityChange, request_id: UUID) -> Authority:
    """Take the last decision about a name back: records that nobody wrote since get their text again.

    Raises Refused ``not_the_last_change`` when it is not the last that stands, or something is still under way.
    """
    require(by, rights.CONTROL_AUTHORITIES)
    take_turn()
    authority = Authority.objects.select_for_update().get(pk=change.authority_id)
    if authority_file.newest_standing(authority) != change.pk or authority.merged_into_id is not None:
        raise Refused.because("not_the_last_change")
    undoing = _begun(by, authority, "undone", before=_standing(authority), taken=change.taken, undoes=change)
    before = change.before
    authority.dates, authority.heading, authority.note = before["dates"], before["heading"], before["note"]
    authority.save(update_fields=["dates", "heading", "note"])
    _write_forms(authority, before["forms"])
    AuthorityKey.objects.filter(change=change).delete()
    if change.taken is not None:
        taken = change.taken
        standing = AuthorityChange.objects.filter(what="merged", undoing=None)
        inner, looked_at = [], [taken.pk]
        while looked_at:
            looked_at = list(standing.filter(authority__in=looked_at).values_list("taken", flat=True))
            inner += looked_at
        Authority.objects.filter(pk__in=inner).update(merged_into=taken)
        Authority.objects.filter(pk=taken.pk).update(merged_into=None)
    next_generation_of_names()
    audit.record(by, "name_change_undone", authority)
    _follow(by, undoing)
    return authority


@action
def carry_on(*, by: Actor, change_id: UUID) -> bool:
    """One turn of records that follow a decision; True when more are left. Run again, it goes on where it was."""
    require(by, rights.CONTROL_AUTHORITIES)
    take_turn()
    change = AuthorityChange.objects.select_for_update().get(pk=change_id)
    if change.finished_at is None:
        _one_turn(by, change)
    return change.finished_at is None


# --- the parts


def merge_facts(keep: Authority, take: Authority) -> rules.AuthorityMergeFacts:
    """What the rules need to know before two entries become one."""
    return rules.AuthorityMergeFacts(
        kept=keep.number,
        taken=take.number,
        kinds=(keep.kind, take.kind),
        is_merged=bool(keep.merged_into_id or take.merged_into_id),
        is_busy=AuthorityChange.objects.filter(authority__in=(keep, take), finished_at=None).exists(),
        births=(birth_of(keep.dates), birth_of(take.dates)),
    )


def _begun(by: Actor, authority: Authority, what: str, **given: Any) -> AuthorityChange:
    return AuthorityChange.objects.create(
        id=uuid7(),
        authority=authority,
        what=what,
        at=clock.now(),
        by_user_id=by.user_id,
        total=authority_file.how_many(authority),
        **{**given, "reason": given.get("reason", "").strip()[:300]},
    )


def _standing(authority: Authority) -> dict[str, Any]:
    return {
        "forms": dict(authority.forms.order_by("form").values_list("form", "name")),
        "dates": authority.dates,
        "heading": authority.heading,
        "note": authority.note,
    }


def _write_forms(authority: Authority, forms: Mapping[str, str]) -> None:
    authority.forms.exclude(form__in=forms).delete()
    for form, name in forms.items():
        AuthorityForm.objects.update_or_create(authority=authority, form=form, defaults={"name": name})
        AuthorityName.objects.update_or_create(
            authority=authority, name=name, defaults={"script": script_of(name), "is_removed": False}
        )


def _other_holders(authority: Authority, names: Mapping[str, str], dates: str) -> dict[str, int]:
    """Of these names, those that lead to another entry: to the number of that one."""
    book, found = AuthorityBook(authority.centre_id), {}
    for form, name in names.items():
        holder = book.find(authority_file.named(authority, name, dates)) if key_of(name) else None
        if holder is not None and holder[1] != authority.number:
            found[form] = holder[1]
    return found


def _lead_here(authority: Authority, names: Any, change: AuthorityChange | None, old_birth: str) -> None:
    """Keys for names and years that do not lead to this entry by themselves yet."""
    for name in names:
        named = authority_file.named(authority, name, authority.dates)
        if named.key and AuthorityBook(authority.centre_id).find(named) is None:
            book = AuthorityBook(authority.centre_id)
            is_taken = book.find(named._replace(birth="")) is not None
            _add_key(authority, f"{named.key} {named.birth}" if is_taken else named.key, change)
    if old_birth and old_birth != birth_of(authority.dates):
        # Records that still have the old year belong here, and not to a namesake made for them.
        for key in authority_file.keys_of(authority):
            if not birth_of(key):
                _add_key(authority, f"{key} {old_birth}", change)
    next_generation_of_names()


def _lead_years_here(keep: Authority, take: Authority, change: AuthorityChange) -> None:
    birth = birth_of(take.dates)
    if birth and birth != birth_of(keep.dates):
        for key in authority_file.keys_of(take) | authority_file.keys_of(keep):
            if not birth_of(key):
                _add_key(keep, f"{key} {birth}", change)


def _add_key(authority: Authority, key: str, change: AuthorityChange | None) -> None:
    same = {"centre_id": authority.centre_id, "kind": authority.kind, "key": key[:200]}
    if not Authority.objects.filter(**same).exists():
        AuthorityKey.objects.get_or_create(**same, defaults={"authority": authority, "change": change})


def _locked(one: Authority, other: Authority) -> tuple[Authority, Authority]:
    rows = Authority.objects.select_for_update().filter(pk__in=(one.pk, other.pk)).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[one.pk], found[other.pk]


def _follow(by: Actor, change: AuthorityChange) -> None:
    """The first records follow now; when there are more, the worker is asked."""
    _one_turn(by, change)
    if change.finished_at is None:
        announce(happened.AuthorityChanged(change.pk))


def _one_turn(by: Actor, change: AuthorityChange) -> None:
    titles = authority_file.next_titles(change, AT_ONCE)
    if titles:
        _change_records(by, change, titles)
        change.last_number = titles[-1].number
    change.done += len(titles)
    if len(titles) < AT_ONCE:
        change.finished_at = clock.now()
        change.total = change.done
    change.save(update_fields=["last_number", "done", "total", "rewritten", "finished_at"])


def _change_records(by: Actor, change: AuthorityChange, titles: list[Title]) -> None:
    texts = _texts(change, titles)
    now = clock.now()
    writer = TitleWriter(change.authority.centre_id, by_user_id=change.by_user_id)
    rows = [
        Change(title.pk, title.number, title.version, title.marc, title.added_on, text)
        for title in titles
        if (text := texts.get(title.pk)) is not None and text.marc != title.marc
    ]
    writer.change(rows, cause="authority", reason=change.reason, now=now)
    ids = {row.title_id for row in rows}
    written = Revision.objects.filter(title__in=ids, cause="authority", at=now)
    written.filter(version=F("title__version") - 1).update(change=change)
    change.rewritten += len(rows)
    if change.what == "undone":
        rest = [(title.pk, prepare(Record.from_json(title.marc))) for title in titles if title.pk not in ids]
        writer.relink(rest)


def _texts(change: AuthorityChange, titles: list[Title]) -> dict[UUID, Prepared]:
    """What the records of these titles become; those that stay as they are may be left out."""
    if change.what == "undone":
        return {
            row.title_id: prepare(Record.from_json(row.marc))
            for row in authority_file.untouched_since(change.undoes_id, titles)
        }
    heading = authority_file.heading_of(change.authority, change.taken)
    found = {}
    for title in titles:
        before = Record.from_json(title.marc)
        after = rewritten(before, heading)
        if after is not before:
            found[title.pk] = prepare(after)
    return found
