"""Writing what became of a sandbox into one file, and going on from there."""
