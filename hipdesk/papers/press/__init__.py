"""The press: a spawned child process that typesets, draws and opens files from outside, so that the window never does.

It holds no key and no vault path, writes no file, and has a memory and a time limit.
"""

from hipdesk.papers.press.parent import Press, PressDied, PressFailed

__all__ = ["Press", "PressDied", "PressFailed"]
