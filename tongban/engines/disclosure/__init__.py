"""Disclosure (亮数): a signed statement of which its holder shows some fields and keeps the others to himself.

SD-JWT (RFC 9901) as draft-ietf-oauth-sd-jwt-vc uses it, and the list by which anybody learns whether it still counts
(draft-ietf-oauth-status-list). Signed with EdDSA. Not bound to a key of the holder: whoever has it can show it, which
is why what is issued here lives for hours, not for years.
"""

from tongban.engines.disclosure.sdjwt import Credential, NotGenuine, issue, looks_like_credential, present, verify
from tongban.engines.disclosure.status import INVALID, SUSPENDED, VALID, packed, status_at

__all__ = [
    "INVALID", "SUSPENDED", "VALID", "Credential", "NotGenuine", "issue", "looks_like_credential", "packed", "present",
    "status_at", "verify",
]  # fmt: skip
