"""What is typed about the staffing table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.forms.asked import Asked, DayField, OnPaper
from javon.centre.organisation.models import Post
from javon.centre.organisation.rules.staffing import MOST_POSITIONS, QUARTERS, Line
from javon.centre.organisation.wording.structure import rate


def rates(quarters: Sequence[int]) -> list[tuple[int, str]]:
    """Choices of a rate: 4 → "1,00"."""
    return [(one, rate(one)) for one in quarters]


class ProposalForm(Asked):
    """Positions and rate for every open post; no positions: the post is not in the table."""

    note = forms.CharField(
        label=_("Why the change is proposed"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, posts: Sequence[Post], lines: Sequence[Line] = (), **given: Any
    ) -> None:
        super().__init__(data, **given)
        self.posts = list(posts)
        now = {line.post: line for line in lines}
        for post in self.posts:
            line = now.get(post.pk)
            self.fields[f"positions-{post.code}"] = forms.IntegerField(
                label=_("Positions"),
                min_value=0,
                max_value=MOST_POSITIONS,
                initial=line.positions if line else 0,
            )
            self.fields[f"quarters-{post.code}"] = forms.TypedChoiceField(
                label=_("Rate"), choices=rates(QUARTERS), coerce=int, initial=line.quarters if line else 4
            )

    @property
    def rows(self) -> list[tuple[Post, forms.BoundField, forms.BoundField]]:
        """A row of the page: the post and its two fields."""
        return [(post, self[f"positions-{post.code}"], self[f"quarters-{post.code}"]) for post in self.posts]

    @property
    def given(self) -> dict[str, Any]:
        typed = self.cleaned_data
        lines = [
            (post, typed[f"positions-{post.code}"], typed[f"quarters-{post.code}"])
            for post in self.posts
            if typed[f"positions-{post.code}"]
        ]
        return {"note": typed["note"], "request_id": typed["request_id"], "lines": lines}


class PutInForceForm(OnPaper):
    """The paper outside the system that approves a table, and from when it holds."""

    from_day = DayField(label=_("From which day"))
    field_order = ("paper_label", "paper_clause", "from_day")

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        self.fields["paper_label"].required = True
        self.fields["paper_label"].label = _("Paper that approves it")
