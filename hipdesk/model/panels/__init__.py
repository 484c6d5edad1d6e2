"""The panel's meetings: commands (what a person asked for) and views (what a screen or paper shows)."""
