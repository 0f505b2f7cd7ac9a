"""Whom we serve, and how (Xizmat): readers, lending, the reading room. Nizom 2.6, 2.10, 2.11."""
