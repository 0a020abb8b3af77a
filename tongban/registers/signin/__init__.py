"""Signing in (登录安全): second factors, recovery codes, and the sittings in which somebody is signed in.

A password opens nothing to an official until a code of his authenticator (RFC 6238) was given, too; acts that bind the
city want a fresh code. A passkey (通行密钥, WebAuthn) stands for a code, or for password and code together. Secrets are
sealed at rest, recovery codes kept as keyed digests, and every code counts once.
Law: 网络安全法 第二十一条；GB/T 22239-2019 8.1.4.1 (two kinds of proof).
"""
