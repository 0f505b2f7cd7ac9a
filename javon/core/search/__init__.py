"""The search engine's wrapper: schema, index, query, outbox. It knows documents, not books."""
