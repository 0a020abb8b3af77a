"""Foundations without a domain word: actor, errors, facts, ids, time, registry, jobs, live, storage, crypto, checks.

Everything stands on this floor and this floor knows nobody.
"""
