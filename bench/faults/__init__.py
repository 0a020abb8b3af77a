"""Processes are killed while people submit; afterwards an outside ledger of answers is compared with the house's own.

Promise: what was answered is kept, and kept once; what was not answered is done once or not at all.
"""
