"""Questions about names: the list of authorities, one of them with everything that hangs on it. Nizom 5.2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from javon.collection.catalogue import queries
from javon.collection.catalogue.authorities import birth_of
from javon.collection.catalogue.headings import Heading
from javon.collection.catalogue.models import (
    Authority,
    AuthorityChange,
    AuthorityKey,
    AuthorityName,
    Revision,
    Title,
    TitleAuthority,
)
from javon.collection.catalogue.prepared import Named, key_of
from javon.core.uzbek import fold, script_of

MOST_RECORDS_SHOWN = 20


def listed(typed: str, kind: str, centre_id: UUID) -> QuerySet[Authority]:
    """Authorities whose heading, variant or further key has what was typed, in any script; by their keys."""
    rows = Authority.objects.filter(centre_id=centre_id, merged_into=None)
    if kind in Authority.Kind.values:
        rows = rows.filter(kind=kind)
    key = fold(typed)
    if typed.strip():
        # A name's key begins with what was typed, or one of its words does; Arabic script has no common key.
        of_names = AuthorityName.objects.filter(authority=OuterRef("pk"), name__icontains=typed.strip()[:100])
        wanted = Q(Exists(of_names))
        if key:
            others = Authority.objects.filter(merged_into=OuterRef("pk"), key__startswith=key)
            further = AuthorityKey.objects.filter(authority=OuterRef("pk"), key__startswith=key)
            wanted |= Q(key__startswith=key) | Q(key__contains=f" {key}") | Exists(others) | Exists(further)
        rows = rows.filter(wanted)
    # Counted for the rows of the page alone: a join would count for all of them.
    links = TitleAuthority.objects.filter(authority=OuterRef("pk")).order_by().values("authority")
    counted = Subquery(links.annotate(titles=Count("title", distinct=True)).values("titles"))
    return rows.annotate(titles=Coalesce(counted, 0)).order_by("key", "number")


def authority_by_number(number: int) -> Authority | None:
    """The entry with this number; None for a merged one's and nobody's."""
    return Authority.objects.filter(number=number, merged_into=None).first()


def kept_number(number: int) -> int | None:
    """The number of the entry that stands for a merged one."""
    merged = Authority.objects.filter(number=number, merged_into__isnull=False)
    return merged.values_list("merged_into__number", flat=True).first()


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of writing the name, and how many records write it so."""

    name: AuthorityName
    records: int
    is_heading: bool


def variants(authority: Authority) -> list[Variant]:
    """All ways of writing a name, those of entries merged into it among them; the most used first."""
    counted = dict(
        TitleAuthority.objects.filter(authority=authority)
        .values_list("name")
        .annotate(records=Count("title", distinct=True))
    )
    headings = set(authority.forms.values_list("name", flat=True)) | {authority.heading}
    names = AuthorityName.objects.filter(
        Q(authority=authority) | Q(authority__merged_into=authority), is_removed=False
    )
    found: dict[str, Variant] = {}
    for name in names.order_by("pk"):
        found.setdefault(name.name, Variant(name, counted.get(name.name, 0), name.name in headings))
    return sorted(found.values(), key=lambda one: (-one.records, one.name.pk))


def records_of(authority: Authority, most: int = MOST_RECORDS_SHOWN) -> list[Title]:
    """The first titles that have this name, by their numbers."""
    linked = TitleAuthority.objects.filter(authority=authority).values("title")
    return list(Title.objects.filter(pk__in=linked).defer("marc").order_by("number")[:most])


def how_many(authority: Authority) -> int:
    """How many titles have this name, whatever its part in them."""
    return TitleAuthority.objects.filter(authority=authority).values("title").distinct().count()


def writing_so(authority: Authority, name: str) -> int:
    """How many records write the name so."""
    return TitleAuthority.objects.filter(authority=authority, name=name).values("title").distinct().count()


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A decision about a name on its page. `may_undo`: it is done, stands, and nothing was decided later."""

    change: AuthorityChange
    by: str
    may_undo: bool


def changes(authority: Authority) -> list[ChangeRow]:
    """What was decided about a name, the newest first."""
    rows = list(authority.changes.select_related("taken", "undoing").order_by("-at", "-pk")[:20])
    names = queries.names([row.by_user_id for row in rows])
    latest = newest_standing(authority)
    return [ChangeRow(row, names.get(row.by_user_id, ""), row.pk == latest) for row in rows]


def newest_standing(authority: Authority) -> UUID | None:
    """The one decision that can be taken back now: the last that stands, when nothing is still under way."""
    if authority.changes.filter(finished_at=None).exists():
        return None
    standing = authority.changes.exclude(what="undone").filter(undoing=None)
    return standing.order_by("-at", "-pk").values_list("pk", flat=True).first()


# --- what a change does to records


def named(authority: Authority, name: str, dates: str) -> Named:
    """A name as a record would bring it, to ask whose it is."""
    birth = birth_of(dates) if authority.kind == "person" else ""
    return Named(authority.kind, key_of(name), birth, name, script_of(name), dates, "author", ())


def heading_of(authority: Authority, taken: Authority | None = None) -> Heading:
    """What an entry decides for its records; with `taken`, only for the names under which that one was known.

    Without headings set, whoever is taken in gets the entry's own heading in its own script.
    """
    forms = dict(authority.forms.values_list("form", "name"))
    merged = list(Authority.objects.filter(merged_into=authority))
    if taken is not None:
        forms.setdefault(script_of(authority.heading), authority.heading)
        keys = keys_of(taken)
    else:
        keys = keys_of(authority).union(*map(keys_of, merged))
    further = AuthorityKey.objects.filter(authority__in=[authority, *merged]).values_list("key", flat=True)
    years = {birth_of(text) for text in (authority.dates, *(one.dates for one in merged), *further)}
    return Heading(
        kind=authority.kind,
        keys=keys,
        forms=forms,
        dates=authority.dates if authority.kind == "person" else "",
        births=frozenset(years - {""}),
    )


def keys_of(authority: Authority) -> frozenset[str]:
    """Every key under which an entry was known by itself."""
    names = AuthorityName.objects.filter(authority=authority).values_list("name", flat=True)
    further = AuthorityKey.objects.filter(authority=authority).values_list("key", flat=True)
    return frozenset({authority.key, *further, *map(key_of, names)} - {""})


def next_titles(change: AuthorityChange, most: int) -> list[Title]:
    """The titles that a change has still to look at, by their numbers."""
    linked = TitleAuthority.objects.filter(authority=change.authority_id).values("title")
    titles = Title.objects.filter(pk__in=linked, number__gt=change.last_number)
    return list(titles.order_by("number")[:most])


def untouched_since(change_id: UUID | None, titles: Sequence[Title]) -> list[Revision]:
    """The texts that a change replaced, of titles whose text is still, or again, the one it made."""
    rows = list(Revision.objects.filter(change=change_id, title__in=titles))
    after = {
        (row.title_id, row.version): row.marc
        for row in Revision.objects.filter(title__in=titles, version__in={row.version + 1 for row in rows})
    }
    now = {title.pk: title.marc for title in titles}
    return [
        row
        for row in rows
        if after.get((row.title_id, row.version + 1), now[row.title_id]) == now[row.title_id]
    ]
