"""The staircase: what follows from what (`when.py`) and what the clock does (`every.py`). Nothing else happens by itself."""
