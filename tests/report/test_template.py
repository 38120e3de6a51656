"""A user's own template: what it can use, what it cannot do, and how its mistakes are named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from replycheck.errors import ConfigError
from replycheck.model import Report

Made = Callable[..., Report]
Written = Callable[..., str]


@pytest.fixture
def rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Made, written: Written
) -> Callable[..., str]:
    """What a template makes of one finding about `Lena`; it lies in the current folder."""
    monkeypatch.chdir(tmp_path)

    def render(source: str, name: str = "own.j2", **report: Any) -> str:
        Path(name).write_text(source, encoding="utf-8")
        return written("template", made("Lena", **report), template=name)

    return render


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("{{ tool.name }} {{ schema }}", "replycheck 1", id="the tool"),
        pytest.param("{{ summary.warnings }} of {{ summary.cases }}", "1 of 1", id="the summary"),
        pytest.param("{% for r in reports %}{{ r.case }}{% endfor %}", "draft.txt", id="a case"),
        pytest.param("{{ reports[0].findings[0].text }}", "Lena", id="a finding"),
        pytest.param("{{ reports[0].findings[0].location.line }}", "6", id="a place"),
        pytest.param("{{ reports[0].inbound }}|", "|", id="nothing is printed for null"),
        pytest.param("{% for s in statistics %}{{ s.rule }} {{ s.findings }}{% endfor %}", "generic/stock-apology 1", id="statistics"),
        pytest.param("{% if true %}\n  x\n{% endif %}\ny\n", "  x\ny\n", id="a tag's own line leaves none"),
        pytest.param("{{ 'a' | upper }}", "A", id="filters"),
    ],
)  # fmt: skip
def test_what_a_template_can_use(source: str, text: str, rendered: Callable[..., str]) -> None:
    assert rendered(source) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("own.html", "&lt;b&gt; \\x1b", id="HTML"),
        pytest.param("own.html.j2", "&lt;b&gt; \\x1b", id="HTML under a template's suffix"),
        pytest.param("own.XML.jinja", "&lt;b&gt; \\x1b", id="XML"),
        pytest.param("own.txt.j2", "<b> \\x1b", id="plain text"),
        pytest.param("own.j2", "<b> \\x1b", id="who knows"),
    ],
)
def test_what_is_printed_is_escaped_for_what_is_made(
    name: str, text: str, rendered: Callable[..., str]
) -> None:
    assert rendered("{{ reports[0].findings[0].message }}", name, message="<b> \x1b") == text


def test_templates_beside_it_can_be_included(rendered: Callable[..., str]) -> None:
    Path("row.j2").write_text("<{{ r.case }}>")
    assert rendered("{% for r in reports %}{% include 'row.j2' %}{% endfor %}") == "<draft.txt>"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('{{ "-" * 72 }}', "-" * 72),
        ("{{ 2**10 * 3 + 1 }}", "3073"),
        ("{{ 2**-1 }}", "0.5"),
        ('{{ "order 1234567 %5d%%" % 12 }}', "order 1234567    12%"),
        ('{{ "1234567".replace("1", "9") }}', "9234567"),
        ('{{ "order 1234567: {:>4}".format(7) }}', "order 1234567:    7"),
        ('{{ "%.2f" | format(1.005) }}', "1.00"),
        ('{{ "ab" | center(6) }}|{{ [1, 2, 3] | batch(2) | list }}', "  ab  |[[1, 2], [3]]"),
        ("{{ 7654321.25 | round(1) }}", "7654321.2"),
    ],
)
def test_everyday_sums_and_forms_are_left_alone(source: str, text: str, rendered: Callable[..., str]) -> None:
    assert rendered(source) == text


MISTAKES = [
    pytest.param("a\n{% for %}\n", "own.j2:2: ", id="broken syntax"),
    pytest.param("a\n\n{{ reports[0].findingz }}", "own.j2:3: 'dict object' has no attribute 'findingz' (UndefinedError)", id="a misspelt key"),
    pytest.param("(" * 3 + "{{ " + "(" * 3000, "own.j2", id="nested too deep"),
    pytest.param("{{ nothing }}", "own.j2:1: 'nothing' is undefined (UndefinedError)", id="a misspelt name"),
    pytest.param("a\n{{ 1 / 0 }}", "own.j2:2: division by zero (ZeroDivisionError)", id="division by zero"),
    pytest.param("{{ reports | nofilter }}", "own.j2:1: No filter named 'nofilter'", id="an unknown filter"),
    pytest.param("{{ ''.__class__.__mro__ }}", "own.j2:1: access to attribute '__class__' of 'str' object is unsafe", id="out of the sandbox"),
    pytest.param("{% set x = reports.append(1) %}", "own.j2:1: ", id="changing what it was given"),
    pytest.param("{% for i in range(1000000000) %}{% endfor %}", "own.j2:1: Range too big", id="a loop without end"),
    *(
        pytest.param(f"a\n{{{{ {expression} }}}}", "own.j2:2: a text, a list or a number gets too large", id=expression)
        for expression in (
            '"a" * 10**10', '10**10 * "a"', "[0] * 10**10", "10**(10**10)", "(10**3000) * (10**3000)", '"%10000000000d" % 1',
            '"%.*f" % (10000000000, 1)', '"%(x)9999999s" % {"x": 1}', '"%10000000000d" | format(1)', '"{:10000000000}".format(1)',
            '"{:{}}".format(1, 10**10)', '"{x:>10000000000}".format_map({"x": 1})', '"a".ljust(10**10)', '"a" | center(10000000000)',
            '"a" | indent(width=10**10)', "1.5 | round(10**10)", '"a" * 999999 + "b" * 999999', "[1] | tojson(indent=10**10)",
        )
    ),
    pytest.param("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "own.j2:1: ", id="a macro without end"),
    pytest.param("{% include 'gone.j2' %}", "own.j2:1: includes 'gone.j2', which is not beside it", id="a missing part"),
    pytest.param("{% include '../x.j2' %}", "own.j2:1: includes '../x.j2', which is not beside it", id="a part from elsewhere"),
    pytest.param("{% include 'part.j2' %}", "part.j2:2: 'nothing' is undefined", id="a mistake in a part"),
    pytest.param("{% include 'bad.j2' %}", "bad.j2:2: ", id="broken syntax in a part"),
    # What Python says here quotes the customer.
    pytest.param("{{ reports[0].findings[0].text | round }}", "own.j2:1: ", id="text where a number belongs"),
    pytest.param("{% include reports[0].findings[0].text %}", "own.j2:1: includes a template, which is not beside it", id="a part named by a draft"),
    pytest.param("{{ summary[reports[0].findings[0].text] }}", "own.j2:1: the template fails here (UndefinedError)", id="a key out of a draft"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "problem"), MISTAKES)
def test_a_mistake_is_named_at_its_line(source: str, problem: str, rendered: Callable[..., str]) -> None:
    Path("part.j2").write_text("a\n{{ nothing }}")
    Path("bad.j2").write_text("a\n{% if %}")
    with pytest.raises(ConfigError) as caught:
        rendered(source)
    said = str(caught.value)
    assert said.startswith(problem)
    assert "\n" not in said
    assert "Lena" not in said


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        pytest.param("gone.j2", None, "gone.j2: there is no such template", id="missing"),
        pytest.param("folder", "", "folder: is no file", id="a folder"),
        pytest.param("latin.j2", b"a\ngr\xfc\xdfe", "latin.j2:2:3: not UTF-8 text", id="not UTF-8"),
    ],
)
def test_a_file_that_is_no_template(
    name: str, content: Any, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: Written
) -> None:
    monkeypatch.chdir(tmp_path)
    if isinstance(content, bytes):
        Path(name).write_bytes(content)
    elif content is not None:
        Path(name).mkdir()
    with pytest.raises(ConfigError) as caught:
        written("template", template=name)
    assert str(caught.value).startswith(problem)


def test_the_format_needs_a_file(written: Written) -> None:
    with pytest.raises(ConfigError, match="--template FILE"):
        written("template")
