"""Doors: translation of protocols into actions and queries. No rule lives here."""
