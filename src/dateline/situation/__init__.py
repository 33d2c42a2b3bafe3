"""situation: see docs/architecture.md."""
