"""Prices: money, price books, quotes. Pure values; no database and no web."""
