"""Sentences of drafting."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "saved_meanwhile": _("%(by)s saved this draft while you were writing. Both texts are kept below."),
    "saved_meanwhile_by_somebody": _(
        "Somebody saved this draft while you were writing. Both texts are kept below."
    ),
    "not_a_draft": _("This version is no longer a draft; its text is not changed. Begin a new version."),
    "not_your_draft": _("This draft belongs to somebody else. Its author can send or change it."),
    "kind_not_drafted": _("Papers of this kind are registered, not drafted here."),
    "no_title": _("A paper needs a title."),
    "title_too_long": _("The title is too long: at most %(most)s characters fit. Shorten it."),
    "text_too_long": _(
        "The text is too long: %(letters)s characters of at most %(most)s, %(points)s points of at most "
        "%(most_points)s. Put a part of it into an annex."
    ),
    "clause_twice": _("Two clauses bear one number: %(numbers)s. Nothing could cite them; number them anew."),
    "number_too_long": _("This number of a clause is too long: %(number)s."),
    "no_post": _("A job description is for one post. Choose the post."),
    "wrong_journal": _("This journal does not number papers of this kind. Choose another."),
    "kind_gives_no_rights": _(
        "Only job descriptions, regulations and internal rules give rights (Regulation, clause 3.1)."
    ),
    "controls_oneself": _("Nobody controls oneself. Choose another controller in points: %(numbers)s."),
    "no_right": _(
        "You do not have the right to do this. Rights come from job descriptions (Regulation, clause 3.1)."
    ),
    "no_centre": _("The centre is not set up yet. Run “javon init” first."),
    "request_id_reused": _(
        "This form was already used for something else. Nothing was changed; open the page again."
    ),
    "unknown_template": _("There is no such template."),
    "on_itself": _("A paper does not rest on itself."),
    "no_such_clause": _("«%(label)s» has no clause %(clause)s."),
    "basis_twice": _("This basis is named already."),
}
