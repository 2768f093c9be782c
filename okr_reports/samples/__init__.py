"""The sample company, made by a seeded generator."""
