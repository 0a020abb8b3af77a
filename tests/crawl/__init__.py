"""A walk through the whole house by everybody: each link opened, each button pressed, each page looked at.

``python -m tests.crawl --at http://127.0.0.1:8000`` needs a running demo city, which it changes.
"""
