"""Every verb of seals."""

from tongban.registers.seals.actions.handling import ask_to_seal, decline_to_seal, seal_by_hand
from tongban.registers.seals.actions.keeping import appoint_keeper, release_keeper, revoke_seal
from tongban.registers.seals.actions.sealing import make_demo_seal, seal_paper, seal_pdf

__all__ = [
    "appoint_keeper", "ask_to_seal", "decline_to_seal", "make_demo_seal", "release_keeper", "revoke_seal",
    "seal_by_hand", "seal_paper", "seal_pdf",
]  # fmt: skip
