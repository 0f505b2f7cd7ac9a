"""Readers: registration, cards, consent, yearly re-registration, blocks, families, erasure. Nizom 2.11."""
