"""Tests of money, price books and quotes."""
