"""Keys and ciphertext. Knows nothing about cases or databases."""
