"""What we hold (Fond): records, the catalogue, the copies. Nizom 2.9, 2.11, 5.2."""
