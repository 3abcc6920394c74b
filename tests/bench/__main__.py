"""`python -m tests.bench [SHOP...]`: measure a click, and say whether it is quick enough."""

import sys

from tests.bench.click import main

sys.exit(main(sys.argv[1:]))
