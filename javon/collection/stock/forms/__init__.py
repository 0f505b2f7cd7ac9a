"""What people type around the stock, parsed; no decision is taken here."""
