"""Licences (电子证照): types, issuing, holding, showing, verifying, revoking.

Identifier and check digit by GB/T 36904; states by the licence tables in use (01 valid … 07 withdrawn). A licence
remembers where it came from by name only (``source="case/…"``): this room knows nothing of cases.
"""
