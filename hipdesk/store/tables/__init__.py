"""Rows, one module per noun. They go no higher than services."""
