"""Orders: carts, placing, states, tickets, promises and their pages."""
