"""A process as BPMN 2.0 XML with its diagram, for the modellers and engines of others (流程图导出).

Tasks stand in the lane of their desk; several steps at once fork and join at parallel gateways; a step under a
condition has an exclusive gateway in front of it, with the condition in FEEL, and may be passed by. Limits are timers
that do not interrupt. BPMN counts no working days: the duration says days, the documentation says which.
"""

from tongban.engines.process.bpmn.writing import bpmn

__all__ = ["bpmn"]
