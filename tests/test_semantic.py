"""A sentence encoder in a folder, made by the test: two layers, eight numbers wide, words of its own."""

from __future__ import annotations

import json
import math
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replycheck import Case, check, load_rules
from replycheck.cli.main import main
from replycheck.errors import ToolError
from replycheck.model import Settings
from replycheck.semantic import load_similarity, model_folder
from replycheck.understand.answer_meaning import nearness_of

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


def by_hand(weights: Any, ids: list[int]) -> list[list[float]]:
    """The last layer's rows, worked out a number at a time with the standard library's error function."""

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
    return state


def mean(rows: list[list[float]]) -> list[float]:
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


def test_the_forward_pass_is_that_of_the_papers(model: Path) -> None:
    from replycheck.semantic.encoder import Encoder

    encoder = Encoder(model)
    weights = safetensors.load_file(str(model / "model.safetensors"))
    chooser = random.Random(3)
    for _ in range(10):
        words = [chooser.choice(WORDS[4:]) for _ in range(chooser.randint(1, 12))]
        ids = [2, *(WORDS.index(word) for word in words), 3]
        pooled = mean(by_hand(weights, ids))
        length = math.sqrt(sum(x * x for x in pooled))
        expected = [x / length for x in pooled]
        assert encoder.vectors([" ".join(words)])[0].tolist() == pytest.approx(expected, abs=1e-4)


def adapter_for(encoder: Any) -> dict[str, Any]:
    """An adapter of width 2 for the second layer's queries and the first layer's inner rows."""
    from replycheck.semantic.cross_encoder import PROBE

    random_numbers = numpy.random.default_rng(5)
    found = {
        "sentence": random_numbers.normal(0, 1, WIDE), "sentence_bias": numpy.array(0.3),
        "first": random_numbers.normal(0, 1, WIDE), "together": numpy.array(0.7), "bias": numpy.array(-0.2),
        "probe": encoder.vectors([PROBE])[0],
    }  # fmt: skip
    for name, out in (
        ("encoder.layer.1.attention.self.query", WIDE),
        ("encoder.layer.0.intermediate.dense", INNER),
    ):
        found[f"{name}.down"] = random_numbers.integers(-127, 128, (WIDE, 2)).astype(numpy.int8)
        found[f"{name}.up"] = random_numbers.integers(-127, 128, (2, out)).astype(numpy.int8)
        found[f"{name}.scale"] = numpy.array([1e-3, 5e-4], dtype=numpy.float32)
    return found


def test_question_and_reply_are_read_in_one_by_the_changed_layers(model: Path) -> None:
    from replycheck.semantic.cross_encoder import CrossEncoder
    from replycheck.semantic.encoder import Encoder

    encoder = Encoder(model)
    adapter = adapter_for(encoder)
    weights = dict(safetensors.load_file(str(model / "model.safetensors")))
    for name in ("encoder.layer.1.attention.self.query", "encoder.layer.0.intermediate.dense"):
        down, up = adapter[f"{name}.down"] * adapter[f"{name}.scale"], adapter[f"{name}.up"]
        weights[f"{name}.weight"] = weights[f"{name}.weight"] + (down @ up).T
    questions, said = ["when does it arrive", "is a lamp blue"], ["it arrives", "the lamp is blue"]
    found = CrossEncoder(encoder, adapter).readings(questions, said)
    for question, reading in zip(questions, found, strict=True):
        head = [2, *(WORDS.index(word) for word in question.split()), 3]
        parts = [[WORDS.index(word) for word in text.split()] for text in said]
        rows = by_hand(weights, [*head, *parts[0], *parts[1], 3])
        at = len(head) + len(parts[0])
        means = mean(rows[len(head) : at]), mean(rows[at : at + len(parts[1])])
        odds = [float(numpy.dot(each, adapter["sentence"]) + 0.3) for each in means]
        assert reading.sentences == pytest.approx(odds, abs=1e-4)
        together = math.log(sum(map(math.exp, odds)))
        verdict = float(numpy.dot(rows[0], adapter["first"])) + 0.7 * together - 0.2
        assert reading.verdict == pytest.approx(verdict, abs=1e-4)


def test_each_changed_layer_counts(model: Path) -> None:
    from replycheck.semantic.cross_encoder import CrossEncoder
    from replycheck.semantic.encoder import Encoder

    encoder = Encoder(model)
    adapter = adapter_for(encoder)

    def odds(**changed: Any) -> Any:
        return numpy.array(
            CrossEncoder(encoder, adapter | changed).readings(["is it blue"], ["it arrives"])[0].sentences
        )

    for name in ("encoder.layer.1.attention.self.query", "encoder.layer.0.intermediate.dense"):
        still = {f"{name}.up": numpy.zeros_like(adapter[f"{name}.up"])}
        assert abs(odds() - odds(**still)).max() > 1e-3


def test_a_long_reply_is_read_in_parts(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from replycheck.semantic import cross_encoder
    from replycheck.semantic.encoder import Encoder

    monkeypatch.setattr(cross_encoder, "MOST_TOGETHER", 11)
    encoder = Encoder(model)
    reader = cross_encoder.CrossEncoder(encoder, adapter_for(encoder))
    said = ["it arrives", "the lamp is blue", "a parcel"]
    [whole] = reader.readings(["is it blue"], said)
    first, second = (reader.readings(["is it blue"], part)[0] for part in (said[:1], said[1:]))
    assert list(whole.sentences) == pytest.approx([*first.sentences, *second.sentences], abs=1e-5)
    assert whole.verdict == pytest.approx(max(first.verdict, second.verdict), abs=1e-5)


@given(st.integers(2, 50), st.lists(st.integers(1, 96), min_size=1, max_size=30))
def test_parts_hold_every_sentence_once_and_as_many_as_fit(head: int, sizes: list[int]) -> None:
    from replycheck.semantic.cross_encoder import MOST_TOGETHER, windows

    found = list(windows(head, sizes))
    assert [number for part in found for number in part] == list(range(len(sizes)))
    room = MOST_TOGETHER - head - 1
    assert all(sum(sizes[n] for n in part) <= room for part in found)
    assert all(sum(sizes[n] for n in part) + sizes[after[0]] > room for part, after in pairwise(found))


def test_what_stands_behind_the_last_part_is_not_read(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from replycheck.semantic import cross_encoder
    from replycheck.semantic.encoder import Encoder

    monkeypatch.setattr(cross_encoder, "MOST_TOGETHER", 11)
    monkeypatch.setattr(cross_encoder, "MOST_PARTS", 1)
    monkeypatch.setattr(cross_encoder, "BLOCK", 10)
    encoder = Encoder(model)
    reader = cross_encoder.CrossEncoder(encoder, adapter_for(encoder))
    for found in reader.readings(["is it blue", "when does it"], ["it arrives", "the lamp is blue"]):
        assert found.sentences[0] != cross_encoder.UNREAD
        assert found.sentences[1] == cross_encoder.UNREAD
        assert math.isfinite(found.verdict)
        assert found.verdict >= cross_encoder.UNSURE
    assert reader.readings([], ["it arrives"]) == []


def test_the_more_is_asked_the_less_of_a_reply_is_read_for_each(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from replycheck.semantic import cross_encoder
    from replycheck.semantic.encoder import Encoder

    monkeypatch.setattr(cross_encoder, "MOST_TOGETHER", 11)
    monkeypatch.setattr(cross_encoder, "MOST_OF_CASE", 44)
    encoder = Encoder(model)
    reader = cross_encoder.CrossEncoder(encoder, adapter_for(encoder))
    said = ["it arrives", "the lamp is blue"]
    for asked, unread in ((1, 0), (2, 0), (4, 1), (9, 1)):
        for found in reader.readings(["is it blue"] * asked, said):
            assert list(found.sentences).count(cross_encoder.UNREAD) == unread


def test_the_shipped_adapter_fits_the_model_it_is_for() -> None:
    from replycheck.semantic.cross_encoder import NUMBERS, ROWS, shipped_adapter

    adapter = shipped_adapter()
    wide, inner = 384, 1536
    shapes = {f"attention.self.{name}": (wide, wide) for name in ("query", "key", "value")}
    shapes |= {"attention.output.dense": (wide, wide)}
    shapes |= {"intermediate.dense": (wide, inner), "output.dense": (inner, wide)}
    expected: dict[str, tuple[int, ...]] = dict.fromkeys(NUMBERS, (1,))
    expected |= dict.fromkeys((*ROWS, "probe"), (wide,))
    for number in range(6):
        for name, (into, out) in shapes.items():
            at = f"encoder.layer.{number}.{name}"
            rank = len(adapter[f"{at}.scale"])
            expected |= {f"{at}.down": (into, rank), f"{at}.up": (rank, out), f"{at}.scale": (rank,)}
            assert adapter[f"{at}.down"].dtype == adapter[f"{at}.up"].dtype == numpy.int8
    assert {name: value.shape for name, value in adapter.items()} == expected


def test_a_sentence_of_which_no_token_is_left_can_be_read(model: Path) -> None:
    from replycheck.semantic.cross_encoder import CrossEncoder
    from replycheck.semantic.encoder import Encoder

    encoder = Encoder(model)
    [found] = CrossEncoder(encoder, adapter_for(encoder)).readings([""], ["", "it arrives"])
    assert all(map(math.isfinite, (found.verdict, *found.sentences)))


def test_an_adapter_is_for_the_model_it_was_trained_with_alone(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from replycheck.semantic import cross_encoder
    from replycheck.semantic.cross_encoder import is_for, shipped_adapter
    from replycheck.semantic.encoder import Encoder

    monkeypatch.setattr(cross_encoder, "MOST_TOGETHER", 32)
    encoder = Encoder(model)
    adapter = adapter_for(encoder)
    assert is_for(adapter, encoder)
    assert is_for({**adapter, "probe": adapter["probe"] * 0.995}, encoder)
    assert not is_for({**adapter, "probe": -adapter["probe"]}, encoder)
    assert not is_for({**adapter, "probe": numpy.ones(WIDE + 1)}, encoder)
    assert not is_for(shipped_adapter(), encoder)
    monkeypatch.setattr(cross_encoder, "MOST_TOGETHER", 33)  # the model has 32 places
    assert not is_for(adapter, encoder)
    other = load_similarity(str(model))
    assert not other.reads
    with pytest.raises(ValueError, match="no adapter"):
        other.readings(["when"], ["it arrives"])


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
