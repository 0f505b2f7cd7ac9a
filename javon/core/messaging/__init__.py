"""Notices: what is to be said to whom, once, by which channel, and what became of it. No library word is spoken here."""
