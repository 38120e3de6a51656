"""Text for XML 1.0 documents, in ASCII, so that they are the same in every encoding."""

from __future__ import annotations

from replycheck.report.escape import visible

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_NO_CHARACTERS = ("\ufffe", "\uffff")
"""Beside the control characters and halves of a character, which `visible` has escaped, these two may
not stand in XML at all (XML 1.0, section 2.2).
"""


def content(text: str) -> str:
    """A text as it may stand between tags."""
    shown = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = shown.replace('"', "&quot;").replace("'", "&apos;")
    if shown.isascii():
        return shown
    for character in _NO_CHARACTERS:
        shown = shown.replace(character, f"\\u{ord(character):04x}")
    return shown.encode("ascii", "xmlcharrefreplace").decode("ascii")


def attribute(text: str) -> str:
    """A text as it may stand in quotation marks of either sort; a reader would fold its line ends."""
    return content(text).replace("\n", "&#10;").replace("\t", "&#9;")
