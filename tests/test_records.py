"""Records are dataclasses for whoever asks, and cheap for every run."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
import typing
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from replycheck.records import NamedTuple, dataclass, field, replace


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


class Place(NamedTuple):
    """Where something stands."""

    line: int
    column: int = 1
    note: str = ""

    @property
    def both(self) -> tuple[int, int]:
        return self.line, self.column


class Plain(typing.NamedTuple):
    line: int
    column: int = 1
    note: str = ""


GIVEN: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((3,), {}), ((3, 4), {}), ((3, 4, "x"), {}), ((), {"line": 3}), ((3,), {"note": "y"}),
    ((), {"note": "n", "column": 2, "line": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("args", "named"), GIVEN)
def test_a_named_tuple_is_what_the_standard_librarys_is(args: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs = Place(*args, **named), Plain(*args, **named)
    assert tuple(ours) == tuple(theirs)
    assert hash(ours) == hash(theirs)
    assert (ours.line, ours.column, ours.note) == tuple(theirs)
    assert ours._asdict() == theirs._asdict()
    assert repr(ours).removeprefix("Place") == repr(theirs).removeprefix("Plain")
    assert tuple(ours._replace(line=9)) == tuple(theirs._replace(line=9))
    assert isinstance(ours._replace(line=9), Place)
    assert Place._make(theirs) == ours
    assert pickle.loads(pickle.dumps(ours)) == ours
    assert copy.deepcopy(ours) == ours
    assert ours.both == (ours.line, ours.column)
    match ours:
        case Place(line, column):
            assert (line, column) == ours[:2]


def test_a_named_tuple_says_what_the_standard_librarys_says() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__"):
        assert getattr(Place, name) == getattr(Plain, name)
    assert list(Place.__annotations__) == list(Plain.__annotations__)
    assert Place.__doc__ == "Where something stands."


@pytest.mark.parametrize(
    "call",
    [
        lambda: Place(),  # type: ignore[call-arg]
        lambda: Place(1, 2, "", 4),  # type: ignore[call-arg]
        lambda: Place(1, line=2),  # type: ignore[misc]
        lambda: Place(1, row=2),  # type: ignore[call-arg]
        lambda: Place._make([1]),
    ],
)
def test_a_named_tuple_refuses_what_does_not_fit(call: Callable[[], Place]) -> None:
    with pytest.raises(TypeError):
        call()
    with pytest.raises(ValueError, match="no field"):
        Place(1)._replace(row=2)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Place(1).line = 3  # type: ignore[misc]


def test_a_field_without_a_default_stands_before_those_with_one() -> None:
    with pytest.raises(TypeError, match="without a default"):

        class Wrong(NamedTuple):
            line: int = 1
            column: int  # type: ignore[misc]
