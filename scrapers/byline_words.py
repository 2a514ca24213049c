"""The words of bylines: what introduces names, and what stands beside them.

A byline is the same few forms in every language: a verb and a preposition ("written by", "veröffentlicht von"), a
preposition alone ("Von", "par", "bởi"), or a label ("Author:", "Text und Fotos:", "作者："). Only the words differ;
they are listed here, and the patterns are made of the lists. A word that also occurs in names ("di", "von", "text")
counts only in a form that no name has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def _listed(text: str) -> tuple[str, ...]:
    """The phrases of a list, which commas part."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


def _either(*lists: Iterable[str]) -> str:
    """A pattern for any of the phrases, in lower case, the longest first."""
    phrases = sorted({phrase for phrases in lists for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(phrase).replace("\\ ", r"\s") for phrase in phrases) + ")"


# Every capital of the Latin, Greek and Cyrillic scripts, for character classes.
CAPITALS = "".join(chr(code) for code in (*range(0x41, 0x530), *range(0x1E00, 0x1F00)) if chr(code).isupper())
# Words that belong to a name in lower case.
PARTICLES = frozenset(
    "van von vom der den dem de da do dos das di del della dello degli du des la le las los el al ul bin ibn ben bint "
    "abu ter ten te zu zum zur af av y e i d' l' o' mac mc st saint san santa 't op".split()
)

_PREPOSITIONS = _listed("by, von, vom, par, por, bởi, door, di, av, af, przez, oleh")
# What somebody did, before a preposition: "posted by", "eingestellt von", "a column by".
_VERBS = _listed(
    """
    written, rewritten, posted, reposted, cross-posted, crossposted, published, submitted, contributed,
    authored, created, uploaded, added, filed, reported, report, reporting, words, story, text, article, blog,
    post, guest post, a guest post, column, a column, opinion, comment, commentary, essay, an essay, analysis,
    an analysis, review, a review, interview, an interview, a report, a story, all posts, view all posts, more
    posts, all articles, more articles, more stories, story and photos, words and photos, text and photos, words
    and pictures, story and photography, photos and text, geschrieben, veröffentlicht, publiziert, gepostet,
    eingestellt, erstellt, verfasst, gespeichert, eingetragen, hinzugefügt, aufgezeichnet, beitrag, ein beitrag,
    artikel, ein artikel, gastbeitrag, ein gastbeitrag, meinungsbeitrag, kommentar, ein kommentar,
    gastkommentar, kolumne, eine kolumne, ein essay, analyse, eine analyse, reportage, eine reportage, bericht,
    ein bericht, rezension, eine rezension, ein interview, glosse, eine glosse, alle beiträge, zeige alle
    beiträge, weitere beiträge, mehr beiträge, alle artikel, mehr artikel, weitere artikel, text und fotos,
    publié, publiée, posté, postée, écrit, écrite, rédigé, rédigée, proposé, propos recueillis, entretien
    réalisé, mis en ligne, mise en ligne, voir tous les articles, texte et photos, geschreven, geplaatst,
    gepubliceerd, tekst, escrito, publicado, redactado, enviado, postado, texto, pubblicato, postato, inserito,
    inviato, scritto, napisane, napisany, napisana, opublikowane, opublikowany, opublikowana, dodane, dodany,
    dodana, skriven, skrivet, publicerad, publicerat, publiceret, publisert, skrevet, viết, được viết, được
    đăng, đăng, ditulis
    """
)
# Names of the author's part that need no colon before the name.
_LABELS = _listed(
    """
    contributor, contributors, author, authors, post author, guest author, article author, autor, autoren,
    autorin, autorinnen, autor/in, autor*in, autor:in, autorin/autor, autor/autorin, gastautor, gastautorin,
    autora, autores, autoras, autorka, autorzy, auteur, auteurs, auteure, auteures, autrice, autrices,
    autore, autori, tác giả, penulis, yazar, yazan, szerző, szerzők, författare, forfatter, skribent,
    kirjoittaja, kirjoittanut, oprac., oprac, opracowanie, opracował, opracowała,
    автор, авторы, автори, συντάκτης, 작성자
    """
)
# Names of a part that may mean something else as well: a colon tells.
_PARTS = _listed(
    """
    words, story, text, texte, textes, texto, textos, testo, tekst, teksti, report, reporter, reporting,
    reportage, interview, redaktion, redactie, redaktør, redactor, redacteur, redakteur, redakteurin, verfasser,
    verfasserin, journalist, journalistin, journaliste, verslag, artikel, article, by, von, par, por, door, di,
    av, af, oleh, bài, bài viết, nội dung, thực hiện, người viết, phóng viên, haber, írta, scris de, текст,
    написал, написала, napisał, napisała, napsal, napsala, بقلم, كتب, كتبت, إعداد, 글, 취재, 文,
    撰文, 作者, 记者, 記者, 撰稿, 取材, 執筆, 责任编辑, 责编, 責任編輯, 编辑, 編輯
    """
)
_PICTURES = _listed(
    """
    photo, photos, photography, picture, pictures, image, images, video, foto, fotos, foto's, bild, bilder,
    zdjęcia, ảnh, hình, clip, фото, fotografía, fotografías, 사진, 写真, 图, 摄影
    """
)
# Who translated, edited or photographed is named in the same way, and wrote nothing.
_TRADES = _listed(
    """
    translated, translation, edited, editing, compiled, produced, photographed, photographs, graphic, graphics,
    film, filmed, illustrated, illustration, illustrations, fact checked, fact-checked, reviewed, medically
    reviewed, adapted, videos, photograph, biên dịch, dịch, biên tập, hình ảnh, đồ họa, traduit, traduction,
    édité, montage, vidéo, vidéos, infographie, dessin, dessins, vertaald, vertaling, bewerkt, beeld,
    illustratie, illustraties, übersetzt, übersetzung, redigiert, bearbeitet, fotografiert, grafik, grafiken,
    illustrationen, kamera, schnitt, traducido, traducción, editado, vídeo, vídeos, tłumaczenie, перевод,
    çeviri, fotoğraf
    """
)
# Fields that follow the author on the same line: "Author: Jane Doe Source: ...".
_FIELDS = _listed(
    """
    source, sources, quelle, quellen, fuente, fonte, nguồn, источник, kaynak, date, datum, fecha, data, ngày,
    stand, updated, aktualisiert, modified, last modified, published, veröffentlicht, publiziert, publié,
    category, categories, kategorie, kategorien, ressort, rubrik, tag, tags, stichwort, stichwörter, schlagwort,
    schlagworte, schlagwörter, themen, comment, comments, kommentar, kommentare, anzahl der kommentare,
    lesezeit, reading time, email, e-mail, tel, telefon, phone, location, ort, view, views, aufrufe, copyright,
    kontakt, 编辑, 編輯, 责编, 责任编辑, 責任編輯, 来源, 來源, 校对, 审核, 编审, 編集, 出典, 출처, 편집
    """
)

PREPOSITIONS, VERBS, LABELS = _either(_PREPOSITIONS), _either(_VERBS), _either(_LABELS)
TRADES, FIELDS = _either(_TRADES, _PICTURES), _either(_FIELDS)
_AND = r"\s?(?:[,&/+|·・]|and|und|et|y|e|i|en|og|och|và|и|ja)\s?"
# "Author:", "Text und Fotos:", "Bài, ảnh:", "文/".
LABELLED = (
    rf"(?:{LABELS}|(?:{_either(_PARTS)}|{_either(_PICTURES)}{_AND}{_either(_PARTS)})"
    rf"(?:{_AND}{_either(_PARTS, _PICTURES, _LABELS)}){{0,2}})\s?(?:[:：=＝]|(?<=文)[/／｜])"
)
# The word for a reporter stands before a Chinese name without a colon, with or without a space,
REPORTER_BEFORE = (
    r"(?:(?:本报|本網|本网|新华社|见习|特约|通讯员)?(?:记者|記者)|通讯员|"
    r"[\u4e00-\u9fff]{0,10}(?:专栏作者|特约作者|评论员))"
)
# and behind a Korean or a Japanese one.
REPORTER_BEHIND = re.compile(r"\s?(?:(?:선임|수습|인턴|전문)?기자|특파원|논설위원|記者|特派員|編集委員|論説委員)$")

# Single words for a glance at a line before a pattern is tried on it: those with which an introduction begins, those
# of which every introduction has one, those of other trades.
OPENING = frozenset(phrase.split()[0].casefold() for phrase in (*_PREPOSITIONS, *_VERBS, *_LABELS, *_PARTS, *_PICTURES))
INTRODUCING = frozenset(
    re.split(r"\W", phrase)[0].casefold() for phrase in (*_PREPOSITIONS, *_LABELS, *_PARTS, *_PICTURES)
)
OTHER_TRADES = frozenset(phrase.split()[-1].casefold() for phrase in (*_TRADES, *_PICTURES))
