"""Paper and ink: what every library module writes with. No library word is spoken here."""
