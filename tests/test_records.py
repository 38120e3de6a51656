"""Records are dataclasses for whoever asks, and cheap for every run."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from typing import ClassVar

import pytest

from replycheck.records import dataclass, field, replace


@dataclass(frozen=True, repr=False)
class Parcel:
    needs: ClassVar[tuple[str, ...]] = ()
    weight: float
    to: str = "Kiel"
    notes: dict[str, str] = field(default_factory=dict)


def test_fields_are_those_of_a_dataclass() -> None:
    parcel = Parcel(2.0, to="Riga")
    assert [f.name for f in dataclasses.fields(parcel)] == ["weight", "to", "notes"]
    assert dataclasses.fields(Parcel)[1].default == "Kiel"
    assert dataclasses.fields(Parcel)[2].default_factory is dict
    assert dataclasses.replace(parcel, weight=3.0).to == replace(parcel, weight=3.0).to == "Riga"


def test_a_default_is_made_for_each() -> None:
    one, other = Parcel(1.0), Parcel(1.0)
    assert one.notes is not other.notes
    assert one == other
    assert one != Parcel(2.0)
    assert one != object()


def test_values_cannot_be_changed() -> None:
    parcel = Parcel(1.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        parcel.to = "Oslo"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del parcel.to


@pytest.mark.parametrize(
    "values",
    [{}, {"weight": 1.0, "colour": "red"}, {"needs": ()}],
    ids=["one is missing", "one is unknown", "a class variable is no field"],
)
def test_wrong_values_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Parcel(**values)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Parcel(1.0, "Riga", {}, 4)  # type: ignore[call-arg]


def test_nothing_on_the_way_of_the_library_needs_the_real_ones() -> None:
    code = f"import sys; sys.path = {sys.path!r}; import replycheck; sys.exit('dataclasses' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
