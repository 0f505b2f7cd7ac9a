"""What every layout needs to know: the centre's name, languages, display choices, navigation.

The centre itself lives in a chapter that core may not import; whoever knows it calls :func:`provide`
once at start, the way config hands rights to core.access.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

Provider = Callable[[HttpRequest], Mapping[str, Any]]

HTML_LANGUAGES = {"uz": "uz-Latn", "uz-cyrl": "uz-Cyrl"}
DISPLAY_COOKIE = "display"
THEMES = ("auto", "light", "dark")
LETTERS = ("normal", "large")
CONTRASTS = ("normal", "high")
KEYS = ("on", "off")


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place to go: `icon` is a name in the sprite, `count` what waits for this person there.

    In the rail smaller `order` stands higher, whoever hands the item in. `key` is the digit that goes there
    with Alt; items that name none get the free digits from the top down.
    """

    label: Any
    url: str
    icon: str
    count: str = ""
    is_current: bool = False
    order: int = 500
    key: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """A language on offer, named in itself."""

    code: str
    name: str
    html_lang: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Display:
    """How this device likes its pages; kept in a cookie, written on <html> by the server.

    `keys` "off" leaves the keyboard alone (WCAG 2.1.4): all but the F keys, which every page also has as buttons.
    """

    theme: str = "auto"
    letters: str = "normal"
    contrast: str = "normal"
    keys: str = "on"

    @classmethod
    def read(cls, cookie: str) -> Display:
        """The choices in `cookie` ("dark.large.high.off"); anything unknown is the default."""
        theme, letters, contrast, keys = ([*cookie.split("."), "", "", "", ""])[:4]
        return cls(
            theme if theme in THEMES else "auto",
            letters if letters in LETTERS else "normal",
            contrast if contrast in CONTRASTS else "normal",
            keys if keys in KEYS else "on",
        )

    def __str__(self) -> str:
        return f"{self.theme}.{self.letters}.{self.contrast}.{self.keys}"


@dataclass(frozen=True, slots=True)
class Interface:
    """The one variable `interface` of every template."""

    site_name: str
    short_name: str
    language: Language
    languages: tuple[Language, ...]
    display: Display
    public_nav: tuple[NavItem, ...]
    tabs: tuple[NavItem, ...]
    staff_nav: tuple[NavItem, ...]
    path: str
    user_name: str = ""
    user_role: str = ""
    is_staff: bool = False
    is_signed_in: bool = False
    sign_in_url: str = ""
    sign_out_url: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)  # phone, address, opening: whatever was handed over

    @property
    def html_lang(self) -> str:
        return self.language.html_lang


# The pages every visitor may know of; an address that nothing answers is not shown.
PUBLIC_NAV = (
    NavItem(_("Home"), "/", "house"),
    NavItem(_("Catalogue"), "/search", "search"),
    NavItem(_("Children"), "/children/", "blocks"),
    NavItem(_("Help"), "/help/", "circle-question-mark"),
)
# The rail: the same order for every role (ux.md 2.1). Gaps leave room for the rooms that later chapters bring.
STAFF_NAV = (
    NavItem(_("Today"), "/today/", "layout-dashboard", order=10),
    NavItem(pgettext_lazy("rail", "Approval"), "/approvals/", "file-check", order=20),
    NavItem(pgettext_lazy("rail", "Lend and return"), "/desk/", "scan-barcode", order=30),
    NavItem(pgettext_lazy("rail", "Readers"), "/readers/", "users", order=40),
    NavItem(pgettext_lazy("rail", "Late"), "/overdue/", "clock", order=44),
    NavItem(pgettext_lazy("rail", "Messages"), "/messages/", "message-square", order=46),
    NavItem(_("Catalogue"), "/catalogue/", "book-open", order=50),
    NavItem(pgettext_lazy("rail", "Stock"), "/stock/", "library", order=55),
    NavItem(pgettext_lazy("rail", "Tasks"), "/tasks/", "list-checks", order=90),
    NavItem(pgettext_lazy("rail", "Documents"), "/documents/", "file-text", order=100),
    NavItem(pgettext_lazy("rail", "The centre"), "/organisation/", "network", order=120),
    NavItem(pgettext_lazy("rail", "Staff"), "/organisation/staff/", "users", order=130),
    NavItem(pgettext_lazy("rail", "Duty roster"), "/organisation/roster/", "calendar-clock", order=140),
    NavItem(pgettext_lazy("rail", "Calendar"), "/organisation/calendar/", "calendar-days", order=150),
    NavItem(_("The first day"), "/setup/", "flag", order=160),
    NavItem(pgettext_lazy("rail", "Journal"), "/journal/", "history", order=170),
)
SIGN_IN, SIGN_OUT = "/sign-in/", "/sign-out/"

_providers: list[Provider] = []


def provide(provider: Provider) -> None:
    """Hand over a function request → mapping; it is asked once per page.

    Known keys: ``site_name``, ``short_name``, ``user_role`` (str, the office under the name); ``public_nav``,
    ``staff_nav`` (iterables of :class:`NavItem`, added to core's own; the same address again replaces);
    ``staff_counts`` (address → number: what waits for this person there, 0 shows nothing); ``staff_hidden``
    (addresses this person has no use for); any other key reaches templates as ``interface.more.<key>``
    (``phone``, ``address``, ``opening``, …).
    """
    if provider not in _providers:
        _providers.append(provider)


def interface(request: HttpRequest) -> dict[str, Any]:
    """The context processor: ``interface`` and ``display`` of this request, worked out on first use."""
    return {"interface": _Lazily(request)}


class _Lazily:
    """An :class:`Interface` made when a template first asks: a fragment that never asks pays nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._made: Interface | None = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if self._made is None:
            self._made = interface_of(self._request)
        return getattr(self._made, name)


def interface_of(request: HttpRequest) -> Interface:
    """Everything the layouts show around a page."""
    given: dict[str, Any] = {}
    public, staff = list(PUBLIC_NAV), list(STAFF_NAV)
    counts: dict[str, int] = {}
    hidden: set[str] = set()
    for provider in _providers:
        answer = dict(provider(request))
        public.extend(answer.pop("public_nav", ()))
        staff.extend(answer.pop("staff_nav", ()))
        counts.update(answer.pop("staff_counts", {}))
        hidden.update(answer.pop("staff_hidden", ()))
        given.update(answer)
    user = getattr(request, "user", None)
    signed_in = bool(user is not None and user.is_authenticated)
    site_name = given.pop("site_name", "") or str(_("The library"))
    languages = _languages()
    public_nav = _existing(public, request.path)
    return Interface(
        site_name=site_name,
        short_name=given.pop("short_name", "") or site_name,
        language=next((language for language in languages if language.is_current), languages[0]),
        languages=languages,
        display=Display.read(request.COOKIES.get(DISPLAY_COOKIE, "")),
        public_nav=tuple(item for item in public_nav if item.url != "/"),
        tabs=public_nav[:5],
        staff_nav=rail(_existing(staff, request.path), counts, hidden),
        path=request.get_full_path(),
        user_name=(user.get_full_name() or user.get_username()) if signed_in and user is not None else "",
        user_role=str(given.pop("user_role", "")),
        is_staff=signed_in and bool(getattr(user, "is_staff", False)),
        is_signed_in=signed_in,
        sign_in_url=SIGN_IN if _answers(SIGN_IN) else "",
        sign_out_url=SIGN_OUT if _answers(SIGN_OUT) else "",
        more=given,
    )


def _languages() -> tuple[Language, ...]:
    current = get_language() or settings.LANGUAGE_CODE
    return tuple(
        Language(
            code=code,
            name=get_language_info(code)["name_local"].capitalize(),
            html_lang=HTML_LANGUAGES.get(code, code),
            is_current=code == current,
        )
        for code, _name in settings.LANGUAGES
    )


def rail(items: Iterable[NavItem], counts: Mapping[str, int], hidden: Container[str]) -> tuple[NavItem, ...]:
    """The items in the order of the rail, each with what waits there and the digit that leads there."""
    shown = sorted((item for item in items if item.url not in hidden), key=lambda item: item.order)
    taken = {item.key for item in shown}
    free = (digit for digit in "123456789" if digit not in taken)
    return tuple(
        replace(
            item,
            key=item.key or next(free, ""),
            count=str(counts.get(item.url) or "") or item.count,
        )
        for item in shown
    )


def _existing(items: Iterable[NavItem], path: str) -> tuple[NavItem, ...]:
    """The items whose address answers, each once; current is the longest address that begins `path`."""
    known = {item.url: item for item in items if _answers(item.url)}
    begun = [url for url in known if path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))]
    current = max(begun, key=len, default="")
    return tuple(replace(item, is_current=url == current) for url, item in known.items())


_ANSWERS: dict[tuple[str, str], bool] = {}


def _answers(url: str) -> bool:
    path = re.split("[?#]", url, maxsplit=1)[0]
    key = (str(settings.ROOT_URLCONF), path)
    if key not in _ANSWERS:
        try:
            resolve(path)
            _ANSWERS[key] = True
        except Resolver404:
            _ANSWERS[key] = False
    return _ANSWERS[key]
