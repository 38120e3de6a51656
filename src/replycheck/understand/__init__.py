"""Message -> Document: everything a checker may ask about a text."""

from replycheck.understand.document import Document

__all__ = ["Document"]
