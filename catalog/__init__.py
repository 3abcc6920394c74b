"""What is sold: the shop as values, its tables, shop files in and out, the demo shops."""
