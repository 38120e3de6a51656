"""A sentence encoder in a folder, made by the test: two layers, eight numbers wide, words of its own."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path
from typing import Any

import pytest

from replycheck import Case, check, load_rules
from replycheck.cli.main import main
from replycheck.errors import ToolError
from replycheck.model import Settings
from replycheck.semantic import load_similarity, model_folder
from replycheck.understand.answer_sense import nearness_of

numpy = pytest.importorskip("numpy", reason="the extra 'semantic' is not installed")
tokenizers = pytest.importorskip("tokenizers", reason="the extra 'semantic' is not installed")
safetensors = pytest.importorskip("safetensors.numpy", reason="the extra 'semantic' is not installed")

WORDS = "[PAD] [UNK] [CLS] [SEP] the parcel arrives on tuesday when does it arrive a lamp is blue".split()
WIDE, HEADS, LAYERS, INNER = 8, 2, 2, 16


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The folder of a model with random weights."""
    random_numbers = numpy.random.default_rng(7)

    def some(*shape: int) -> Any:
        return random_numbers.normal(0, 0.5, shape).astype(numpy.float32)

    weights = {
        "embeddings.word_embeddings.weight": some(len(WORDS), WIDE),
        "embeddings.position_embeddings.weight": some(32, WIDE),
        "embeddings.token_type_embeddings.weight": some(2, WIDE),
    }
    norms = ["embeddings.LayerNorm"]
    for number in range(LAYERS):
        at = f"encoder.layer.{number}."
        names = [f"{at}attention.self.{name}" for name in ("query", "key", "value")]
        shapes = [(n, WIDE, WIDE) for n in (*names, f"{at}attention.output.dense")]
        shapes += [(f"{at}intermediate.dense", INNER, WIDE), (f"{at}output.dense", WIDE, INNER)]
        for name, out, into in shapes:
            weights[f"{name}.weight"], weights[f"{name}.bias"] = some(out, into), some(out)
        norms += [f"{at}attention.output.LayerNorm", f"{at}output.LayerNorm"]
    for name in norms:
        weights[f"{name}.weight"], weights[f"{name}.bias"] = some(WIDE), some(WIDE)
    folder = tmp_path / "tiny"
    folder.mkdir()
    safetensors.save_file(weights, str(folder / "model.safetensors"))
    (folder / "config.json").write_text(
        json.dumps(
            {
                "model_type": "bert", "hidden_act": "gelu", "num_attention_heads": HEADS,
                "num_hidden_layers": LAYERS, "max_position_embeddings": 32, "layer_norm_eps": 1e-12,
            }
        )
    )  # fmt: skip
    tokenizer = tokenizers.Tokenizer(
        tokenizers.models.WordLevel({word: at for at, word in enumerate(WORDS)}, unk_token="[UNK]")
    )
    tokenizer.normalizer = tokenizers.normalizers.Lowercase()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.post_processor = tokenizers.processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def by_hand(weights: Any, ids: list[int]) -> list[float]:
    """The same forward pass a number at a time, with the standard library's error function."""

    def through(rows: list[list[float]], name: str) -> list[list[float]]:
        weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
        return [
            [
                sum(w * x for w, x in zip(line, row, strict=True)) + b
                for line, b in zip(weight, bias, strict=True)
            ]
            for row in rows
        ]

    def normed(rows: list[list[float]], name: str) -> list[list[float]]:
        found = []
        for row in rows:
            mean = sum(row) / len(row)
            spread = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row) + 1e-12)
            weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
            found.append([(x - mean) / spread * w + b for x, w, b in zip(row, weight, bias, strict=True)])
        return found

    def added(a: list[list[float]], b: list[list[float]]) -> list[list[float]]:
        return [[x + y for x, y in zip(m, n, strict=True)] for m, n in zip(a, b, strict=True)]

    state = [
        [
            w + p + t
            for w, p, t in zip(
                weights["embeddings.word_embeddings.weight"][each],
                weights["embeddings.position_embeddings.weight"][place],
                weights["embeddings.token_type_embeddings.weight"][0],
                strict=True,
            )
        ]
        for place, each in enumerate(ids)
    ]
    state = normed(state, "embeddings.LayerNorm")
    size = WIDE // HEADS
    for number in range(LAYERS):
        at = f"encoder.layer.{number}."
        query, key, value = (
            through(state, f"{at}attention.self.{name}") for name in ("query", "key", "value")
        )
        seen = [[0.0] * WIDE for _ in state]
        for head in range(HEADS):
            part = slice(head * size, (head + 1) * size)
            for i, row in enumerate(query):
                scores = [
                    sum(a * b for a, b in zip(row[part], other[part], strict=True)) / math.sqrt(size)
                    for other in key
                ]
                powers = [math.exp(score) for score in scores]
                for n in range(size):
                    seen[i][head * size + n] = sum(
                        power * other[part][n] for power, other in zip(powers, value, strict=True)
                    ) / sum(powers)
        state = normed(
            added(state, through(seen, f"{at}attention.output.dense")), f"{at}attention.output.LayerNorm"
        )
        inner = [
            [x * 0.5 * (1 + math.erf(x / math.sqrt(2))) for x in row]
            for row in through(state, f"{at}intermediate.dense")
        ]
        state = normed(added(state, through(inner, f"{at}output.dense")), f"{at}output.LayerNorm")
    pooled = [sum(column) / len(state) for column in zip(*state, strict=True)]
    length = math.sqrt(sum(x * x for x in pooled))
    return [x / length for x in pooled]


def test_the_forward_pass_is_that_of_the_papers(model: Path) -> None:
    from replycheck.semantic.encoder import Encoder

    encoder = Encoder(model)
    weights = safetensors.load_file(str(model / "model.safetensors"))
    chooser = random.Random(3)
    for _ in range(10):
        words = [chooser.choice(WORDS[4:]) for _ in range(chooser.randint(1, 12))]
        ids = [2, *(WORDS.index(word) for word in words), 3]
        expected = by_hand(weights, ids)
        assert encoder.vectors([" ".join(words)])[0].tolist() == pytest.approx(expected, abs=1e-4)


def test_a_text_is_nearest_to_itself(model: Path) -> None:
    texts = ["when does the parcel arrive", "a lamp is blue", "it arrives on tuesday"]
    vectors = load_similarity(str(model)).vectors(texts)
    matrix = nearness_of(vectors, vectors)
    for at, row in enumerate(matrix):
        assert row[at] == pytest.approx(1, abs=1e-5)
        assert max(row) == row[at]
        assert all(-1.00001 <= near <= 1.00001 for near in row)


def test_the_score_of_an_answer_is_under_the_weights_of_the_backend(model: Path) -> None:
    case = Case(
        read_text("Hi Ana,\nThe parcel arrives on Tuesday.\nLena"), read_text("When does the parcel arrive?")
    )
    rules = load_rules()
    settings = Settings(semantic_model=str(model))
    plain, semantic = check(case, rules), check(case, rules.with_settings(settings))
    assert plain.answers
    assert semantic.answers
    assert plain.answers[0].score != semantic.answers[0].score
    assert 0 <= semantic.answers[0].score <= 1
    assert not semantic.skipped or all("words" not in s.reason for s in semantic.skipped)


def test_a_model_in_the_config_that_is_gone_is_told_and_words_decide(tmp_path: Path) -> None:
    case = Case(read_text("Hi Ana,\nOn Tuesday.\nLena"), read_text("When does the parcel arrive?"))
    report = check(case, load_rules().with_settings(Settings(semantic_model=str(tmp_path / "gone"))))
    assert report.answers
    assert any("only words were compared" in skipped.reason for skipped in report.skipped)


def test_a_model_asked_for_by_option_must_be_there(
    tmp_path: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft, mail = tmp_path / "draft.txt", tmp_path / "mail.txt"
    draft.write_text("Hi Ana,\n\nThe parcel arrives on Tuesday.\n\nLena\n")
    mail.write_text("When does the parcel arrive?\n")
    call = [str(draft), "--against", str(mail), "--isolated", "--fail-on", "never", "--semantic-model"]
    assert main([*call, str(tmp_path / "gone")]) == 2
    assert "nothing is downloaded" in capsys.readouterr().err
    assert main([*call, str(model)]) == 0


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("config.json", "{", "broken JSON"),
        ("config.json", '{"model_type": "t5"}', "layout of BERT"),
        ("model.safetensors", "no tensors", "holds no model that can be read"),
        ("tokenizer.json", "{}", "holds no model that can be read"),
    ],
)
def test_a_broken_model_is_named(model: Path, file: str, text: str, said: str) -> None:
    (model / file).write_text(text)
    with pytest.raises(ToolError, match=said):
        load_similarity(str(model))


def test_a_model_is_found_by_its_name(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ToolError):
        model_folder("mini")
    place = tmp_path / "hub/hub/models--sentence-transformers--mini/snapshots/abc"
    place.parent.mkdir(parents=True)
    place.symlink_to(model)
    assert model_folder("mini") == place
    own = tmp_path / "data/replycheck/models/mini"
    own.parent.mkdir(parents=True)
    own.symlink_to(model)
    assert model_folder("mini") == own


def read_text(text: str) -> Any:
    from replycheck.read import read_text as read

    return read(text, role="agent" if text.startswith("Hi") else "customer")
