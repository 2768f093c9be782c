"""The small pictures as inline SVG: one file per picture, shapes and geometry beside them."""
