"""Messages as staff see them: what goes out, what is done by hand, what stands in the way. Nizom 2.6."""
