"""The first day («Birinchi kun»): what a new centre enters, in order, each step resumable. Nizom 1.1, 4.1, 4.2."""
