"""Today: what waits for me, who is where, and what is late. Nizom 1.3."""
