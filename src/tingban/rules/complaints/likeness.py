"""Whether two summaries can speak of one matter; only to warn, never to decide (DESIGN 4)."""

from typing import Final

from tingban.kit.bigrams import document_tokens

# A clerk who rewords a summary keeps far more of its words than this.
_LEAST_SHARED: Final = 0.15


def is_other_matter(before: str, now: str) -> bool:
    """Whether two texts have next to no words in common."""
    if before == now:
        return False
    first, second = set(document_tokens(before)), set(document_tokens(now))
    fewer = min(len(first), len(second))
    return fewer > 0 and len(first & second) / fewer < _LEAST_SHARED
