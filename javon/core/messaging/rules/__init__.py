"""What decides about messages: which step, at which moment, by which channel, in which words. Nothing here writes."""
