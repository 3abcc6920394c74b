"""Lists reduced a column at a time come to the same as one by one."""

from random import Random

import numpy as np
import pytest

from configurator.engine.gathering import layout_of
from configurator.engine.ragged import Ragged


@pytest.mark.parametrize("seed", range(40))
def test_every_list_comes_to_what_its_items_come_to(seed: int) -> None:
    random = Random(seed)
    longest = random.choice((1, 3, 8, 60))
    count = random.choice((1, 10, 300))
    lists = [
        [random.randint(-50, 50) for _ in range(random.randint(1, longest))] for _ in range(count)
    ]
    items = np.array([item for each in lists for item in each], dtype=np.int64)
    layout = layout_of(Ragged(np.array([len(each) for each in lists]), items))
    for ufunc, expected in ((np.add, sum), (np.minimum, min)):
        found = np.empty(count, dtype=np.int64)
        for step in layout.reducing(ufunc, items[layout.items], found):
            step()
        assert found.tolist() == [expected(lists[place]) for place in layout.lists]


@pytest.mark.parametrize("count", [3, 1000])
def test_every_item_is_that_of_its_list(count: int) -> None:
    lengths = np.arange(count) % 7 + 1
    layout = layout_of(Ragged(lengths, np.arange(lengths.sum())))
    owner_of_item = np.repeat(np.arange(count), lengths)
    assert layout.lists[layout.owners].tolist() == owner_of_item[layout.items].tolist()


def test_no_lists_come_to_nothing() -> None:
    layout = layout_of(Ragged.empty(0))
    nothing = np.zeros(0, dtype=np.int64)
    assert not len(layout.lists)
    assert not list(layout.reducing(np.add, nothing, nothing))
