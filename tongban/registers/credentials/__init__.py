"""Credentials (亮证、亮数): a licence, or some of its fields, shown to somebody for a while, and asked for by somebody.

A showing is a rotating code and a credential (SD-JWT VC) with only the fields its holder chose. Whether it still
counts is computed from the licence each time somebody asks, also for the published status list. Who asks for data says
why and until when; nothing is read before the holder agrees, and every reading is a row he may read.
"""
