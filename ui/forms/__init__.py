"""Forms: fields bound by name to a command, problems beside them, a rail of sections, and autosave."""
