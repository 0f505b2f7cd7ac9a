"""Stored files: kept under their checksum in the home, known by what they are and not by their name."""
