"""Checks replies to customers before they leave the house.

from replycheck import Case, check, load_rules, read_message

case = Case(read_message("draft.txt", role="agent"), read_message("inbound.eml"))
for finding in check(case, load_rules()):
    print(finding.rule, finding.message)
"""

from __future__ import annotations

from replycheck.check import check
from replycheck.config import Config
from replycheck.errors import ConfigError, InputError, ReplycheckError, RuleError, ToolError
from replycheck.model import Case, Finding, Message, Report, Settings, Severity, Span
from replycheck.read import read_message
from replycheck.rules import load_rules

__version__ = "0.1.0"

__all__ = [
    "Case",
    "Config",
    "ConfigError",
    "Finding",
    "InputError",
    "Message",
    "ReplycheckError",
    "Report",
    "RuleError",
    "Settings",
    "Severity",
    "Span",
    "ToolError",
    "check",
    "load_rules",
    "read_message",
]
