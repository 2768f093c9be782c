"""Versions of reports: stage, publish, verify, history."""
