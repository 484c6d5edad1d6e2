"""General widgets: they know how things look and behave, and no case."""
