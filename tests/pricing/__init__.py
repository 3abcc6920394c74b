"""Tests of money, price lists and quotes."""
