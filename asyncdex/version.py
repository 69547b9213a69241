"""The version of the package."""

version = "2.0.0a1"
