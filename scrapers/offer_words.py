"""What pages say where a text breaks off: offers to subscribe, and how their walls are named.

Newsrooms word these offers alike within a language, since a few vendors of walls write the templates. Each phrase
speaks of the text at hand ("to continue reading"); an invitation to log in alone stands on pages that are free.
"""

from __future__ import annotations

import re

from scrapers.phrases import Lazy, phrase

# How a teaser ends, before the offer to subscribe.
CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W*$")
_TO_READ = r"(?:now |today |or (?:log|sign) in )?to (?:continue|keep|read|unlock|access)"
OFFER = phrase(rf"""
    (?:subscribe|sign up|log in|register|become a (?:member|subscriber)) {_TO_READ}
    (?:continue reading|read (?:more|on|the full (?:story|article))) (?:with|by|for) (?:a |your )?(?:subscri|premium)
    (?:article|story|content) is (?:reserved for|only available to|for|exclusive to) .{{0,20}}subscribers
    (?:continue|keep) reading (?:this|the (?:full|rest of the)) (?:article|story)
    (?:cet article est|la suite est|article|contenu) réservée?s? (?:à nos|aux) abonnés
    il vous reste \d+
    (?:abonnez-vous|connectez-vous) pour (?:lire|continuer|poursuivre)
    (?:word|neem|kies) (?:nu )?(?:abonnee|een abonnement)
    (?:alleen|exclusief) voor (?:abonnees|leden)
    lees (?:verder )?(?:met|voor) (?:een abonnement|€|slechts)
    (?:jetzt|weiterlesen) (?:abonnieren|mit (?:\w+ )?abo|testen und weiterlesen)
    (?:nur|exklusiv) für abonnenten
    (?:der|dieser) (?:ganze )?(?:artikel|text|beitrag) ist (?:nur |exklusiv )?(?:für )?(?:abonnent|plus-mitglied)
    (?:la )?suite (?:de (?:cet|l')article )?est réservée
    (?:contenido|artículo|nota) (?:exclusiv[oa]|s[oó]lo) para (?:suscriptores|socios)
    suscr[ií]b(?:ete|ase) para (?:seguir|continuar|leer)
    para (?:seguir|continuar) leyendo
    (?:contenuto|articolo) (?:è )?(?:riservato|esclusivo) (?:agli|per gli) abbonati
    (?:abbonati per (?:continuare|leggere)|per continuare a leggere)
    (?:conteúdo|artigo|matéria|texto) exclusiv[oa] para assinantes
    (?:assine para (?:continuar|ler)|para continuar (?:lendo|a ler))
    (?:artykuł|treść|tekst) (?:jest )?dostępn[ya] (?:tylko |wyłącznie )?dla (?:subskrybent|prenumerator)
    (?:aby|żeby|by) (?:czytać|przeczytać) (?:dalej|cały|całość|resztę)
    (?:endast|bara|exklusivt) för prenumeranter
    (?:kun|bare|forbeholdt) (?:for )?abonnenter
    for å lese (?:videre|hele|resten)
    vain tilaajille
    (?:статья|материал|текст) доступ(?:на|ен) (?:только )?(?:подписчикам|по подписке)
    (?:оформите подписку|подпишитесь),? чтобы (?:читать|прочитать|продолжить)
    (?:有料)?会員限定(?:の)?記事|続きを読むには|(?:この記事は)?有料(?:会員|記事)
    (?:订阅|登录|付费|訂閱|登入|付費)(?:后|後)?(?:即可|可)?(?:继续|繼續)?(?:阅读|閱讀)全文
    유료 (?:회원|구독자) 전용
    (?:đăng ký|đăng nhập|mua gói)(?: thành viên)? để (?:đọc|xem) (?:tiếp|toàn bộ|đầy đủ)
    (?:nội dung|bài viết)(?: này)? (?:chỉ )?dành (?:riêng )?cho (?:thành viên|hội viên|độc giả trả phí)
    """)
# The element that stands where the text ends: named after the wall in class or id.
GATE = Lazy(
    r"\b(?:class|id|data-[\w-]{1,30})\s*=\s*[\"'][^\"'<>]{0,200}?(?<![a-z])(?:paywall|pay-wall|paygate|regwall|"
    r"hard-?wall|gate|tp-container|subscriber-only|premium-wall|metered|plus-?wall)(?![a-z])"
)
