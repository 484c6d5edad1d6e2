"""Old panel workbooks, as pure rules: finding what a sheet holds, matching columns and values, proposing referrals.

Nothing here opens a file or touches the database: a grid of cells comes in, a plan and a proposal go out.
"""
