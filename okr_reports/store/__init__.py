"""Bytes on disk or in a bucket: snapshot parts, published versions, the log, the cache."""
