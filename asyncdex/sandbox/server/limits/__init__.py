"""The rate limits: the documented table, ways of counting, and what comes to those who go on."""
