"""Pages that join chapters. No rule lives here."""
