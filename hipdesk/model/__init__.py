"""Commands, views and rules: values in, values out. No database, no keys, no paper."""
