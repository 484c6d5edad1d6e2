"""Closing."""

def closing(program, context, go_on):
    go_on()
