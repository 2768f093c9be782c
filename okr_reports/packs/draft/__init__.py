"""The next cycle's goals and the standards of those that were reached, drafted as files of a company folder."""
