"""Domain pieces that several features show."""
