"""Indicators (指标): the figures of the city, each with its one definition, made of what the ledger says.

A tally is one case as the figures see it, folded from its own facts and from nothing else, so it can be made again
from nothing and comes out the same. A figure is a share over tallies, declared once in `kinds`; whoever reads one can
open the cases behind it. Nobody waits for this room.
"""
