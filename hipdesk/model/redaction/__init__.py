"""Redaction as plain rules: what may not be said of a person, where it stands in a text, and what stands instead."""
