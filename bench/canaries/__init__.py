"""Persons with unmistakable names, numbers, telephones and homes live in the town; then all is searched for them.

`python -m bench.canaries` founds a city of its own, lets them live a whole life in it and searches a dump of its
database, its files, logs and exports, the addresses that were opened and the pages of those who are not entitled.
"""
