"""Frozen dataclasses and named tuples without their price: making a dataclass costs about half a millisecond
and the import of `inspect`, a named tuple an eighth of one, and every run makes fifty of each.

Nothing here builds code: one `__init__`, or `__new__`, looks the fields up.  What asks for the fields of such
a dataclass (`dataclasses.fields`, `replace`) still gets them; they are worked out when somebody asks.  A type
checker sees the standard library's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple", "dataclass", "field", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
    from typing import NamedTuple
else:
    from _collections import _tuplegetter

    class field:
        """A default that is made anew for every instance, or notes on a field that has none."""

        def __init__(self, *, default_factory=None, metadata=None):
            self.default_factory = default_factory
            self.metadata = metadata

    def dataclass(*, frozen, eq=True, repr=False):
        """The class with an `__init__` of its annotated fields; always frozen, without a repr of its own.

        With `eq` instances are equal and hash by their fields.
        """
        assert frozen, "only frozen records are made here"
        assert not repr, "a record has no repr of its own"

        def made(cls):
            notes = cls.__annotations__
            cls.__match_args__ = tuple(name for name, note in notes.items() if "ClassVar" not in note)
            given = {name: cls.__dict__[name] for name in cls.__match_args__ if name in cls.__dict__}
            cls._specs = {name: spec for name, spec in given.items() if isinstance(spec, field)}
            cls._defaults = {
                name: value
                for name, value in given.items()
                if name not in cls._specs or value.default_factory is not None
            }
            for name in cls._specs:
                delattr(cls, name)
            cls.__init__, cls.__setattr__, cls.__delattr__ = _init, _refuse, _refuse
            cls.__dataclass_fields__ = _Fields()
            cls.__dataclass_params__ = None
            if eq:
                cls.__eq__, cls.__hash__ = _eq, _hash
            return cls

        return made

    def replace(record, /, **changes):
        """The record with other values for some of its fields."""
        values = {name: record.__dict__[name] for name in record.__match_args__}
        return type(record)(**{**values, **changes})

    def _init(self, *args, **named):
        names = self.__match_args__
        kind = type(self).__name__
        if len(args) > len(names):
            raise TypeError(f"{kind}() takes {len(names)} values, {len(args)} were given")
        values = dict(zip(names, args))  # noqa: B905
        for name, value in named.items():
            if name not in names or name in values:
                raise TypeError(f"{kind}() has no field {name!r}, or has it twice")
            values[name] = value
        for name in names:
            if name not in values:
                try:
                    default = self._defaults[name]
                except KeyError:
                    raise TypeError(f"{kind}() needs {name!r}") from None
                values[name] = default.default_factory() if isinstance(default, field) else default
        self.__dict__.update(values)

    def _refuse(self, name, value=None):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot change {name!r}")

    def _values(self) -> tuple[Any, ...]:
        return tuple([self.__dict__[name] for name in self.__match_args__])

    def _eq(self, other):
        return _values(self) == _values(other) if type(other) is type(self) else NotImplemented

    def _hash(self):
        return hash(_values(self))

    class _Fields:
        """The fields as `dataclasses` has them, on the class; made when they are asked for."""

        def __init__(self):
            self.found = None

        def __get__(self, instance, owner):
            if self.found is None:
                import dataclasses

                listed = []
                for name in owner.__match_args__:
                    spec = owner._specs.get(name)
                    asked = {"metadata": spec.metadata} if spec else {}
                    if spec and spec.default_factory is not None:
                        asked["default_factory"] = spec.default_factory
                    elif name in owner._defaults:
                        asked["default"] = owner._defaults[name]
                    listed.append((name, owner.__annotations__[name], dataclasses.field(**asked)))
                self.found = dataclasses.make_dataclass(owner.__name__, listed).__dataclass_fields__
            return self.found

    class _Maker(type):
        """Makes a class out of the annotations of its body, as `typing.NamedTuple` does."""

        def __new__(meta, name, bases, body):
            if bases[0] is tuple or bases[0] is not _Row:  # the first of the two is the tuple of all
                return super().__new__(meta, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = {name: body.pop(name) for name in fields if name in body}
            if len(defaults) < len(fields) and fields[len(fields) - len(defaults) :] != tuple(defaults):
                raise TypeError(f"{name}: a field without a default stands behind one that has one")
            for at, each in enumerate(fields):
                body[each] = _tuplegetter(at, "")
            made = super().__new__(meta, name, bases, {"__slots__": (), **body})
            made._fields = made.__match_args__ = fields
            made._field_defaults = defaults
            made._size = len(fields)
            made._tail = tuple(defaults.values())
            return made

    class _Row(tuple, metaclass=_Maker):
        """What all named tuples share."""

        __slots__ = ()
        _fields = ()
        _field_defaults = {}  # noqa: RUF012

        def __new__(cls, *args, **named):
            missing = cls._size - len(args)
            if not named and 0 <= missing <= len(cls._tail):
                return tuple.__new__(cls, args + cls._tail[len(cls._tail) - missing :] if missing else args)
            if missing < 0:
                raise TypeError(f"{cls.__name__}() takes {cls._size} values, {len(args)} were given")
            values = [*args]
            defaults = cls._field_defaults
            for name in cls._fields[len(args) :]:
                if name in named:
                    values.append(named.pop(name))
                elif name in defaults:
                    values.append(defaults[name])
                else:
                    raise TypeError(f"{cls.__name__}() needs {name!r}")
            if named:
                raise TypeError(f"{cls.__name__}() has no field {next(iter(named))!r}, or has it twice")
            return tuple.__new__(cls, values)

        @classmethod
        def _make(cls, values):
            found = tuple.__new__(cls, values)
            if len(found) != cls._size:
                raise TypeError(f"{cls.__name__}() takes {cls._size} values, {len(found)} were given")
            return found

        def _replace(self, /, **changes):
            values = [changes.pop(name, value) for name, value in zip(self._fields, self)]  # noqa: B905
            if changes:
                raise ValueError(f"{type(self).__name__} has no field {next(iter(changes))!r}")
            return tuple.__new__(type(self), values)

        def _asdict(self):
            return dict(zip(self._fields, self))  # noqa: B905

        def __repr__(self):
            inside = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({inside})"

        def __getnewargs__(self):
            return tuple(self)

    class _NamedTuple:
        """Stands where `typing.NamedTuple` would in a class statement."""

        def __mro_entries__(self, bases):
            return (_Row,)

    NamedTuple = _NamedTuple()
