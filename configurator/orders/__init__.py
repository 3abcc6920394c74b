"""Cart, checkout, order and payment states, stock and tickets."""
