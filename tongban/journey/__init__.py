"""The staircase: what follows from what (`when.py`), what the clock does (`every.py`). Nothing else happens unasked."""
