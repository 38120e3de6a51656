"""The file form of weights of words: small whole numbers with a scale, read in a tenth of the time JSON takes."""

from __future__ import annotations

from collections.abc import Mapping


def packed(bias: float, scale: float, weights: Mapping[str, int], source: str) -> bytes:
    """A line with bias, scale and `source`, a line of names with tabs between, a signed byte for each name.

    `source` says where the weights come from, in words without white space.  ValueError for a name with a tab or a
    line break.
    """
    if any("\t" in name or "\n" in name for name in weights):
        raise ValueError("a name holds a tab or a line break")
    head = f"{bias:.6g} {scale:.6g} {source}"
    signed = bytes(weight & 0xFF for weight in weights.values())
    return "\n".join((head, "\t".join(weights))).encode() + b"\n" + signed


def unpacked(data: bytes) -> tuple[float, float, Mapping[str, int]]:
    """Bias, scale and the weight of each name, from -128 to 127: the inverse of `packed`."""
    head, names, signed = data.split(b"\n", 2)
    bias, scale, *_ = head.split()
    weights = dict(zip(names.decode().split("\t"), memoryview(signed).cast("b"), strict=True))
    return float(bias), float(scale), weights
