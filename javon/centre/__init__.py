"""Who we are (Markaz): the centre, its services, posts, papers. Nizom 1, 3.1-3.3, 4."""
