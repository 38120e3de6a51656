"""Packs the built-in rules into one file when the wheel is built (see `replycheck.packing`).

An editable install gets none: it reads the YAML files, so that a change shows at once.
"""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackRules(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, os.path.join(self.root, "src"))
        from replycheck.packing import pack
        from replycheck.rules import load_rules

        ruleset = load_rules(examples=True)
        self.folder = tempfile.TemporaryDirectory()
        path = os.path.join(self.folder.name, "rules.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            out.write(pack(ruleset.rules, ruleset.lexicons))
        build_data["force_include"][path] = "replycheck/_data/rules.jsonl"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()
