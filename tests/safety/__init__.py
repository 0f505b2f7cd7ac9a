"""What a hostile or an unlucky person tried, and what they saw."""
