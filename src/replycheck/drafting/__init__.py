"""The customer's mail in, a reply skeleton out: `draft(inbound, …) -> Skeleton`.  Pure but for template files."""

from replycheck.drafting.skeleton import Skeleton, draft
from replycheck.drafting.templates import Shelf, Template

__all__ = ["Shelf", "Skeleton", "Template", "draft"]
