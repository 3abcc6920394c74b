"""A shop's folder as it lies there: its files read, its pictures made safe, nothing judged yet."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from catalog.csv_reading import MAX_BYTES as MAX_LIST_BYTES
from catalog.csv_reading import Table, read_csv
from catalog.errors import PictureError
from catalog.ids import LIST_NAME, PICTURE_NAME
from catalog.pictures import MAX_BYTES as MAX_PICTURE_BYTES
from catalog.pictures import clean_picture
from catalog.problems import Fault, Path, Position, Problem, unknown
from catalog.yaml_reading import MAX_BYTES, Tree, read_yaml

SHOP_FILE = "shop.yaml"
ITEMS_FILE = "items.yaml"
PRESETS_FILE = "presets.yaml"
EXAMPLES_FILE = "examples.yaml"
PRODUCTS_FOLDER = "products"
PARTS_FOLDER = "parts"
PICTURES_FOLDER = "pictures"
MAX_FILES = 2000
"""The most files that a folder of products or pictures may hold."""
MAX_LISTS = 100
"""The most parts lists that a shop may have."""

_TOPS: dict[str, Path] = {
    SHOP_FILE: (),
    ITEMS_FILE: ("items",),
    PRESETS_FILE: ("presets",),
    EXAMPLES_FILE: ("examples",),
}


@dataclass
class Folder:
    """What the files of a folder say, by their paths in the shop, and where each part stands."""

    trees: dict[Path, Tree] = field(default_factory=dict)
    positions: dict[Path, Position] = field(default_factory=dict)
    lists: dict[str, Table] = field(default_factory=dict)
    """Parts lists by their files' names."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    picture_names: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    @property
    def products(self) -> dict[str, Tree]:
        """The trees of the products by their ids, in the order of their files' names."""
        return {path[1]: tree for path, tree in self.trees.items() if path[:1] == ("products",)}

    def tell(self, file: str, path: Path, fault: Fault) -> None:
        self.problems.append(Problem(file, 1, path, fault.code, fault.facts))


def read_folder(at: FilePath) -> Folder:
    """Everything in the folder that belongs to a shop, and problems with what does not."""
    folder = Folder()
    if not at.is_dir():
        folder.tell(str(at), (), Fault("no-folder"))
        return folder
    for file, top in _TOPS.items():
        _read_tree(folder, at, file, top)
    for entry in _bounded(folder, at, PRODUCTS_FOLDER):
        name = f"{PRODUCTS_FOLDER}/{entry.name}"
        if entry.suffix == ".yaml":
            _read_tree(folder, at, name, ("products", entry.stem))
        else:
            folder.tell(name, (), Fault("unknown-file", {"word": name, "known": ("<id>.yaml",)}))
    for entry in _bounded(folder, at, PARTS_FOLDER, MAX_LISTS):
        _read_list(folder, entry)
    for entry in _bounded(folder, at, PICTURES_FOLDER):
        _read_picture(folder, entry)
    _refuse_strays(folder, at)
    return folder


def _files(at: FilePath) -> Iterator[FilePath]:
    """The files of a folder in the order of their names, hidden ones left out."""
    if at.is_dir():
        yield from sorted(each for each in at.iterdir() if not each.name.startswith("."))


def _bounded(folder: Folder, at: FilePath, name: str, limit: int = MAX_FILES) -> list[FilePath]:
    """The files of a folder inside, no more than may be there."""
    entries = list(_files(at / name))
    if len(entries) > limit:
        folder.tell(name, (), Fault("too-many-files", {"limit": limit}))
    return entries[:limit]


def _read_tree(folder: Folder, at: FilePath, file: str, top: Path) -> None:
    body = _body(at / file, MAX_BYTES)
    if body is None:
        if file == SHOP_FILE or _is_there(at / file):
            code = "not-a-file" if _is_there(at / file) else "no-file"
            folder.tell(file, (), Fault(code, {"word": file}))
            folder.unreadable.add(file)
        return
    source = read_yaml(body, file, top)
    folder.trees[top] = source.tree
    folder.positions.update(source.positions)
    folder.problems += source.problems
    if not source.is_readable:
        folder.unreadable.add(file)


def _read_list(folder: Folder, entry: FilePath) -> None:
    file = f"{PARTS_FOLDER}/{entry.name}"
    if not LIST_NAME.fullmatch(entry.name):
        folder.tell(file, (), Fault("not-a-list-name", {"word": file}))
        return
    body = _body(entry, MAX_LIST_BYTES)
    if body is None:
        folder.tell(file, (), Fault("not-a-file", {"word": file}))
        folder.unreadable.add(file)
        folder.lists[file] = Table(file, is_readable=False)
        return
    table = folder.lists[file] = read_csv(body, file)
    folder.problems += table.problems
    if not table.is_readable:
        folder.unreadable.add(file)


def _read_picture(folder: Folder, entry: FilePath) -> None:
    file, path = f"{PICTURES_FOLDER}/{entry.name}", ("pictures", entry.name)
    folder.positions[path] = Position(file, 1)
    if not PICTURE_NAME.fullmatch(entry.name):
        folder.tell(file, path, Fault("not-a-picture-name", {"word": entry.name}))
        return
    folder.picture_names.add(entry.name)
    body = _body(entry, MAX_PICTURE_BYTES)
    if body is None:
        folder.tell(file, path, Fault("not-a-file", {"word": file}))
        return
    try:
        folder.pictures[entry.name] = clean_picture(entry.name, body)
    except PictureError as error:
        folder.tell(file, path, Fault(error.code, {"word": error.fact}))


def _is_there(at: FilePath) -> bool:
    """Whether something has the name, a link that leads nowhere too."""
    return at.is_symlink() or at.exists()


def _body(at: FilePath, limit: int) -> bytes | None:
    """The bytes of a file, at most one more than the limit; None for anything but a file."""
    if at.is_symlink() or not at.is_file():
        return None
    with at.open("rb") as file:
        return file.read(limit + 1)


def _refuse_strays(folder: Folder, at: FilePath) -> None:
    """YAML beside the files that are read is a misspelt name more often than not."""
    for entry in _files(at):
        if entry.suffix in (".yaml", ".yml") and entry.name not in _TOPS:
            fault = unknown("unknown-file", entry.name, _TOPS)
            folder.tell(entry.name, (), fault)
