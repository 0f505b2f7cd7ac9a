"""Javon: the system that a district Information-Library Centre runs on.

Read the packages from the bottom up: ``core`` (paper and ink), then the chapters of library work
(``centre``, ``collection``, …), then ``places`` (pages that join chapters), ``gateways`` (protocols)
and ``config`` (wiring).
"""

__version__ = "0.1.0"
