"""Wiring: the only package that knows everything (settings, addresses, the command line, the tables)."""
