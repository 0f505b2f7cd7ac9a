"""What a cataloguer types into the MARC editor, parsed; no decision is taken here, and no character is put right."""

from __future__ import annotations

from itertools import zip_longest
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from javon.collection.catalogue.marc_text import Row

# Four inputs to the row: what one request may bring (DATA_UPLOAD_MAX_NUMBER_FIELDS) ends a little above.
MOST_ROWS = 480


class MarcForm(forms.Form):
    """The leader and the rows of a record. Rows come as four lists of equal length: `tag`, `ind1`, `ind2`, `text`."""

    leader = forms.CharField(label=_("Leader"), required=False, strip=False)
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=300, help_text=_("Shown in the history of the record.")
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def rows(self) -> list[Row]:
        """The rows as typed, the empty ones among them."""
        if not self.is_bound:
            return list(self.initial.get("rows", ()))
        assert isinstance(self.data, QueryDict)
        columns = [self.data.getlist(name) for name in ("tag", "ind1", "ind2", "text")]
        return [Row(*cells) for cells in zip_longest(*columns, fillvalue="")]

    @property
    def typed_leader(self) -> str:
        """The leader as typed."""
        return str(self["leader"].value() or "")

    @property
    def chosen_theirs(self) -> set[str]:
        """Tags whose fields are to be the other editor's, chosen on the page that showed both texts."""
        return {
            name.removeprefix("choose-")
            for name, value in self.data.items()
            if name.startswith("choose-") and value == "theirs"
        }

    @property
    def request_id_given(self) -> UUID:
        """The form's own identifier: pressing twice saves once."""
        return UUID(str(self.cleaned_data["request_id"]))
