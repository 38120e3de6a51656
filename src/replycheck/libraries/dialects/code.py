"""Where a macro shows code, in Markdown and in HTML."""

from __future__ import annotations

import re

from replycheck.model import Span
from replycheck.understand.document import Document

_CODE = re.compile(r"<(code|pre)\b[^<>]{0,300}>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


def code_spans(document: Document) -> tuple[Span, ...]:
    """Fenced blocks, code spans, `<code>` and `<pre>`; indented lines are not sure enough."""
    text = document.text
    found = []
    if "`" in text or "~~~" in text:
        found += [
            mask.span for mask in document.masks if mask.kind == "code" and text[mask.span.start] not in " \t"
        ]
    if "<" in text:
        found += [Span(*match.span()) for match in _CODE.finditer(text)]
    return tuple(found)
