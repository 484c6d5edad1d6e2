"""Demonstration data: an invented borough, made from a seed, so that every screen and paper has something to show."""

from hipdesk.services.demonstration.making import Invented, invent

__all__ = ["Invented", "invent"]
