"""Every verb of rulings."""

from tongban.work.rulings.actions.looking_again import answer_review, ask_review, judge_sample
from tongban.work.rulings.actions.ruling import rule
from tongban.work.rulings.actions.sampling import draw
from tongban.work.rulings.actions.switching import resume, stop

__all__ = ["answer_review", "ask_review", "draw", "judge_sample", "resume", "rule", "stop"]
