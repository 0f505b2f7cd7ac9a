"""The door at which an SMS gateway says what became of a message. Nizom 2.6."""
