"""Thousands of like pieces of work over several processes: one that fails is named and stops no other."""
