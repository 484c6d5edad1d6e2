"""Work off the window's thread: one writer, one reader, and news of what changed."""
