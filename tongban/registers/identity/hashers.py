"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id at OWASP's second profile: 19 MiB and two passes, so that two cores carry a morning's sign-ins."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1
