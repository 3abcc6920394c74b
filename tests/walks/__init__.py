"""Random walks through the shop, over HTTP, against an oracle that knows no diagram."""
