"""The open interfaces (开放接口): the same questions as on the screens, for other systems, with tokens and scopes.

`v1/` has one module per room; a published version only grows. Whatever is refused comes as problem+json (RFC 9457)
with the sentence, the rule and the next step a person would read. Systems read with tokens;
only what a department's connected system signs, message by message, becomes an act (`v1/exchange.py`).
"""
