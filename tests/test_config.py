"""The nearest config counts; each mistake in it is named at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from replycheck.cli.main import main
from replycheck.config import Config, Override, find_config
from replycheck.configfile import SETTINGS, read_config
from replycheck.errors import ConfigError
from replycheck.model import Fact, LanguageToolUse, SelfService, Severity
from replycheck.rules import load_rules


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_config_above_the_file_counts(tmp_path: Path) -> None:
    outer = write(tmp_path / ".replycheck.yml", "profile: thorough\n")
    inner = write(tmp_path / "team" / "pyproject.toml", '[tool.replycheck]\nignore = ["generic"]\n')
    write(tmp_path / "team" / "drafts" / "pyproject.toml", "[tool.other]\n")
    assert find_config(tmp_path / "team" / "drafts") == inner
    assert find_config(tmp_path) == outer


def test_yaml_and_toml_say_the_same(tmp_path: Path) -> None:
    yaml = write(
        tmp_path / ".replycheck.yml",
        "select: [generic]\nseverities: {generic: error}\nsettings: {reply_within_hours: 8}\n",
    )
    toml = write(
        tmp_path / "pyproject.toml",
        '[tool.replycheck]\nselect = ["generic"]\n[tool.replycheck.severities]\ngeneric = "error"\n'
        "[tool.replycheck.settings]\nreply_within_hours = 8\n",
    )
    for config in (read_config(yaml), read_config(toml)):
        assert config.select == ("generic",)
        assert config.severities == {"generic": Severity.ERROR}
        assert config.settings.reply_within_hours == 8


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("selct: [generic]\n", "1:1: unknown key 'selct'; did you mean 'select'?"),
        ("ignore: generic\n", "1:9: 'ignore' should be a list of texts, not a text"),
        ("severities: {generic: fatal}\n", "unknown severity 'fatal'"),
        ("settings: {reply_within_hours: -1}\n", "should be a number of hours above 0"),
        ("settings: {reply_in: 3}\n", "unknown key 'reply_in'"),
        ("profiles: {x: {selct: []}}\n", "unknown key 'selct'; did you mean 'select'?"),
        ("select: [\n", "broken YAML"),
        ("select: &a [*a]\n", "1:9: anchors and aliases are not supported"),
        ("select: [!!bool x]\n", "1:10: 'x' is no bool"),
        ("select: [!!timestamp foo]\n", "1:10: 'foo' is no timestamp"),
        ("select: [!!int '']\n", "1:10: '' is no int"),
        ("settings: {reply_within_hours: .inf}\n", "1:32: '.inf' is not a number that makes sense"),
        ("settings: {reply_within_hours: .nan}\n", "1:32: '.nan' is not a number that makes sense"),
        (f"settings: {{reply_within_hours: {'9' * 400}}}\n", "1:32: "),
        (f"settings: {{reply_within_hours: {'9' * 5000}}}\n", "1:32: "),
        ("settings: {team_names: ['']}\n", "1:25: an empty text in 'team_names'"),
        ("ignore: [generic, ' ']\n", "1:19: an empty text in 'ignore'"),
        ("ignore: []\nwords: [Lumio]\n", "2:1: unknown key 'words'; it stands under 'settings'"),
        ("settings: {ignore: [tone]}\n", "1:12: unknown key 'ignore'; it stands beside 'settings'"),
        ("templates: nope\n", "1:12: there is no folder 'nope'; paths start at this file's folder"),
        (
            "ignore:\n  - a: b: c\n",
            "2:9: broken YAML: mapping values are not allowed in this context; if the colon belongs",
        ),
        ("ignore:\n  - [a]b\n  - c\n", "put it in quotes"),
        (
            "ignore:\n  - *a\n",
            "2:5: broken YAML: found undefined alias; if a text holds or begins with a sign",
        ),
        ("ignore:\n  - @a\n", "put it in quotes"),
        (
            "ignore:\n\t- a\n",
            "2:1: broken YAML: while scanning for the next token found character that cannot start any token; indent with spaces",
        ),
        ('ignore: ["\\d"]\n', "put it in single quotes"),
    ],
)
def test_a_mistake_is_named_at_its_place(tmp_path: Path, text: str, problem: str) -> None:
    path = write(tmp_path / ".replycheck.yml", text)
    with pytest.raises(ConfigError) as caught:
        read_config(path)
    assert str(caught.value).startswith(str(path))
    assert problem in str(caught.value)


def test_a_mistake_in_toml_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", '[tool.replycheck]\nselct = ["generic"]\n')
    with pytest.raises(ConfigError, match=r"pyproject.toml:2:1: unknown key 'selct'; did you mean 'select'"):
        read_config(path)


def test_an_empty_config_says_nothing(tmp_path: Path) -> None:
    config = read_config(write(tmp_path / ".replycheck.yml", "# nothing yet\n"))
    assert (config.select, config.ignore, config.profile) == ((), (), "agent")


def test_a_name_in_the_config_that_nothing_bears_is_named_at_its_key(tmp_path: Path) -> None:
    path = write(tmp_path / ".replycheck.yml", "profile: agent\nignore: [genric]\n")
    with pytest.raises(
        ConfigError,
        match=r"\.replycheck\.yml:2:10: no rule or family is called 'genric'; did you mean 'generic'",
    ):
        load_rules(config=read_config(path))


def test_an_unknown_profile_is_named_where_it_stands_with_those_there_are(tmp_path: Path) -> None:
    path = write(
        tmp_path / ".replycheck.yml", "ignore: []\nprofile: strict\nprofiles: {quick: {select: [tone]}}\n"
    )
    with pytest.raises(ConfigError) as caught:
        load_rules(config=read_config(path))
    said = "unknown profile 'strict'; one of agent, library, thorough, quick is wanted"
    assert str(caught.value) == f"{path}:2:10: {said}"


def test_a_profile_of_the_config_chooses_rules() -> None:
    from replycheck.config import Profile

    config = Config(profile="quick", profiles={"quick": Profile(select=("placeholders",))})
    assert {rule.family for rule in load_rules(config=config)} == {"placeholders"}


def test_severities_of_the_config_outrank_the_rules() -> None:
    from replycheck import Case, check
    from replycheck.read import read_text

    case = Case(read_text("We apologize for any inconvenience.", role="agent"))
    config = Config(select=("generic/stock-apology",), severities={"generic": Severity.ERROR})
    assert [f.severity for f in check(case, load_rules(config=config))] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"[tool.replycheck]\nprofile = '\xff'\n", "2:12: not UTF-8 text"),
        ("[tool.replycheck]\n".encode("utf-16"), "1:1: not UTF-8 text"),
        (b"a = " + b"[" * 100_000, "1:1: nested too deep"),
        (b"a = " + b"9" * 5000, "1:1: broken TOML"),
        (b"a = 1\nb = ?\n", "2:5: broken TOML"),
        (b"a = 1\n[tool.replycheck\nselect = []\n", "2:17: broken TOML: Expected ']' at the end of a table declaration; write [tool.replycheck]"),
        (b"[[tool.replycheck # ours\n", "1:19: broken TOML: Expected ']]' at the end of an array declaration; write [[tool.replycheck]]"),
        (b'tool = "x"\n', "1:1: [tool] should be a table"),
        (b"[[tool]]\n", "1:3: [tool] should be a table"),
        (b"[tool.replycheck.settings]\nreply_within_hours = nan\n", "2:1: 'reply_within_hours' should be"),
        (b'[tool.ruff]\nselect = []\n[tool.replycheck]\nselect = ["a", ""]\n', "4:1: an empty text in 'select'"),
        (b'[tool.replycheck]\nseverities = {generic = "fatal"}\n', "2:15: unknown severity 'fatal'"),
    ],
)  # fmt: skip
def test_a_mistake_in_toml_is_named_at_its_place(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        read_config(path)
    assert str(caught.value).startswith(f"{path}:{problem}")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[ tool.replycheck ]\nselect = []\n", True),
        ("[tool]\nreplycheck.select = []\n", True),
        ('[tool."replycheck".settings]\n', True),
        ("tool.replycheck.select = []\n", True),
        ("tool = {replycheck = {select = []}}\n", True),
        ("[tool.replycheck\n", True),
        ("[tool.replycheck.settings # ours\n", True),
        ("[[tool.replycheck]]\n", True),
        ("[tool.replychecker\n", False),
        ("#[tool.replycheck]\n", False),
        ("[tool.replychecker]\n", False),
        ('[tool.poetry.dependencies]\nreplycheck = "^1"\n', False),
        ('[project]\ndependencies = ["replycheck"]\n', False),
    ],
)
def test_a_table_in_pyproject_is_noticed_however_it_is_written(
    tmp_path: Path, text: str, found: bool
) -> None:
    path = write(tmp_path / "pyproject.toml", text)
    assert (find_config(tmp_path) == path) is found


def test_a_header_that_is_not_closed_ends_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from replycheck.cli.main import main

    monkeypatch.chdir(tmp_path)
    write(tmp_path / "pyproject.toml", "[tool.replycheck\nignore = ['generic']\n")
    write(tmp_path / "draft.txt", "Hi Ana,\n\nit ships today.\n")
    assert main(["draft.txt"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("replycheck: ")
    assert err.count("\n") == 1
    assert "pyproject.toml:1:17: broken TOML" in err


def test_what_is_no_config_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "team" / ".replycheck.yml").mkdir(parents=True)
    outer = write(tmp_path / ".replycheck.yml", "profile: agent\n")
    assert find_config(tmp_path / "team") == outer
    assert find_config(tmp_path / ("x" * 300)) == outer


def test_a_config_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for name in ("", "x" * 300):
        with pytest.raises(ConfigError):
            read_config(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        (
            ".replycheck.yml",
            "ignore:\n  - generic\n  - tone\nseverities:\n  links: error\n"
            "profiles:\n  quick:\n    select: [macro]\n",
            {"ignore.tone": "3:5", "severities.links": "5:3", "profiles.quick.macro": "8:14", "ignore.x": "1:1"},
        ),
        (
            "pyproject.toml",
            '[tool.ruff]\nignore = ["tone"]\n[tool.replycheck]\nignore = [\n  "generic",\n  "tone",\n]\n'
            '[tool.replycheck.severities]\nlinks = "error"\n[tool.replycheck.profiles.quick]\nselect = ["macro"]\n',
            {"ignore.tone": "6:4", "severities.links": "9:1", "profiles.quick.macro": "11:12", "ignore.x": "4:1"},
        ),
    ],
)  # fmt: skip
def test_a_name_has_a_place_of_its_own(tmp_path: Path, name: str, text: str, places: dict[str, str]) -> None:
    path = write(tmp_path / name, text)
    config = read_config(path)
    assert {key: config.origin(key) for key in places} == {k: f"{path}:{at}" for k, at in places.items()}


YAML_SETTINGS = """settings:
  reply_within_hours: 8
  team_names: [Lena]
  facts:
    - about: the return window
      words: [return, send it back]
      value: 30 days
    - {about: the delivery fee, words: [delivery fee], value: £4.95}
  preferred: {e-bill: eBill}
  banned: {kindly: please, do the needful: ''}
  jargon: {RMA: return}
  accepted: [Halden]
  dialect: en-GB
  words: [flurbo, zot]
  brand: Lampenhaus
  agent: Lena
  other_brands: [Lichtwelt]
  self_service:
    - topic: returns
      words: [return]
      link: https://help.example.com/returns
  desk: Zendesk
  declared: [ticket.hall, ticket_fields.*]
  languagetool: {use: local, keep_minutes: 15}
"""

TOML_SETTINGS = """[tool.replycheck.settings]
reply_within_hours = 8
team_names = ["Lena"]
accepted = ["Halden"]
dialect = "en-GB"
words = ["flurbo", "zot"]
brand = "Lampenhaus"
agent = "Lena"
other_brands = ["Lichtwelt"]
preferred = {"e-bill" = "eBill"}
jargon = {RMA = "return"}
self_service = [{topic = "returns", words = ["return"], link = "https://help.example.com/returns"}]
desk = "Zendesk"
declared = ["ticket.hall", "ticket_fields.*"]
languagetool = {use = "local", keep_minutes = 15}

[tool.replycheck.settings.banned]
kindly = "please"
"do the needful" = ""

[[tool.replycheck.settings.facts]]
about = "the return window"
words = ["return", "send it back"]
value = "30 days"

[[tool.replycheck.settings.facts]]
about = "the delivery fee"
words = ["delivery fee"]
value = "£4.95"
"""


@pytest.mark.parametrize(
    ("name", "text"), [(".replycheck.yml", YAML_SETTINGS), ("pyproject.toml", TOML_SETTINGS)]
)
def test_a_teams_facts_and_words_are_read(tmp_path: Path, name: str, text: str) -> None:
    settings = read_config(write(tmp_path / name, text)).settings
    expected = {
        "reply_within_hours": 8.0,
        "team_names": ("Lena",),
        "facts": (
            Fact("the return window", ("return", "send it back"), "30 days"),
            Fact("the delivery fee", ("delivery fee",), "£4.95"),
        ),
        "preferred": {"e-bill": "eBill"},
        "banned": {"kindly": "please", "do the needful": ""},
        "jargon": {"RMA": "return"},
        "accepted": ("Halden",),
        "dialect": "en-GB",
        "words": ("flurbo", "zot"),
        "brand": "Lampenhaus",
        "agent": "Lena",
        "other_brands": ("Lichtwelt",),
        "self_service": (SelfService("returns", ("return",), "https://help.example.com/returns"),),
        "desk": "Zendesk",
        "declared": ("ticket.hall", "ticket_fields.*"),
        "languagetool": LanguageToolUse("local", keep_minutes=15.0),
    }
    assert {key: getattr(settings, key) for key in expected} == expected
    assert set(settings._asdict()) == set(SETTINGS)


FACT = "{about: returns, words: [return], value: 30 days}"
PAGE = "{topic: returns, words: [return], link: https://help.example.com}"


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ("fact: []", "1:12: unknown key 'fact'; did you mean 'facts'?"),
        ("facts: {}", "1:19: 'facts' should be a list of mappings with 'about', 'words' and 'value'"),
        ("facts: [30 days]", "1:20: 'facts' should hold mappings with 'about', 'words' and 'value'"),
        ("facts: [{about: returns, words: [return]}]", "1:20: the key 'value' is missing here"),
        (f"facts: [{FACT}, {{about: x, wrods: [y], value: z}}]", "1:82: unknown key 'wrods'; did you mean 'words'?"),
        (f"facts: [{FACT.replace('30 days', '30')}]", "1:61: 'value' should be a text; put it in quotes"),
        (f"facts: [{FACT.replace('30 days', '')}]", "'value' should be a text, not nothing"),
        (f"facts: [{FACT.replace('[return]', 'return')}]", "1:44: 'words' should be a list of texts; write [return]"),
        (f"facts: [{FACT.replace('[return]', '[]')}]", "1:44: 'words' is empty; name at least one"),
        (f"facts: [{FACT.replace('[return]', '[12]')}]", "1:45: 'words' should hold texts, not a number; put it in quotes"),
        ("preferred: [e-bill]", "1:23: 'preferred' should be a mapping, not a list"),
        ("preferred: {e-bill: 5}", "1:32: 'preferred' should lead from a text to a text; put both in quotes"),
        ("preferred: {e-bill: ''}", "1:32: an empty text in 'preferred'; say what to write instead"),
        ("preferred: {'': x}", "1:28: an empty text in 'preferred'"),
        ("preferred: {e-bill: e-bill}", "1:32: 'e-bill' leads to itself; say what to write instead"),
        ("preferred: {email: e-mail, e-mail: email}", "1:31: 'email' leads to 'e-mail', which is replaced as well"),
        ("preferred: {mail: kind}, banned: {kind: nice}", "1:30: 'mail' leads to 'kind', which is replaced as well"),
        ("preferred: {kindly: nicely}, banned: {kindly: please}", "1:50: 'kindly' stands in 'preferred' too; take one out"),
        ("banned: {issue: fault}, accepted: [Issue]", "1:21: 'issue' stands in 'accepted' too; take one out"),
        ("jargon: {RMA: ''}", "an empty text in 'jargon'; say what to write instead"),
        ("accepted: Halden", "1:22: 'accepted' should be a list of texts, not a text"),
        ("dialect: en-NZ", "1:21: unknown dialect 'en-NZ'"),
        ("words: flurbo", "1:19: 'words' should be a list of texts, not a text"),
        ("brand: [Halden]", "1:19: 'brand' should be a text, not a list"),
        ("agent: ''", "1:19: 'agent' is empty; fill it in or take it out"),
        ("brand: ' '", "1:19: 'brand' is empty; fill it in or take it out"),
        ("brand: Halden, other_brands: [halden]", "1:42: 'halden' is the brand itself; take it out"),
        (f"self_service: [{PAGE.replace('topic', 'topics')}]", "1:28: unknown key 'topics'; did you mean 'topic'?"),
        (f"self_service: [{PAGE.replace('https://help.example.com', 'help page')}]", "1:67: 'help page' is no link"),
        ("self_service: returns", "1:26: 'self_service' should be a list of mappings"),
        ("desk: zendsk", "1:18: no help desk is called 'zendsk'; did you mean 'zendesk'?"),
        ("desk: [zendesk]", "1:18: 'desk' should be a text, not a list"),
        ("declared: ticket.hall", "1:22: 'declared' should be a list of texts; write [ticket.hall]"),
        ("declared: []", "1:22: 'declared' is empty; name at least one"),
        ("declared: ['{{ticket.hall}}']", "1:23: '{{ticket.hall}}' should be the bare name; write 'ticket.hall'"),
        ("declared: ['the hall']", "1:23: 'the hall' is no variable; write it like ticket.custom_field_12"),
        ("reply_within_hours: soon", "1:32: 'reply_within_hours' should be a number of hours above 0"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_settings_is_named_at_its_place(tmp_path: Path, settings: str, problem: str) -> None:
    path = write(tmp_path / ".replycheck.yml", f"settings: {{{settings}}}\n")
    with pytest.raises(ConfigError) as caught:
        read_config(path)
    assert str(caught.value).startswith(f"{path}:1:")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[tool.replycheck.settings.facts]]\nabout = "x"\nwords = ["y"]\nvalue = "z"\n'
         '[[tool.replycheck.settings.facts]]\nabout = "x"\nwords = []\nvalue = "z"\n', "7:1: 'words' is empty"),
        ('[tool.replycheck]\nsettings.facts = [{about = "x", words = ["y"], value = "z"},\n  {about = "x", words = ["y"], valu = "z"}]\n',
         "3:32: unknown key 'valu'; did you mean 'value'?"),
        ('[tool.replycheck.settings.preferred]\na = "b"\n"e-bill" = ""\n', "3:1: an empty text in 'preferred'"),
        ('[[tool.replycheck.overrides]]\nmatch = "a/**"\nchannel = "chat"\n[[tool.replycheck.overrides]]\nmatch = "b/**"\nchannel = "fax"\n',
         "6:1: unknown channel 'fax'"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_toml_list_is_named_at_its_item(tmp_path: Path, text: str, problem: str) -> None:
    path = write(tmp_path / "pyproject.toml", text)
    with pytest.raises(ConfigError) as caught:
        read_config(path)
    assert str(caught.value).startswith(f"{path}:{problem}")


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{channel: chat}", "1:13: the key 'match' is missing here"),
        (
            "{match: chat/**}",
            "1:13: 'match' alone says nothing; add one of channel, mode, profile, select, ignore, severities, desk",
        ),
        ("{match: '/', mode: macro}", "1:21: 'match' should be a glob"),
        ("{match: x, chanel: chat}", "1:24: unknown key 'chanel'; did you mean 'channel'?"),
        ("{match: x, channel: fax}", "1:33: unknown channel 'fax'; one of chat, email, social is wanted"),
        ("{match: x, mode: macros}", "1:30: unknown mode 'macros'; did you mean 'macro'?"),
        ("{match: x, select: generic}", "1:32: 'select' should be a list of texts"),
        ("{match: x, severities: {tone: fatal}}", "1:43: unknown severity 'fatal'"),
        ("{match: x, profile: 5}", "1:33: 'profile' should be a text, not a number"),
    ],
)
def test_a_mistake_under_overrides_is_named_at_its_place(tmp_path: Path, entry: str, problem: str) -> None:
    path = write(tmp_path / ".replycheck.yml", f"overrides: [{entry}]\n")
    with pytest.raises(ConfigError) as caught:
        read_config(path)
    assert str(caught.value).startswith(f"{path}:{problem}")


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{match: x, profile: agnet}", "1:33: unknown profile 'agnet'; did you mean 'agent'?"),
        ("{match: x, select: [generic, genric]}", "1:42: no rule or family is called 'genric'"),
        ("{match: x, severities: {tome: error}}", "1:37: no rule or family is called 'tome'"),
        ("{match: x, ignore: [tome]}", "1:33: no rule or family is called 'tome'; did you mean 'tone'?"),
    ],
)
def test_a_name_under_overrides_that_nothing_bears_is_named(tmp_path: Path, entry: str, problem: str) -> None:
    path = write(tmp_path / ".replycheck.yml", f"overrides: [{entry}]\n")
    with pytest.raises(ConfigError) as caught:
        load_rules(config=read_config(path))
    assert str(caught.value).startswith(f"{path}:{problem}")


@pytest.mark.parametrize(
    ("match", "covered", "not_covered"),
    [
        ("chat/**", ("chat/a.txt", "chat/deep/a.txt"), ("a.txt", "old/chat/a.txt", "chats/a.txt")),
        ("chat/", ("chat/a.txt", "deep/chat/a.txt"), ("chat.txt", "chats/a.txt")),
        ("chat", ("chat/a.txt", "deep/chat/a.txt", "chat"), ("chat.txt",)),
        ("*.chat.txt", ("a.chat.txt", "deep/a.chat.txt"), ("a.txt", "a.chat.txt.eml")),
        ("drafts/*.txt", ("drafts/a.txt",), ("drafts/deep/a.txt", "a.txt")),
        ("drafts/**/a?.txt", ("drafts/a1.txt", "drafts/x/y/a1.txt"), ("drafts/a.txt", "drafts/a12.txt")),
        ("a+b (1)/**", ("a+b (1)/x.txt",), ("aab (1)/x.txt",)),
    ],
)
def test_a_glob_covers_what_it_names(
    match: str, covered: tuple[str, ...], not_covered: tuple[str, ...]
) -> None:
    entry = Override(match)
    assert [path for path in (*covered, *not_covered) if entry.covers(path)] == list(covered)


def test_a_later_entry_outranks_an_earlier_one_key_by_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(
        tmp_path / "team" / ".replycheck.yml",
        "ignore: [timing]\noverrides:\n  - {match: chat/**, channel: chat, ignore: [tone], profile: thorough}\n"
        "  - {match: chat/vip/**, mode: macro, ignore: [generic]}\n",
    )
    config = read_config(path)
    vip, chat = str(tmp_path / "team/chat/vip/a.txt"), str(tmp_path / "team/chat/a.txt")
    assert config.of(chat) == Override(chat, channel="chat", ignore=("tone",), profile="thorough")
    assert config.of(vip)[1:4] == ("chat", "macro", "thorough")
    assert config.for_path(vip).ignore == ("timing", "generic")
    for elsewhere in (str(tmp_path / "a.txt"), str(tmp_path / "team" / "a.txt"), "-"):
        assert config.of(elsewhere) == Override(elsewhere)
        assert config.for_path(elsewhere) == config
    monkeypatch.chdir(tmp_path / "team")
    assert config.of("chat/a.txt").channel == "chat"


def test_rules_of_a_path_are_chosen_once(tmp_path: Path) -> None:
    path = write(
        tmp_path / ".replycheck.yml", "overrides:\n  - {match: chat/**, select: [generic], ignore: [tone]}\n"
    )
    ruleset = load_rules(config=read_config(path))
    chat = ruleset.for_path(str(tmp_path / "chat" / "a.txt"))
    assert {rule.family for rule in chat} == {"generic"}
    assert ruleset.for_path(str(tmp_path / "chat" / "b.txt")) is chat
    assert ruleset.for_path(str(tmp_path / "b.txt")) is ruleset


def test_a_folder_has_its_own_channel_and_mode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path / ".replycheck.yml",
        "select: [personal/no-greeting, placeholders/template-variable]\n"
        "overrides:\n  - {match: chat, channel: chat}\n  - {match: canned, mode: macro}\n",
    )
    text = "Your lamp with the number {{ticket.id}} left our depot today and it will be with you on Friday."
    found = {}
    for name in ("chat/a.txt", "canned/a.txt", "mail/a.txt"):
        write(tmp_path / name, text)
        main([name, "--format", "jsonl", "--fail-on", "never"])
        out = capsys.readouterr().out
        found[name] = sorted(rule for rule in ("no-greeting", "template-variable") if f"/{rule}" in out)
    assert found == {
        "chat/a.txt": ["template-variable"],
        "canned/a.txt": [],
        "mail/a.txt": ["no-greeting", "template-variable"],
    }


def test_a_folder_has_its_own_choice_of_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path / ".replycheck.yml",
        "select: [generic/stock-apology, personal/no-greeting]\n"
        "overrides:\n  - {match: quiet, ignore: [personal]}\n  - {match: other, select: [generic]}\n",
    )
    text = "Your lamp with its two shades left our depot today. We apologize for any inconvenience. It comes on Friday."
    found = {}
    for name in ("quiet/a.txt", "other/a.txt", "mail/a.txt"):
        write(tmp_path / name, text)
        main([name, "--format", "jsonl", "--mode", "draft", "--fail-on", "never"])
        out = capsys.readouterr().out
        found[name] = sorted(rule for rule in ("stock-apology", "no-greeting") if f"/{rule}" in out)
    assert found == {
        "quiet/a.txt": ["stock-apology"],
        "other/a.txt": ["stock-apology"],
        "mail/a.txt": ["no-greeting", "stock-apology"],
    }


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ("{synonyms: [parcel]}", "a list of single words"),
        ("{synonyms: [[parcel]]}", "two words at least"),
        ("{synonyms: [[parcel, small box]]}", "more than one word"),
        ("{sure: 2}", "from 0 to 1"),
        ("{ignored: [x]}", "did you mean 'ignore'"),
    ],
)
def test_mistakes_about_answers_are_placed(tmp_path: Path, answers: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=problem) as caught:
        read_config(write(tmp_path / ".replycheck.yml", f"settings:\n  answers: {answers}\n"))
    assert ":2:" in str(caught.value)
