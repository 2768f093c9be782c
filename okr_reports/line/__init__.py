"""The line: the stages in their order, from a company folder to a published version, without a scheduler."""
