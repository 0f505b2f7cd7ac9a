"""The one build step: a wheel carries its translations compiled, so that no library PC needs a compiler for
them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


class BuildWithTranslations(build_py):
    """Compiles every catalogue before the files are gathered."""

    def run(self) -> None:
        """Compile, then build as usual."""
        # An editable install (make setup) serves from the checkout, where `make` compiles what has changed.
        if not self.editable_mode:
            sys.path.insert(0, str(ROOT))
            from javon.config import translations

            translations.compile_all()
        super().run()


setup(cmdclass={"build_py": BuildWithTranslations})
