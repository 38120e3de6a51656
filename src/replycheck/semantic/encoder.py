"""A sentence encoder in the layout of BERT: a folder with a model in, a vector of length 1 for each text out.

The folder is what sentence-transformers saves (`config.json`, `tokenizer.json`, `model.safetensors`,
`1_Pooling/config.json`), as all-MiniLM-L6-v2 and its like have it.  The forward pass is written out in
NumPy, since the usual libraries cost seconds of import and gigabytes of disk for the same numbers.

Source of the layers: Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers" (2019), and
Vaswani et al., "Attention Is All You Need" (2017); mean pooling: Reimers and Gurevych, "Sentence-BERT" (2019).
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from replycheck.errors import ToolError

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy import float32
    from numpy.typing import NDArray

    # Said to be an alias: without it, where NumPy is not installed, this is a variable to the type checker.
    Array: TypeAlias = "NDArray[float32]"

MOST_TOKENS = 256
"""What stands behind these tokens of a text is not read; a sentence has some thirty."""

INSTALL = "pip install 'replycheck[semantic]'"


class Encoder:
    """One loaded model; `vectors` is a pure function of its texts.

    Raises `ToolError` where the folder holds no model that can be read, or the extra is not installed.
    """

    def __init__(self, folder: Path) -> None:
        for library in ("OPENBLAS", "OMP", "MKL"):
            # Sentences are small: sharing them out among threads takes ten times the time it saves.
            os.environ.setdefault(f"{library}_NUM_THREADS", "1")
        try:
            import numpy
            from safetensors.numpy import load_file
            from tokenizers import Tokenizer
        except ImportError as error:
            raise ToolError("", f"a semantic model needs {error.name}; install it with: {INSTALL}") from None
        self.folder = folder
        config = _json(folder / "config.json")
        if config.get("model_type") != "bert" or config.get("hidden_act", "gelu") != "gelu":
            raise ToolError(
                str(folder / "config.json"),
                f"is of the type {config.get('model_type')!r}; models in the layout of BERT are read"
                " (all-MiniLM-L6-v2 and its like)",
            )
        pooling = folder / "1_Pooling/config.json"
        self._first_token = pooling.is_file() and bool(_json(pooling).get("pooling_mode_cls_token"))
        layers = int(config["num_hidden_layers"])
        try:
            weights = {
                name.removeprefix("bert."): value.astype(numpy.float32)
                for name, value in load_file(str(folder / "model.safetensors")).items()
                if value.dtype.kind == "f"
            }
            self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # the libraries raise classes of their own
            raise ToolError(
                str(folder), f"holds no model that can be read ({type(error).__name__})"
            ) from None
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(min(MOST_TOKENS, int(config.get("max_position_embeddings", 512))))
        for name in _names(layers):
            if name not in weights:
                raise ToolError(str(folder / "model.safetensors"), f"has no {name}; it is another model")
        self.layers = Layers(
            weights, int(config["num_attention_heads"]), layers, float(config.get("layer_norm_eps", 1e-12))
        )

    def vectors(self, texts: Sequence[str]) -> Array:
        """One row of length 1 for each text, in order."""
        import numpy

        _, slices, state = self.states(texts)
        pooled = numpy.stack(
            [state[part.start] if self._first_token else state[part].mean(axis=0) for part in slices]
        )
        rows: Array = pooled / numpy.maximum(numpy.linalg.norm(pooled, axis=1, keepdims=True), 1e-9)
        return rows

    def states(self, texts: Sequence[str]) -> tuple[list[Any], list[slice], Array]:
        """What the tokenizer makes of each text, where its tokens stand among all, and the last layer's rows.

        All texts go through the layers as one block of tokens; only attention looks at them one by one.
        """
        ids: list[int] = []
        slices = []
        encodings = self._tokenizer.encode_batch(list(texts))
        for found in encodings:
            slices.append(slice(len(ids), len(ids) + len(found.ids)))
            ids += found.ids
        return encodings, slices, self.layers.states(ids, slices)

    def tokens(self, text: str) -> list[int]:
        """The numbers of the tokens of a text, without those that mark its ends."""
        found: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return found

    @property
    def ends(self) -> tuple[int, int]:
        """The numbers of the tokens before and behind a text."""
        first, last = self._tokenizer.encode("").ids
        return first, last


class Layers:
    """The layers of a model with their weights: numbers of tokens in, a row of numbers for each token out."""

    def __init__(self, weights: Mapping[str, Array], heads: int, layers: int, epsilon: float) -> None:
        self._weights = weights
        self._heads = heads
        self._layers = layers
        self._epsilon = epsilon

    def changed(self, weights: Mapping[str, Array]) -> Layers:
        """The same layers with some of their weights in the place of their own."""
        return Layers({**self._weights, **weights}, self._heads, self._layers, self._epsilon)

    def weight(self, name: str) -> Array:
        return self._weights[name]

    def states(self, ids: Sequence[int], slices: Sequence[slice]) -> Array:
        """The last layer's row of each token; a token sees those of its own slice."""
        weights = self._weights
        places = [at for part in slices for at in range(part.stop - part.start)]
        state = (
            weights["embeddings.word_embeddings.weight"][list(ids)]
            + weights["embeddings.position_embeddings.weight"][places]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        state = self._normed(state, "embeddings.LayerNorm")
        for number in range(self._layers):
            at = f"encoder.layer.{number}."
            seen = self._through(self._attended(state, slices, at), f"{at}attention.output.dense")
            state = self._normed(state + seen, f"{at}attention.output.LayerNorm")
            inner = _gelu(self._through(state, f"{at}intermediate.dense"))
            state = self._normed(state + self._through(inner, f"{at}output.dense"), f"{at}output.LayerNorm")
        return state

    def _attended(self, state: Array, slices: Sequence[slice], at: str) -> Array:
        import numpy

        query, key, value = (
            self._through(state, f"{at}attention.self.{name}").reshape(len(state), self._heads, -1)
            for name in ("query", "key", "value")
        )
        found: Array = numpy.empty_like(state)
        for part in slices:
            q, k, v = (each[part].transpose(1, 0, 2) for each in (query, key, value))
            scores = q @ k.transpose(0, 2, 1) / math.sqrt(q.shape[-1])
            shares = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
            shares /= shares.sum(axis=-1, keepdims=True)
            found[part] = (shares @ v).transpose(1, 0, 2).reshape(part.stop - part.start, -1)
        return found

    def _through(self, state: Array, name: str) -> Array:
        found: Array = state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found

    def _normed(self, state: Array, name: str) -> Array:
        import numpy

        mean = state.mean(axis=-1, keepdims=True)
        spread = numpy.sqrt(state.var(axis=-1, keepdims=True) + self._epsilon)
        found: Array = (state - mean) / spread * self._weights[f"{name}.weight"] + self._weights[
            f"{name}.bias"
        ]
        return found


def _names(layers: int) -> Iterator[str]:
    """The names of all weights that a forward pass through so many layers needs."""
    for kind in ("word", "position", "token_type"):
        yield f"embeddings.{kind}_embeddings.weight"
    names = ["embeddings.LayerNorm"]
    for number in range(layers):
        at = f"encoder.layer.{number}."
        names += [f"{at}attention.self.{name}" for name in ("query", "key", "value")]
        names += [f"{at}attention.output.dense", f"{at}attention.output.LayerNorm"]
        names += [f"{at}intermediate.dense", f"{at}output.dense", f"{at}output.LayerNorm"]
    for name in names:
        yield f"{name}.weight"
        yield f"{name}.bias"


def _gelu(x: Array) -> Array:
    """x times the share of a normal distribution below x.

    NumPy has no error function; this is Abramowitz and Stegun 7.1.26, whose error is below 1.5e-7.
    """
    import numpy

    z = numpy.abs(x) / math.sqrt(2)
    t = 1 / (1 + 0.3275911 * z)
    tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    below = 1 - tail * numpy.exp(-z * z)
    found: Array = (0.5 * x * (1 + numpy.sign(x) * below)).astype(x.dtype)
    return found


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ToolError(str(path), f"cannot be read ({error.strerror}); name the folder of a model") from None
    except ValueError:
        raise ToolError(str(path), "is broken JSON") from None
    if not isinstance(found, dict):
        raise ToolError(str(path), "should be a mapping")
    return found
