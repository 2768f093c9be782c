"""What the numbers mean: tables in, tables out, no clock and no files."""
