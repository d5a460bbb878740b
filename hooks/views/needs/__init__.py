"""Needs and support."""
