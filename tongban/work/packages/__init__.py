"""Packages (一件事): one application for several items, under one number, one clock and one collection of results.

A run (一件事办件) is what one applicant fills in and hands in once. Each branch becomes a case of its own, with its own
number, edition, limit, decision and licence; a branch that needs another's result is filed when that is there.
Law: 国发〔2024〕3号 and 国办发〔2025〕24号 (高效办成一件事); each member item keeps its own.
"""
