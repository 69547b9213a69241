"""Faults on order: answers that come late, broken, wrong or not at all."""
