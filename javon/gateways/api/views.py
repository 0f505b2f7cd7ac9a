"""The calls under /api/v1/: each translates a request into one query and its answer into JSON."""

# No postponed annotations here: ninja reads them through decorators, where names could not be resolved.
from dataclasses import asdict
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import NinjaAPI, Query, Schema
from ninja.renderers import JSONRenderer
from pydantic import Field

from javon.collection.catalogue import search
from javon.collection.catalogue.models import Title, TitleAuthority
from javon.collection.catalogue.search_schema import FACETS
from javon.collection.stock import facets, holdings
from javon.core.counts.counting import SEARCH, SEARCH_EMPTY, TITLE_VIEW, count
from javon.core.counts.robots import is_robot
from javon.core.ui.limits import limited
from javon.gateways.api import desk, problems, shapes


class Readable(JSONRenderer):
    """Uzbek and Cyrillic letters as they are: half the bytes, and people can read the answer."""

    json_dumps_params = {"ensure_ascii": False}


class DescribedAPI(NinjaAPI):
    """Says of its errors that they are problem documents, a media type of their own."""

    def get_openapi_schema(self, **options: Any) -> Any:
        described = super().get_openapi_schema(**options)
        for path in described["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "application/json" in answer.get("content", {}):
                        answer["content"] = {
                            "application/problem+json": answer["content"]["application/json"]
                        }
        return described


api = DescribedAPI(
    renderer=Readable(),
    title="Javon",
    version="1",
    description="The catalogue of an information-library centre. Errors are problem documents (RFC 9457).",
    docs_url=None,  # the usual documentation page loads scripts from elsewhere
    openapi_url="/openapi.json",
    urls_namespace="api",
)
problems.install(api)

PUBLIC_ERRORS: dict[Any, Any] = dict.fromkeys((400, 405, 414, 422, 429), shapes.Problem)
NEEDS_INDEX: dict[Any, Any] = {503: shapes.Problem}
NEEDS_TITLE: dict[Any, Any] = {404: shapes.Problem}
Sort = Literal["relevance", "title", "author", "year", "-year", "newest"]
Values = Annotated[list[str], Field(max_length=50)]


class TitleSearch(Schema):
    """What to look for; each facet may be repeated."""

    q: Annotated[str, Field(max_length=10_000)] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    offset: Annotated[int, Field(ge=0, le=10_000)] = 0
    sort: Sort = "relevance"
    availability: Values = Field([], alias="facet.availability")
    author: Values = Field([], alias="facet.author")
    subject: Values = Field([], alias="facet.subject")
    language: Values = Field([], alias="facet.language")
    script: Values = Field([], alias="facet.script")
    year: Values = Field([], alias="facet.year")
    kind: Values = Field([], alias="facet.kind")
    audience: Values = Field([], alias="facet.audience")
    point: Values = Field([], alias="facet.point")
    branch: Values = Field([], alias="facet.branch")

    def facets(self) -> dict[str, list[str]]:
        """The facets that were chosen."""
        chosen = {name: getattr(self, name) for name in FACETS}
        return {name: values for name, values in chosen.items() if values}


@api.get(
    "/titles",
    response={200: shapes.TitleList, **PUBLIC_ERRORS, **NEEDS_INDEX},
    operation_id="list_titles",
    tags=["catalogue"],
)
@limited("search", per_minute=120)
def list_titles(request: HttpRequest, asked: Query[TitleSearch]) -> Any:
    """Titles that answer a query, with counts by facet."""
    found = search.find(asked.q, asked.facets(), sort=asked.sort, limit=asked.limit, offset=asked.offset)
    if asked.q and not asked.offset:
        _count(request, SEARCH, *([] if found.count else [SEARCH_EMPTY]))
    return {
        "count": found.count,
        "items": [holdings.as_json(row) for row in holdings.rows(found.ids)],
        "facets": facets.labelled(found.facets),
        "also_searched": found.also_searched,
        "took_ms": found.took_ms,
    }


@api.get(
    "/suggest",
    response={200: shapes.Suggestions, **PUBLIC_ERRORS, **NEEDS_INDEX},
    operation_id="suggest",
    tags=["catalogue"],
)
@limited("suggest", per_minute=600)
def suggest(request: HttpRequest, q: Annotated[str, Field(max_length=10_000)] = "") -> Any:
    """Up to eight completions of what is being typed."""
    return {"items": [{"text": text} for text in search.suggest(q)]}


@api.get(
    "/titles/{id_or_number}",
    response={200: shapes.TitleDetail, **PUBLIC_ERRORS, **NEEDS_TITLE},
    operation_id="get_title",
    tags=["catalogue"],
)
def get_title(request: HttpRequest, id_or_number: Annotated[str, Field(max_length=64)]) -> Any:
    """One title, by its identifier or its short number; a merged one's number answers the title that stands for it."""
    key = _key(id_or_number)
    shown = holdings.shown_to_readers()
    title = shown.filter(**key).first()
    if title is None:
        title = shown.filter(**{f"stands_for__{name}": value for name, value in key.items()}).first()
    if title is None:
        raise Http404
    _count(request, TITLE_VIEW)
    return _detail(title)


def _count(request: HttpRequest, *names: str) -> None:
    """One more of each, unless a program asked: the counts are of people."""
    if not is_robot(request.headers.get("User-Agent", "")):
        for name in names:
            count(name)


def _detail(title: Title) -> dict[str, Any]:
    [row] = holdings.rows_of([title])
    subjects = TitleAuthority.objects.filter(title=title, role="subject").order_by("position")
    return {
        **holdings.as_json(row),
        "subtitle": title.subtitle,
        "responsibility": title.responsibility,
        "place": title.place,
        "extent": title.extent,
        "kind": title.kind,
        "audience": title.audience,
        "branch": title.branch,
        "subjects": list(subjects.values_list("name", flat=True)),
        "annotation": title.annotation,
        "copies": [asdict(copy) for copy in holdings.copies_of(title)],
    }


def _key(text: str) -> dict[str, Any]:
    if text.isascii() and text.isdigit() and len(text) < 10:
        return {"number": int(text)}
    try:
        return {"pk": UUID(text)}
    except ValueError:
        raise Http404 from None


api.add_router("", desk.router)


def description() -> dict[str, Any]:
    """The OpenAPI description, as committed in docs/openapi.json."""
    return api.get_openapi_schema(path_prefix="/api/v1/")
