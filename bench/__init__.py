"""What is measured and what is broken on purpose: `python -m bench` (figures), `python -m bench.faults` (kills)."""
