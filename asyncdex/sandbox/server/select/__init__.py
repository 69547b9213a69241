"""Filters and orders: which entities a query selects, and in which sequence."""
