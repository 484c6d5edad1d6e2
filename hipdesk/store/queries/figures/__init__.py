"""Counting for reports: aggregates in few passes, over all cases of the vault. No names and no rows leave here.

A figure counts every case, restricted ones included, because a report that left them out would be wrong; the list of
cases behind a figure (``behind``) goes through ``of_visible_case`` like every other list.
"""
