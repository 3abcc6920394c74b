"""Signing in, staff and roles."""
