"""Reading, one module per noun. Returns views, never rows."""
