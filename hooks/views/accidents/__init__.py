"""Accidents."""
