"""Undertakings (告知承诺、容缺后补): what an applicant promised instead of a document, or to bring later.

Each proceeds to an end: kept or broken, by a day; one whose case ends otherwise is let go. The promise itself answers a
material in cases; here it is watched. What follows from a broken one an official decides, with reason and law.
"""
