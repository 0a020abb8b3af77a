"""Models of the DMN standard, read from XML: decisions, input data, business knowledge, services (决策模型)."""

from .model import Model, read

__all__ = ["Model", "read"]
