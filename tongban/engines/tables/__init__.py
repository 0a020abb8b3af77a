"""Tables (交换表): what the national platforms exchange, declared once; rows read, held against it, and written.

A table is columns: name, Chinese name, type, whether it must be there, which code list it draws from. Nothing is
declared that our source of the standard does not say; `Table.source` says where it stands, `Table.missing` what is not
known. Files of any form are opened by `opening`, written by `outward`; `headings` knows what columns are called.
"""

from tongban.engines.tables.codes import code_list, meaning
from tongban.engines.tables.files import BadFile, read, write
from tongban.engines.tables.national import TABLES, table
from tongban.engines.tables.table import Column, Problem, Row, Table

__all__ = [
    "TABLES",
    "BadFile",
    "Column",
    "Problem",
    "Row",
    "Table",
    "code_list",
    "meaning",
    "read",
    "table",
    "write",
]
