"""Tags and filters that templates have without loading."""
