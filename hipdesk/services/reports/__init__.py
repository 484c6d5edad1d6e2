"""The tables of the quarterly report, one module for those that belong together: figures in, lines and findings out.

Lines are sorted by size; "not known" stands last and is never dropped. Every number names what stands behind it.
"""
