"""The journal, to be read: who did what, to what, when, overruling what. Nizom 3.1."""
