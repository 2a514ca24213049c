"""The words beside a date that say what it is the date of: a publication, a change, or something else.

Newsrooms label their dates where they give more than one, in the language of their readers. The lists hold what they
write, as stems where a language inflects. A line is taken apart at these words, so that each date in "Published 3 May,
updated 5 May" keeps its own.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Said = Literal["published", "changed", "other", ""]

# Stems in lower case: a pattern that ignores case tries every branch at every word, one that does not skips by letter.
_PUBLISHED = (
    r"publi(?:shed|cation date|ziert|é|ée|cad[oa]|cación|cação|cato|cată?|kováno|cerad|cerat|ceret|sert)",
    r"post(?:ed|ado|ato)\b", r"originally created", r"originally published", r"first published", r"created",
    r"released", r"issued", r"date (?:of publication|published)", r"entry was posted", r"date ?:", r"veröffentlich\w+",
    r"erschienen", r"erstellt", r"gepostet", r"eingestellt am", r"wurde am", r"geschrieben am", r"verfasst am",
    r"datum\b", r"mis en ligne", r"paru le", r"créé le", r"écrit le", r"fecha(?: de publicación)?", r"creado",
    r"escrito el", r"data(?: de publicação| di pubblicazione| publikacji| dodania)?\s?:", r"pubblicat\w+",
    r"gepubliceerd", r"geplaatst", r"opublikowan\w+", r"dodano", r"utworzono", r"udgivet", r"offentliggjort",
    r"julkaistu", r"vydáno", r"zveřejněno", r"megjelent", r"közzétéve", r"létrehozva",
    r"yayın(?:lanma|landı| tarihi)\w*", r"eklenme", r"δημοσι\w+", r"опубликован\w+", r"дата публикации",
    r"опублікован\w+", r"публикуван\w+", r"diterbitkan", r"dipublikasikan", r"ngày đăng", r"thời gian đăng",
    r"đăng (?:lúc|ngày|bởi)", r"xuất bản", r"تاريخ النشر", r"تم نشره", r"نُ?شر(?:ت)?\b", r"公開日?",
    r"掲載日?", r"投稿日?", r"配信日?", r"입력",
    r"등록일?", r"게시일?", r"승인", r"发布(?:时间|日期|于)?", r"發布(?:時間|日期|於)?",
    r"发表于?", r"發表於?", r"เผยแพร่",
)  # fmt: skip
_CHANGED = (
    r"updated?\b", r"modified\b", r"edited\b", r"changed\b", r"revised\b", r"reviewed\b",
    r"last (?:updated?|modified|edited|changed|revised|reviewed|change|modification|edit)\b", r"zuletzt am",
    r"zuletzt (?:aktualisier|geändert|bearbeitet)\w*", r"letzte (?:änderung|aktualisierung|bearbeitung)",
    r"aktualisier\w+", r"geändert", r"änderung", r"bearbeitet", r"überarbeitet", r"editiert", r"mise? à jour",
    r"modifi(?:é|ée|cad[oa]|cat[oa])\b", r"actualisée?", r"última a\w+", r"atualiza(?:d[oa]|ção)",
    r"actualiza(?:d[oa]|ción)", r"aggiornat\w+", r"aggiornamento", r"bijgewerkt", r"laatst gewijzigd", r"gewijzigd",
    r"zaktualizowan\w+", r"aktualizacja", r"aktualizován\w+", r"ostatnia (?:zmiana|aktualizacja)", r"uppdater\w+",
    r"ändrad", r"opdater\w+", r"oppdater\w+", r"päivitetty", r"muokattu", r"upraveno", r"frissít\w+", r"módosít\w+",
    r"actualizat\w*", r"güncelle\w+", r"ενημερώ\w+", r"обновлен\w+", r"изменен\w+", r"оновлен\w+", r"обновен\w+",
    r"diperbarui", r"diupdate", r"cập nhật", r"sửa (?:đổi|lần cuối)", r"آخر تحديث", r"تحديث", r"更新日?",
    r"最終更新日?",    r"수정", r"최종", r"更新(?:时间|時間|于|於)?", r"修改", r"อัปเดต",
)  # fmt: skip
# Dates of readers, of rights, of what is announced; and the clock of the visit.
_OTHER = (
    r"accessed", r"retrieved", r"joined", r"member since", r"registered", r"available (?:until|till)", r"expires?\b",
    r"deadline", r"valid (?:until|from)", r"closing date", r"born\b", r"©", r"\(c\)", r"copyright",
    r"last (?:visit|seen)", r"abgerufen", r"registriert", r"angemeldet", r"anmeldedatum", r"mitglied seit",
    r"dabei seit", r"verfügbar bis", r"gültig", r"einsendeschluss", r"anmeldeschluss", r"letzter besuch",
    r"aktuelle zeit", r"termin\b", r"geboren", r"fotos?\s?:", r"photos?\s?:", r"bild\s?:", r"consulté le", r"inscrit",
    r"membre depuis", r"disponible jusqu", r"consultado", r"registrado", r"disponible hasta", r"miembro desde",
    r"iscritto", r"dołączył", r"lid sinds", r"beschikbaar tot", r"tham gia", r"truy cập", r"hạn (?:chót|nộp)",
    r"ngày sinh",
)  # fmt: skip
_LABEL = re.compile(
    rf"(?<!\w)(?:(?P<published>{'|'.join(_PUBLISHED)})|(?P<changed>{'|'.join(_CHANGED)})|(?P<other>{'|'.join(_OTHER)}))"
)
_DIGIT = re.compile(r"\d")
_LONGEST_LABEL, _PREPOSITION = 40, 6
# "14. - 20. Januar 2022", "5–7 October 2026": what lasts for days is no publication.
_SPAN = re.compile(
    r"(?<![\d.:/-])\d{1,2}\.?(?:\d{1,2}\.(?:\d{4})?)?\s?[-–—]\s?\d{1,2}(?:\.\s?|\s)(?:[^\W\d_]{3}|\d{1,2}\.)"
)


class Piece(NamedTuple):
    """A part of a line with what the word before it says of its date."""

    said: Said
    text: str


def pieces(line: str) -> list[Piece]:
    """Take a line apart at the words that label dates; parts without a figure are left out.

    Two labels in a row ("published and updated on") count as the stronger, publication.
    """
    found: list[Piece] = []
    said: Said = ""
    start = 0
    for match in _LABEL.finditer(_lower(line)):
        part = line[start : match.start()]
        label = _said(match)
        if _DIGIT.search(part):
            found.append(Piece(said, part))
            said = label
        elif said != "published":
            said = label
        start = match.end()
    rest = line[start:]
    return [*found, Piece(said, rest)] if _DIGIT.search(rest) else found


def _lower(line: str) -> str:
    """Lower case of the same length: one capital alone, the Turkish dotted I, becomes two characters."""
    return line.replace("İ", "i").lower()


def label_of(line: str) -> Said:
    """Return what a short line that ends with a label ("Published on:") says of the date in the line below it."""
    match = _LABEL.search(_lower(line)) if len(line) <= _LONGEST_LABEL else None
    if not match or _DIGIT.search(line) or len(line) - match.end() > _PREPOSITION:
        return ""
    return _said(match)


def _said(match: re.Match[str]) -> Said:
    return "published" if match["published"] else "changed" if match["changed"] else "other"


def spans_days(text: str) -> bool:
    """Say whether a text states a stretch of days, as programmes and announcements do."""
    return _SPAN.search(text) is not None
