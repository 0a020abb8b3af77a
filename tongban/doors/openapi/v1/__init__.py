"""Version 1: one module per room; paths and fields are only ever added."""
