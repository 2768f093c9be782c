"""Sets of words, written as a text: the vocabulary of the rules that read names."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())
