"""What people type around papers, parsed; no decision is taken here."""
