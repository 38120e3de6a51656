"""Sentence embeddings, for those who have a model: how near two texts are in meaning, not in words.

Nothing is downloaded: a model is a folder on this machine, named by its path, or by its name where it lies
in the user's data folder or in the cache that Hugging Face's tools keep.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from replycheck.errors import ToolError

if TYPE_CHECKING:
    from replycheck.semantic.cross_encoder import CrossEncoder
    from replycheck.semantic.encoder import Encoder
    from replycheck.understand.answer_meaning import Reading

MOST_REMEMBERED = 2_000
"""Sentences whose vectors are kept: a run over many drafts meets the same openings and closings."""


class ModelSimilarity:
    """Texts under one model, as `understand.answers.Similarity`."""

    def __init__(self, name: str, encoder: Encoder, reader: CrossEncoder | None) -> None:
        self.name = name
        self._encoder = encoder
        self._reader = reader
        self._known: dict[str, list[float]] = {}

    @property
    def reads(self) -> bool:
        """Whether there is an adapter for this model, with which it reads question and reply in one."""
        return self._reader is not None

    def readings(self, questions: Sequence[str], sentences: Sequence[str]) -> list[Reading]:
        """What a reply of these sentences, of which there is one at least, says to each question.

        Raises `ValueError` where there is no adapter for the model.
        """
        if self._reader is None:
            raise ValueError(f"there is no adapter for {self.name}")
        return self._reader.readings(questions, sentences)

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector of length 1 for each text, in order."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        if len(self._known) + len(new) > MOST_REMEMBERED:
            self._known.clear()
            new = list(dict.fromkeys(texts))
        if new:
            self._known.update(zip(new, self._encoder.vectors(new).tolist(), strict=True))
        return [self._known[text] for text in texts]


@cache
def load_similarity(model: str) -> ModelSimilarity:
    """The model of that name or in that folder, loaded once a process.

    Raises `ToolError` where there is none, or the extra that reads it is not installed.
    """
    from replycheck.semantic.cross_encoder import CrossEncoder, is_for, shipped_adapter
    from replycheck.semantic.encoder import Encoder

    folder = model_folder(model)
    encoder, adapter = Encoder(folder), shipped_adapter()
    reader = CrossEncoder(encoder, adapter) if is_for(adapter, encoder) else None
    return ModelSimilarity(folder.name if os.sep in model else model, encoder, reader)


def model_folder(model: str) -> Path:
    """The folder of a model given by its path or name; raises `ToolError` where there is none."""
    for folder in _places(model):
        if (folder / "config.json").is_file():
            return folder
    raise ToolError(
        f"--semantic-model {model}",
        "there is no such model on this machine; name the folder that holds its config.json"
        " (nothing is downloaded)",
    )


def _places(model: str) -> Iterator[Path]:
    yield Path(model)
    if os.path.isabs(model) or not model.strip("./"):
        return
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home
        return
    data = os.environ.get("XDG_DATA_HOME")
    yield (Path(data) if data else home / ".local/share") / "replycheck/models" / model
    hub = Path(os.environ.get("HF_HOME") or home / ".cache/huggingface") / "hub"
    owner, _, name = model.rpartition("/")
    snapshots = hub / f"models--{owner or 'sentence-transformers'}--{name}" / "snapshots"
    if snapshots.is_dir():
        yield from sorted(snapshots.iterdir(), reverse=True)
