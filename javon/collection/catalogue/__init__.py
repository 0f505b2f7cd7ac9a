"""Bibliographic and authority records, import, search: the electronic catalogue. Nizom 2.5, 2.11, 5.2."""
