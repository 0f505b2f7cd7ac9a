"""What people type about the organisation, parsed; no decision is taken here."""
