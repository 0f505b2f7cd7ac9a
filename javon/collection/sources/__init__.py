"""Where records come from: reading and writing the file formats of other libraries. No database here. Nizom 2.5, 5.2."""
