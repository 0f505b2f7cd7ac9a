"""Our database manners: one gate for writers, UUIDv7, claimed requests, the action decorator."""
