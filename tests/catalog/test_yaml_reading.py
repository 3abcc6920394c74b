"""YAML is read as it is written, and bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.yaml_reading import MAX_BYTES, Plain, Source, Tree, read_yaml
from tests.support.work import bounded_work


def read(text: str) -> Source:
    return read_yaml(text.encode(), "shop.yaml", ())


def told(text: str) -> list[tuple[int, str, str]]:
    return [(each.line, ".".join(each.path), each.code) for each in read(text).problems]


@pytest.mark.parametrize("word", ["no", "on", "12:30", "007", "1_000", "~", "null", "2026-01-01"])
def test_a_word_stays_what_it_is(word: str) -> None:
    source = read(f"{word}: {word}")
    assert source.tree == {word: word}
    assert source.problems == []


def test_words_with_and_without_quotes_stay_apart() -> None:
    tree = read("a: 900\nb: '900'").tree
    assert isinstance(tree, dict)
    assert isinstance(tree["a"], Plain)
    assert not isinstance(tree["b"], Plain)


def test_every_key_and_list_entry_knows_its_line() -> None:
    positions = read("a:\n  b: 1\n  c:\n    - x\n    - y\n").positions
    lines = {".".join(path): position.line for path, position in positions.items()}
    assert lines == {"": 1, "a": 1, "a.b": 2, "a.c": 3, "a.c.0": 4, "a.c.1": 5}


def test_an_empty_file_says_nothing() -> None:
    assert read("").tree == read("# nothing yet\n").tree == {}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: &x 1\nb: *x", [(1, "a", "alias"), (2, "b", "alias")]),
        ("a: !!python/object/apply:os.system [ls]", [(1, "a", "tag")]),
        ("a: 1\nb: 2\na: 3", [(3, "a", "twice")]),
        ("a:\nb: 1", [(1, "a", "empty")]),
        ("a: 1\n---\nb: 2", [(2, "", "second-document")]),
        ("[a, b]: 1", [(1, "", "key-not-word")]),
        ("a: 1\nb: [1, 2", [(3, "", "not-yaml")]),
        ("a: 1\n\tb: 2", [(2, "", "not-yaml")]),
        ("a: \x00", [(1, "", "control-character")]),
    ],
)
def test_what_could_surprise_is_refused_with_its_line(
    text: str, problems: list[tuple[int, str, str]]
) -> None:
    assert told(text) == problems


def test_a_file_in_another_encoding_is_told_with_its_line() -> None:
    problems = read_yaml("a: 1\nb: 버거".encode("euc-kr"), "items.yaml", ("items",)).problems
    assert [(each.file, each.line, each.code) for each in problems] == [
        ("items.yaml", 2, "not-utf-8")
    ]


BOMB = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "alias"),
        ("[" * 500_000, "too-deep"),
        ("[" + "a," * 300_000 + "]", "too-many"),
        ("a" * (MAX_BYTES + 1), "file-too-large"),
    ],
    ids=["aliases", "depth", "values", "bytes"],
)
def test_what_would_grow_is_refused_before_it_does(text: str, code: str) -> None:
    with bounded_work():
        assert {each for _, _, each in told(text)} == {code}


@given(st.text(alphabet="ab:- \n{}[],&*!'\"|>%#?\t\x00가", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    source = read(text)
    assert source.is_readable or source.problems
    assert all(plain(each) for each in [source.tree])


def plain(tree: Tree) -> bool:
    if isinstance(tree, dict):
        return all(isinstance(key, str) and plain(value) for key, value in tree.items())
    if isinstance(tree, list):
        return all(map(plain, tree))
    return isinstance(tree, str)
