"""Evidence (存证): Merkle trees, their tiles, signed heads and proofs, after C2SP tlog-tiles, signed-note, tlog-proof.

Nothing here keeps anything: hashes and keys come in, hashes, proofs and texts go out.
RFC 6962 section 2.1, SHA-256, Ed25519.
"""
