"""Figures to paper, and readers of files from outside. The only layer that touches document libraries."""
