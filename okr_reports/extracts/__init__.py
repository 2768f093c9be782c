"""What was measured: databases, files and the logs people keep, read once and kept as snapshot parts."""
