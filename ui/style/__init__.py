"""How everything looks: tokens, the theme made from them, and the icons."""
