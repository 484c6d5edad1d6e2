"""Loaders: from the record, read for one audience, to the models papers are set from."""
