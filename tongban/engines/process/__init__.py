"""Process (流程): the steps of an item as data in; what is open now, in which waves, how long, a drawing and BPMN out.

A step (环节) stands on a desk (岗位), may have a limit, a condition and steps it comes `after`; it may name only steps
written above it, so there are no circles. One step decides (决定): every other step lies before it or after it.
Nothing is stored: open steps are computed from the steps done and the facts; a step sent back is simply not done.
A condition that cannot be answered yet does not hold, and `undecided` says which ones those are.
"""

from tongban.engines.process.bpmn import bpmn
from tongban.engines.process.definition import BadProcess, Process, Step
from tongban.engines.process.drawing import svg
from tongban.engines.process.running import applicable, open_steps, total_days, undecided, waves

__all__ = [
    "BadProcess",
    "Process",
    "Step",
    "applicable",
    "bpmn",
    "open_steps",
    "svg",
    "total_days",
    "undecided",
    "waves",
]
