"""The reader's own pages: loans, card, family, wishes, data. Issue D, section 5; dossier 4.2."""
