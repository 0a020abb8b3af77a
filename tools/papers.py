"""The sample papers of Lanting, for tests of rooms below the door that hands them to visitors."""

from tongban.doors.demo import documents, samples

__all__ = ["documents", "samples"]
