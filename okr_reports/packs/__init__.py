"""What each report says: one typed object per report, no HTML."""
