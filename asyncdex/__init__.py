"""An async, typed, rate-limit-aware SDK for the MangaDex API with lazy object models."""
