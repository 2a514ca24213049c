"""One spelling for what typesetting writes in several ways, so that a change of typesetting is no change of the text.

Stored text keeps the source's own signs; what is made here is only compared. Case, accents and punctuation stay: a
comma that is put in is an edit, a curly quotation mark that becomes a straight one is not.
"""

from __future__ import annotations

import re
import unicodedata

from transforms.text import fold_tones, squeeze

_SIGNS = str.maketrans(
    dict.fromkeys("“”„‟«»″〝〞", '"')
    | dict.fromkeys("‘’‚‛‹›′`´ʼ", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"…": "...", "\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None}
)
# French sets a space inside its quotation marks and before double punctuation, often left out on the web.
_SPACED = re.compile(r"(?<=[«‹])\s+|\s+(?=[»›:;!?%])")


def canonical(text: str | None) -> str:
    """Return ``text`` with one kind of quotation mark, dash, ellipsis, space and tone placement; "" for None."""
    if not text:
        return ""
    spaced = _SPACED.sub("", squeeze(text))
    return spaced if spaced.isascii() else fold_tones(squeeze(unicodedata.normalize("NFKC", spaced.translate(_SIGNS))))
