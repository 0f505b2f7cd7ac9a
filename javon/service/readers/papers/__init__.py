"""The papers of a reader: card, formulary, journal, registration sheet, letters. Pure: they draw what they are handed."""
