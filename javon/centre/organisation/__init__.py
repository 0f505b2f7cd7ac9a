"""The centre, its service points, opening hours. Nizom 1.1-1.3, 4.1, 4.2."""
