"""The comment for a pull request, read by GitHub's own Markdown parser."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from replycheck.model import Report, Severity, Skipped
from replycheck.report.markdown import MOST_FINDINGS, escaped

Made = Callable[..., Report]
Written = Callable[..., str]


def as_html(markdown: str) -> str:
    import cmarkgfm
    from cmarkgfm.cmark import Options

    # GitHub lets HTML through here and cleans it later; what is left is what the text could do.
    html: str = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return html


def test_a_comment(made: Made, written: Written) -> None:
    reports = [
        made(
            "late", inbound="Hello, where is it?", asked="where is it?", suggestions=("slow",), path="a.txt"
        ),
        made("late", "order", rule="tone/blame", severity=Severity.ERROR, path="all.json", record="7"),
        made(),
    ]
    assert (
        written("markdown", *reports)
        == """\
<!-- replycheck -->
### replycheck: 2 errors, 1 warning in 3 drafts

| Severity | Rule | Findings | Drafts |
| --- | --- | ---: | ---: |
| error | `tone/blame` | 2 | 1 |
| warning | `generic/stock-apology` | 1 | 1 |

<details><summary>a.txt: 1 finding</summary>

- **warning** `generic/stock-apology`, line 3: said too often
  - write: “slow”
  - the customer asked (inbound.eml:1): “where is it?”

</details>
<details><summary>all.json&#35;&#8203;7: 2 findings</summary>

- **error** `tone/blame`, line 3: said too often
- **error** `tone/blame`, line 3: said too often

</details>
"""
    )


def test_it_becomes_a_table_and_folded_lists(made: Made, written: Written) -> None:
    html = as_html(written("markdown", made("late", path="a.txt"), made("late", path="b.txt")))
    assert html.count("<table>") == 1
    assert html.count("<details>") == html.count("</details>") == 2
    assert html.count("<li>") == 2
    assert "<code>generic/stock-apology</code>" in html


def test_nothing_found_and_nothing_hidden(made: Made, written: Written) -> None:
    assert written("markdown", made()) == "<!-- replycheck -->\n### replycheck: no findings in 1 draft\n"
    skipped = made(skipped=(Skipped("answers/a", "no inbound | here"),))
    comment = written("markdown", skipped, incomplete=lambda: True)
    assert "\nNot checked: answers/a (no inbound &#124; here)\n" in comment
    assert "An input could not be checked" in comment


def test_long_lists_are_cut_with_a_count_and_the_gravest_stay(made: Made, written: Written) -> None:
    many = [made("late", "order", path=f"{at}.txt") for at in range(300)]
    grave = made("late", severity=Severity.ERROR, rule="tone/blame", path="last.txt")
    comment = written("markdown", *many, grave)
    assert comment.count("\n- **") == MOST_FINDINGS
    assert "\n- **error** `tone/blame`" in comment
    assert comment.endswith("\n… and 501 more findings; the log of the run has them all.\n")
    assert "| warning | `generic/stock-apology` | 600 | 300 |" in comment


def test_a_comment_is_never_longer_than_github_takes(made: Made, written: Written) -> None:
    long = [made("late", message="*" * 5000, rule=f"house/rule-{at}", path="x" * 200) for at in range(200)]
    comment = written("markdown", *long)
    assert len(comment) < 65_536
    assert "more findings" in comment
    assert "\n… and 175 more rules.\n" in comment


@pytest.mark.parametrize(
    "text",
    [
        "**b** _i_ ~~s~~ `c` ``", "[a](http://x.example)", "![a](b)", "<b>x</b>", "&lt; &amp;", "a | b |", "# head", "- item",
        "1. item", "+ item", "===", "> quote", "http://x.example/a", "https://x.example", "www.x.example", "ana@x.example",
        "mailto:ana@x.example", "@team", "(@team)", "#12", "o/r#12", "!12", "$x^2$", "\\*", "&copy;", "<!-- x", "[^1]", "- [ ] x",
        "ftp://x.example", "xmpp:a@x.example", "WWW.X.EXAMPLE", "~~~", "---", "* * *", "<details>", "[x]: y", "12) x",
    ],
)  # fmt: skip
def test_no_text_is_markup(text: str) -> None:
    import html
    import re

    shown = as_html(f"- **error** `a/b`, line 3: {escaped(text)}\n  - {escaped(text)}\n")
    assert re.sub(r"</?(ul|li|strong|code)>", "", shown).count("<") == 0
    words = re.sub(r"<[^>]*>", "", shown)
    assert html.unescape(words).replace("\u200b", "").count(text) == 2
    # What GitHub itself looks for in the finished text.
    assert not re.search(r"[@#!]\w", html.unescape(words))
