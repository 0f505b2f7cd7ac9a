"""The one way a form is drawn: label above, hint, error between hint and field, «optional» said in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.forms import renderers
from django.utils.functional import cached_property


class Renderer(renderers.DjangoTemplates):
    """Draws ``{{ form }}`` and ``{{ form.as_div }}`` with the templates under ui/forms/."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

    @cached_property
    def engine(self) -> Any:
        """Django's own engine with the tags that Javon's templates have without loading."""
        return self.backend(
            {
                "APP_DIRS": True,
                "DIRS": [Path(renderers.__file__).parent / "templates"],
                "NAME": "javonforms",
                "OPTIONS": {"builtins": ["django.templatetags.i18n", "javon.core.ui.templatetags.ui"]},
            }
        )
