"""The JSON Schema of rule files, made from the kinds themselves, for editors."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any, get_args, get_origin, get_type_hints

from replycheck.checkers import KINDS, LIBRARY_KINDS, NEEDS, PREDICATES
from replycheck.checkers.contract import CHOICES, LEAST
from replycheck.configfile import LANGUAGETOOL_NUMBERS, MOST_HOURS
from replycheck.model import Dialect, Severity
from replycheck.rulefile import COMMON
from replycheck.rules import PROFILES

_SEVERITIES = [severity.word for severity in Severity]


def rule_schema() -> dict[str, Any]:
    """A schema (JSON Schema 2020-12) that a rule file must satisfy; one branch for every kind."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A replycheck rule",
        "type": "object",
        "required": ["kind", "severity", "message"],
        "oneOf": [_branch(name, kind) for name, kind in {**KINDS, **LIBRARY_KINDS}.items()],
    }


def _branch(name: str, kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    fields = dataclasses.fields(kind)
    missing = dataclasses.MISSING
    needed = [f.name for f in fields if f.default is missing and f.default_factory is missing]
    return {
        "title": f"kind: {name}",
        "description": inspect.getdoc(kind),
        "properties": {
            **{key: {"description": COMMON[key], **held} for key, held in _common().items()},
            "kind": {"const": name, "description": COMMON["kind"]},
            **{f.name: f.metadata.get("schema") or _held(name, f.name, hints[f.name]) for f in fields},
        },
        "required": needed,
        "additionalProperties": False,
    }


def _common() -> dict[str, Any]:
    text = {"type": "string"}
    texts = {"type": "array", "items": text}
    example = {
        "anyOf": [
            text,
            {
                "type": "object",
                "required": ["draft"],
                "properties": {
                    **dict.fromkeys(
                        (
                            "draft",
                            "inbound",
                            "customer_name",
                            "inbound_date",
                            "draft_date",
                            "channel",
                            "mode",
                        ),
                        text,
                    ),
                    "marks": {"anyOf": [text, texts]},
                    "attachments": texts,
                    "earlier": texts,
                    "library": texts,
                    "settings": _settings(),
                    **dict.fromkeys(("title", "twin"), text),
                    "fields": {"type": "object"},
                },
                "additionalProperties": False,
            },
        ]
    }
    return {
        "severity": {"enum": _SEVERITIES},
        "applies_to": {"type": "array", "items": {"enum": ["draft", "macro"]}},
        "profiles": {"type": "array", "items": {"enum": list(PROFILES)}},
        **dict.fromkeys(("message", "why", "see"), text),
        "needs": {"type": "array", "items": {"enum": sorted(NEEDS)}},
        "only": _claims(),
        "unless": _claims(),
        "severity_by": {
            "type": "object",
            "properties": {word: {"type": "number", "minimum": 0, "maximum": 1} for word in _SEVERITIES},
            "additionalProperties": False,
        },
        "yields_to": texts,
        "confirms": texts,
        "examples": {
            "type": "object",
            "properties": {side: {"type": "array", "items": example} for side in ("bad", "good")},
            "additionalProperties": False,
        },
    }


def _settings() -> dict[str, Any]:
    """What a config's `settings` may hold."""
    text: dict[str, Any] = {"type": "string", "minLength": 1}
    texts = {"type": "array", "items": text}
    swaps = {"type": "object", "additionalProperties": {"type": "string"}}

    def items(**properties: dict[str, Any]) -> dict[str, Any]:
        item = {"type": "object", "properties": properties, "required": list(properties)}
        return {"type": "array", "items": {**item, "additionalProperties": False}}

    return {
        "type": "object",
        "properties": {
            "reply_within_hours": {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_HOURS},
            **dict.fromkeys(("team_names", "accepted", "other_brands", "words"), texts),
            "dialect": {"enum": list(get_args(Dialect))},
            **dict.fromkeys(("preferred", "banned", "jargon"), swaps),
            **dict.fromkeys(("agent", "brand", "desk", "semantic_model"), text),
            "declared": {"type": "array", "items": {"type": "string", "pattern": r"^[\w$][\w.$\-\[\]]*\*?$"}},
            "answers": {
                "type": "object",
                "properties": {
                    "synonyms": {"type": "array", "items": {**texts, "minItems": 2}},
                    "ignore": texts,
                    "sure": {"type": "number", "minimum": 0, "maximum": 1},
                },
                "additionalProperties": False,
            },
            "facts": items(about=text, words={**texts, "minItems": 1}, value=text),
            "languagetool": _languagetool(),
            "self_service": items(topic=text, words={**texts, "minItems": 1}, link=text),
        },
        "additionalProperties": False,
    }


def _languagetool() -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string", "minLength": 1}
    numbers = {
        key: {"type": "number", "minimum": least, "maximum": most}
        for key, (least, most) in LANGUAGETOOL_NUMBERS.items()
    }
    return {
        "type": "object",
        "properties": {
            "use": {"anyOf": [text, {"const": False}]},
            "url": text,
            "folder": text,
            **numbers,
            "ignore": {"type": "array", "items": text},
        },
        "additionalProperties": False,
    }


def _held(kind: str, key: str, wanted: Any) -> dict[str, Any]:
    """What a key of a kind may hold: its sort of value, within what the kind takes."""
    held = _sort(wanted)
    if wanted is int:
        held["minimum"] = LEAST.get((kind, key), 0)
    if wanted is float:
        held.update(minimum=0, maximum=1)
    words = CHOICES.get((kind, key))
    if words:
        held = {**held, "items": {"enum": list(words)}} if "items" in held else {"enum": list(words)}
    return held


def _claims() -> dict[str, Any]:
    claims = [{"const": name, "description": inspect.getdoc(claim)} for name, claim in PREDICATES.items()]
    return {"type": "array", "items": {"oneOf": claims}, "minItems": 1}


def _sort(wanted: Any) -> dict[str, Any]:
    if get_origin(wanted) is tuple:
        return {"type": "array", "items": {"type": "string"}, "minItems": 1}
    if get_args(wanted) == (str, str):
        return {"type": "object", "additionalProperties": {"type": "string"}}
    return {"type": {str: "string", bool: "boolean", int: "integer", float: "number"}[wanted]}
