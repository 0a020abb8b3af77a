"""A room shows its face, not its furniture: what others may import of a room is listed in `.importlinter`."""

from __future__ import annotations

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.application import contract_utils
from importlinter.application.contract_utils import AlertLevel


class FaceContract(Contract):
    """Every import from outside a room hits one of the face modules; tests may look deeper."""

    type_name = "face"

    floors = fields.ListField(subfield=fields.StringField())
    face = fields.SetField(subfield=fields.StringField())
    ignore_imports = fields.SetField(subfield=fields.ImportExpressionField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        removal = contract_utils.remove_ignored_imports_and_report(
            graph=graph, ignore_imports=self.ignore_imports, unmatched_alerting=AlertLevel.WARN  # type: ignore[arg-type]
        )
        broken: list[dict[str, Any]] = []
        face: set[str] = self.face  # type: ignore[assignment]
        for floor in self.floors:  # type: ignore[attr-defined]
            for room in sorted(graph.find_children(floor)) if floor in graph.modules else ():
                broken += _furniture_seen(graph, room, face)
        return ContractCheck(
            kept=not broken, warnings=list(removal.warnings), ignored_import_count=removal.ignored_import_count,
            metadata={"broken": broken},
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        for seen in check.metadata["broken"]:
            output.print_error(f"{seen['importer']}:{seen['line_number']} imports {seen['imported']}", bold=False)
        shown = ", ".join(sorted(self.face))  # type: ignore[call-overload]
        output.print(f"Import one of {shown} of the room instead.")


def _furniture_seen(graph: ImportGraph, room: str, face: set[str]) -> list[dict[str, Any]]:
    seen = []
    for module in sorted({room, *graph.find_descendants(room)}):
        if module.removeprefix(f"{room}.").split(".")[0] in face:
            continue
        for importer in sorted(graph.find_modules_that_directly_import(module)):
            if importer != room and not importer.startswith(f"{room}.") and ".tests." not in importer:
                seen += graph.get_import_details(importer=importer, imported=module)
    return seen  # type: ignore[return-value]
