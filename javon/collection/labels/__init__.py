"""Labels and cards: what is glued into a book, onto its spine, and put into the card catalogue. Nizom 2.11, 5.2."""
