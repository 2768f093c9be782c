"""The assets, one file per stage."""
