"""Measures what the library costs beside plain aiohttp and beside its peers; nothing passes or fails."""
