"""The pages readers see: home, results, title, author, children's shelf. Nizom 2.6."""
