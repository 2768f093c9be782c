"""The command okr-reports, one file per command."""
