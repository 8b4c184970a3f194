"""Readings: statements held beside their sentences by a reader, with a verdict, as data.

A reading keeps the digest of the statement as it was read: it is *current* while the statement still says that, and
*stale* once it has changed. A statement that no current reading covers is *unread*.
"""

from foederis.codings.readings.statements import ToRead, statements, unread, yet_to_read
from foederis.codings.readings.verdicts import read_sheet
from foederis.codings.readings.worklist import sheet

__all__ = ["ToRead", "read_sheet", "sheet", "statements", "unread", "yet_to_read"]
