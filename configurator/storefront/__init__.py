"""The shopper's pages: menu, builder, check page."""
