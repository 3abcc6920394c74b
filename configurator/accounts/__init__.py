"""Signing in, staff and roles, saved configurations."""
