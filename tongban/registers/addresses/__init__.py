"""Addresses (标准地址): every house of the city once, with a code; what street office and which district it belongs to.

A code has 18 digits: street (9, GB/T 10114), community (3), road within it (3), house (3). A city may load its
own list; Lanting's is invented. Whoever fills in an address picks one, or writes it and it is recognised.
"""
