"""Prices: money, price lists, quotes. Pure values; no database and no web."""
