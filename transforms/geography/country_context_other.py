"""Whether a name is the country in French, Dutch and any language whose word lists say so.

What a language needs is in ``country_context_<language>.toml``: the words around an adjective that make a language of
it ("en anglais"), the verbs of a capital that stands for its state ("Moscou dénonce"), the words before one that is a
place. A language without such a file has only the names of CLDR, which need no judging.
"""

from __future__ import annotations

from transforms.geography.country_context import Rule, Scene, Verdict, chain_of, first_verdict, word_list
from transforms.geography.country_names import Kind

_BETWEEN = frozenset({"entre", "tussen"})


def _lexicon(language: str) -> str:
    return f"country_context_{language}"


def _demonym_judge(language: str) -> Rule:
    before_language = word_list(_lexicon(language), "language_before")
    after_language = word_list(_lexicon(language), "language_after")
    given_names = word_list(_lexicon(language), "given_names")

    def judge(scene: Scene, position: int) -> Verdict:
        match = scene.matches[position]
        elided = scene.sign_at(match.start - 1) == "'"  # "l'anglais"
        before, after = scene.word_at(match.start - 1 - elided), scene.word_after(match.end)
        if after and after.is_capitalised and scene.tokens.folds[match.start] in given_names:
            return "person"
        if after:
            return "no" if after.folded in after_language else "yes"
        return "no" if before and before.folded in before_language else "yes"

    return judge


def _capital_judge(language: str) -> Rule:
    verbs, not_before = word_list(_lexicon(language), "verbs"), word_list(_lexicon(language), "not_before")

    def acts(scene: Scene, position: int) -> Verdict | None:
        match = scene.matches[position]
        before, after = scene.word_before(match.start), scene.word_after(match.end)
        if after is None or after.folded not in verbs or (before and before.folded in not_before):
            return None
        return None if before and before.is_capitalised else "yes"

    def paired(scene: Scene, position: int) -> Verdict | None:
        match = scene.matches[position]
        chain, dashed = chain_of(scene, position)
        before = scene.word_before(min(other.start for other in chain))
        several = any(other.name.iso3 != match.name.iso3 for other in chain)
        return "yes" if several and (dashed or (before and before.folded in _BETWEEN)) else None

    def judge(scene: Scene, position: int) -> Verdict:
        return first_verdict((acts, paired), scene, position)

    return judge


def judges_for(language: str) -> dict[Kind, Rule]:
    """Return which rule decides for which kind of name in a language that has word lists of its own."""
    return {"demonym": _demonym_judge(language), "capital": _capital_judge(language)}
