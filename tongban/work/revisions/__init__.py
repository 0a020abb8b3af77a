"""Revisions (事项变更): a change of the library of items, drafted by one person, reviewed by another, published.

What is drafted keeps its YAML as typed, even while it is wrong, with a version so that nobody writes over a colleague.
Nobody approves what he wrote himself; the database knows it too. Publication is the catalogue's verb, on its day.
"""
