"""Tests of shop files and what is sold."""
