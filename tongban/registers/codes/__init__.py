"""Codes (随申码、一企一码、场所码): one QR code by which a person, a company or a place is known at any counter.

A code is a signed token of half a minute around an opaque handle: no name, no number inside. What it opens is decided
by who scans it, and every scan is a row its holder reads (个人信息保护法 第四十四条). A batch signed beforehand is
shown and checked without a network (`engines.tokens.Gate`); whoever lost his phone makes all of it worthless at once.
"""
