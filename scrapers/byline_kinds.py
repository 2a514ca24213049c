"""What a name looks like: a person's, a newsroom's, an office, or what is no name at all.

No list of names could be complete, so that names are told by their form, and by the words that persons do not have in
theirs.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scrapers.byline_words import PARTICLES
from transforms.cleaning.agencies import is_agency

# What somebody is, behind the name or, in some languages, before it.
_OFFICES = frozenset(
    """
    editor editor-in-chief reporter correspondent journalist writer columnist contributor author staff freelance
    freelancer producer anchor analyst critic blogger bureau chief senior special political business sports
    deputy managing guest opinion associate assistant professor director ceo president redakteur redakteurin
    chefredakteur chefredakteurin redaktionsleiter redaktionsleiterin korrespondent korrespondentin journalistin
    autor autorin reporterin volontär volontärin volontaer kolumnist kolumnistin herausgeber herausgeberin
    ressortleiter ressortleiterin geschäftsführer geschäftsführerin freier freie journaliste rédacteur
    rédactrice correspondant correspondante envoyé envoyée auteur chroniqueur chroniqueuse redacteur
    verslaggever verslaggeefster correspondente columniste medewerker periodista redactor redactora corresponsal
    colaborador colaboradora editora enviado enviada giornalista redattore redattrice corrispondente inviato
    jornalista repórter dziennikarz dziennikarka redaktor toimittaja journalisten redaktør
    """.split()
)
_OFFICE_ENDINGS = (
    "leiter", "leiterin", "redakteur", "redakteurin", "korrespondent", "korrespondentin", "sprecher", "sprecherin",
    "referent", "referentin", "journalist", "journalistin", "reporter", "reporterin", "experte", "expertin",
)  # fmt: skip
OFFICE_BEFORE = re.compile(
    r"^(?:(?:the\s)?(?:guest|staff|senior)\s(?:author|writer|reporter|editor|columnist)s?|reporter|journalist(?:in)?|"
    r"korrespondent(?:in)?|(?:chef)?redakteur(?:in)?|rechtsanw[aä]lt(?:in)?|pressesprecher(?:in)?|"
    r"[\w.-]{2,30}-(?:experte|expertin|redakteur|redakteurin|korrespondent|korrespondentin|autor|autorin|reporter|"
    r"reporterin|mitarbeiter|mitarbeiterin)|phóng viên|nhà báo|nhà văn|PV|BTV|CTV|themenstarter|thread starter|"
    r"über|about|alles von|correspondant(?:e)?|journaliste|periodista|notre (?:correspondant|envoyé)e?)\s+(?=\S)",
    re.IGNORECASE,
)
# "Jane Doe, PhD" is one person.
CREDENTIAL = re.compile(
    r"(?:Ph\.?\s?D|M\.?D|MPH|M\.?Sc|MBA|RN|RD|DDS|DVM|J\.?D|Esq|LL\.?M|B\.?Sc|B\.?A|M\.?A|FACP|FRCP|PharmD|CFA|CPA|Jr|Sr|"
    r"II|III)\.?$"
)
# Words that newsrooms, firms and authorities have in their names, and persons do not.
_COLLECTIVE = frozenset(
    """
    redaktion redaktionen redaksjonen redaktsiya redacción redaccion redação redacao redazione redactie
    rédaction redaction redakcja redakce redaktionsteam toimitus szerkesztőség редакция редакція team webteam
    staff editors editorial newsroom news newsdesk desk press agency agencies agentur agenturen agence agencia
    agenzia ajansı service services online gmbh ag ltd inc llc plc e.v ev kg se sa srl verlag verband bund
    stiftung foundation institut instituto institute university universität université universidad universidade
    hochschule ministerium ministry landesanstalt zeitung magazin magazine journal times media medien blog radio
    tv fernsehen archiv wire reporters correspondents contributors company corporation group association society
    gesellschaft committee council kirche partei party club verein union collectif collective projekt project
    haber haberler gazetesi агентство новости
    """.split()
)
_COLLECTIVE_ENDINGS = (
    "redaktion", "verband", "verbandes", "stiftung", "gesellschaft", "agentur", "verein", "zeitung", "institut",
    "anstalt", "dienst", "ministerium", "stelle",
)  # fmt: skip
_COLLECTIVE_PHRASES = (
    "ban biên tập", "ban tuyên giáo", "đài ", "sở ", "ủy ban", "tòa soạn", "báo ", "thông tấn xã", "tạp chí",
    "nhóm phóng viên", "nhóm pv", "cổng thông tin", "e. v", "пресс-служба", "传媒", "财经", "在线", "频道", "客户端",
     "新聞", "新闻", "通信", "通讯", "编辑", "編集", "デジタル", "日報", "日报", "뉴스", "신문", "통신", "편집",
)  # fmt: skip
# Papers, sites, stations, firms and schools, by the last character of their names.
_EAST_ASIAN = re.compile(
    r"[\u4e00-\u9fff](?:[報报網网社臺局厅廳部院]|公司|中心|大学|大學|周刊|杂志|工作室|委员会|电视台)$"
)
# Links, labels and accounts that stand where a name would.
_NO_NAMES = frozenset(
    " ".join(phrase.split())
    for phrase in """
    administrator|editor|editors|staff|guest|unknown|webmaster|user|root|anonymous|anonyme|anonym|unbekannt|no author|
    author|authors|autor|autorin|autoren|autor:in|auteur|auteurs|view all|follow|following|updated|published|posted|
    publicado|publicada|veröffentlicht|publiziert|publié|publiée|pubblicato|actualizado|datum|date|quelle|source|facebook|
    twitter|instagram|linkedin|youtube|email|e-mail|mail|whatsapp|rss|null|none|undefined|default|test|n/a|by|von|am|por|
    par|de|en|the|und|and|comment|comments|kommentar|kommentare|permalink|print|share|subscribe|login|menu|home|startseite|
    article|articles|artikel|post|posts|news|blog|category|uncategorized|allgemein|pv|btv|ctv|tổng hợp|view profile|
    website|contact|kontakt|zur person|bio|profil|profile|about|mehr|more|read more|today|yesterday|heute|gestern|记者|
    記者|name|author name|your name|未知|佚名|匿名|小编|本站|网友|本报记者|新华社记者|기자|author archive
    """.split("|")
)
_NEVER = re.compile(r"https?|www\.|[@©]|\[at\]", re.IGNORECASE)
_NO_BEGINNING = re.compile(
    r"(?:(?:wordpress|wp|web|site|super)?-?admin\w*$|alle (?:beiträge|artikel)|archiv anzeigen|all (?:posts|articles)|"
    r"(?:view|see|show|read) (?:all|more|my|full)|mehr (?:von|über|zum)|more (?:by|from|about)|über (?:den|die)|"
    r"about (?:the|me)|hinterlasse|leave a|schreibe? einen|voir|afficher|ver (?:todos|más)|"
    r"in (?:uncategorized|allgemein)|filed|tagged|reading time|no comments|keine kommentare|"
    r"bild(?:quelle|nachweis)?:|foto(?:s|graf|credit)?|folgen|"
    r"xem thêm|theo dõi|(?:veröffentlicht|published|posted|publicado|publié) (?:in|am|on|unter|under|en|el|le)|"
    r"(?:latest|more|other|weitere|mehr) (?:posts|articles|artikel|beiträge))(?!\w)",
    re.IGNORECASE,
)
# Places of two words, as a byline ends with them: "By Jane Doe, New York". One word behind a full name needs no list.
PLACES = frozenset(
    " ".join(place.split())
    for place in """
    new york|los angeles|san francisco|hong kong|tel aviv|den haag|the hague|buenos aires|new delhi|rio de janeiro|
    são paulo|sao paulo|mexico city|ciudad de méxico|kuala lumpur|hà nội|ha noi|đà nẵng|tp hcm|tp.hcm|hồ chí minh|
    washington dc|washington d.c|cape town|kapstadt|abu dhabi|saudi arabia|st gallen|st. gallen|bad homburg|
    frankfurt am main|sri lanka|costa rica|puerto rico|south africa|united states|united kingdom
    """.split("|")
)
_HAN = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff々]+(?:\s[\u4e00-\u9fff\u3040-\u30ff々]+)?")
_HANGUL = re.compile(r"[\uac00-\ud7af]{2,5}")
_HAN_NAME = range(2, 8)
_ARTICLES = ("The ", "Die ", "Das ")
_MAX_NAME = 60
_MAX_WORDS = 7
_LONGEST_HAN = 12


def is_office(word: str) -> bool:
    """Say whether a word names what somebody is: "editor", "Projektleiterin", "corresponsal"."""
    bare = word.casefold().strip(",.;")
    return bare in _OFFICES or bare.endswith(_OFFICE_ENDINGS)


def is_collective(name: str) -> bool:
    """Say whether a name is that of a newsroom, a firm or an authority, by one of its words."""
    folded = name.casefold()
    words = (word.strip(".,()") for word in folded.replace("-", " ").split())
    if _EAST_ASIAN.search(name):
        return True
    return any(word in _COLLECTIVE or word.endswith(_COLLECTIVE_ENDINGS) for word in words) or any(
        phrase in folded for phrase in _COLLECTIVE_PHRASES
    )


def is_no_name(text: str) -> bool:
    """Say whether a text that stands in a name's place is none: a link, a label, an account of the content system."""
    return text.casefold() in _NO_NAMES or bool(_NEVER.search(text)) or bool(_NO_BEGINNING.match(text))


def is_capital(word: str) -> bool:
    """Say whether a word may begin a name: with a capital, "d'Orval" too, or with a letter that knows none."""
    return not word[0].islower() or (word[1:2] in {"'", "’"} and word[2:3].isupper())


def is_name(part: str) -> bool:
    """Say whether what is left of a byline can be a name: letters, few words, capitals where the script has them."""
    words = part.split()
    if not any(character.isalpha() for character in part) or is_no_name(part) or CREDENTIAL.match(part):
        return False
    if len(words) > 1 and any(character.isdigit() for character in part) and not is_collective(part):
        return False
    if "\ufffd" in part or (_HAN.fullmatch(part) and len(part) > _LONGEST_HAN):
        return False
    sized = 1 <= len(words) <= _MAX_WORDS and 2 <= len(part) <= _MAX_NAME  # noqa: PLR2004 - a Chinese name has two letters
    return sized and (_is_set_as_name(words) or is_collective(part) or is_agency(words[-1]))


def _is_set_as_name(words: list[str]) -> bool:
    """Say whether the words are capitalised as those of a name, where the script knows capitals: a sentence is not."""
    small = any(not is_capital(word) and word.casefold() not in PARTICLES for word in words)
    return not small or len(words) <= 2  # noqa: PLR2004 - "bell hooks", "Ali hassan"


@lru_cache(maxsize=4_096)
def is_person(name: str) -> bool:
    """Say whether a name looks like a person's full name: several capitalised words, or what other scripts write."""
    if name.startswith(_ARTICLES) or any(character.isdigit() for character in name) or is_collective(name):
        return False
    if _HANGUL.fullmatch(name):
        return True
    if _HAN.fullmatch(name):
        return len(name.replace(" ", "")) in _HAN_NAME
    words = [word for word in name.split() if word.casefold() not in PARTICLES]
    cased = all(map(is_capital, words))
    uncased = name.casefold() == name.upper() and len(words) > 1
    return (len(words) > 1 and cased) or uncased
