"""The append-only journal: who did what, to what, when and why, in a verified chain."""
