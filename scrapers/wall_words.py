"""What pages say that stand in an article's place: errors, consent dialogues, bot checks, logins.

The phrases are formulas: error pages and consent dialogues are written once and used for years, by content systems and
by vendors, in the languages of the sources (English, Vietnamese, French, Dutch, German) and of their neighbours.
Markers are what vendors' scripts write into class names, ids and variables, as their integration manuals say; no entry
names a news site. How the lists are written says ``phrases``.
"""

from __future__ import annotations

import re

from scrapers.phrases import Lazy, alternatives, opening, phrase

# After an error's name the title ends, or the name of the site follows.
_END = r"\W*(?:$|[-–—|:·!•»]|\berror\b|\bpage\b|\blỗi\b|\btrang\b)"
_ERROR = r"(?:error|fehler|erreur|fout|lỗi)?\W*"
ERROR_TITLE = opening(
    rf"""
    {_ERROR}(?:403 )?(?:forbidden|access denied)
    {_ERROR}(?:403|410 gone|410)
    {_ERROR}50[0234](?: (?:internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out))?
    """,
    _END,
)
NOT_FOUND_TITLE = opening(
    rf"""
    {_ERROR}404(?:\W+not found)?
    {_ERROR}(?:(?:page|file|article|story|document) (?:was )?)?not found
    {_ERROR}seite (?:wurde )?nicht gefunden
    {_ERROR}page (?:introuvable|non trouvée)
    {_ERROR}pagina (?:werd )?niet gevonden
    {_ERROR}không tìm thấy(?: trang| bài viết| nội dung)?
    {_ERROR}trang (?:này )?không tồn tại
    {_ERROR}página no encontrada
    {_ERROR}pagina non trovata
    {_ERROR}página não encontrada
    {_ERROR}(?:nie znaleziono strony|strona nie (?:została znaleziona|istnieje))
    {_ERROR}sidan (?:hittades inte|kunde inte hittas|finns inte)
    {_ERROR}siden (?:blev ikke fundet|kunne ikke findes|findes ikke|ble ikke funnet|finnes ikke)
    {_ERROR}sivua ei (?:löydy|löytynyt)
    {_ERROR}stránka (?:nenalezena|nebyla nalezena)
    {_ERROR}az oldal nem található
    {_ERROR}pagina nu a fost găsită
    {_ERROR}sayfa bulunamadı
    {_ERROR}η σελίδα δεν βρέθηκε
    {_ERROR}страница (?:не найдена|не существует)
    {_ERROR}сторінку не знайдено
    {_ERROR}страницата не е намерена
    {_ERROR}halaman tidak ditemukan
    {_ERROR}(?:お探しの)?ページ(?:が|は)見つかりません(?:でした)?
    {_ERROR}페이지를 찾을 수 없습니다
    {_ERROR}(?:页面不存在|找不到(?:该)?页面|頁面不存在|找不到(?:該)?頁面)
    {_ERROR}الصفحة غير موجودة
    """,
    _END,
)
NOT_FOUND_TEXT = phrase(r"""
    page (?:that )?you(?:'re| are| were| have)? (?:looking for|requested|trying to (?:reach|view|access)|tried to reach)
    (?:this|the|that) (?:page|article|story|content|url) (?:you requested )?(?:could not|cannot|can't) be found
    (?:this|the|that) (?:page|article|story|content|url) (?:does not|doesn't|no longer) exists?
    (?:this|the|that) (?:page|article|story|content|url) (?:has been|may have been) (?:moved|removed|deleted)
    (?:this|the|that) (?:page|article|story|content|url) is no longer available
    we (?:couldn't|could not|can't|cannot) find (?:the|that|this|your) (?:page|article|story)
    trang (?:mà )?(?:bạn|quý (?:vị|khách)) (?:đang )?(?:yêu cầu|tìm kiếm|tìm|truy cập|muốn xem)
    (?:trang|bài viết|nội dung|đường dẫn|liên kết)(?: này| yêu cầu)? không (?:còn )?(?:tồn tại|tìm thấy|khả dụng)
    (?:trang|bài viết|nội dung)(?: này)? đã (?:bị )?(?:xóa|xoá|gỡ)
    không tìm thấy (?:trang|bài viết|nội dung|đường dẫn)
    page (?:que vous (?:cherchez|recherchez|avez demandée)|demandée|recherchée)
    (?:cette page|l'article|ce contenu) n'(?:existe (?:pas|plus)|est (?:pas|plus) disponible)
    pagina (?:die (?:u|je) (?:zoekt|zocht|probeert)|bestaat niet|is niet (?:meer )?(?:gevonden|beschikbaar))
    (?:deze|dit) (?:pagina|artikel) (?:bestaat niet|kon niet worden gevonden|is niet (?:meer )?beschikbaar)
    (?:gewünschte|angeforderte|gesuchte|aufgerufene) seite
    (?:diese|die) seite (?:existiert|wurde) (?:leider )?nicht
    la página (?:que (?:busca|buscas|está buscando)|solicitada) no
    la pagina (?:che (?:cerchi|stai cercando)|richiesta) non
    a página (?:que (?:procura|você procura)|solicitada) não
    strona,? której szuka(?:sz|cie)
    страница,? котор(?:ую|ой) вы (?:ищете|запрашиваете)
    """)

BOT_TITLE = opening(
    r"""
    just a moment
    one moment,? please
    attention required
    pardon our interruption
    are you a (?:robot|human)
    robot or human
    access to this page has been denied
    (?:please )?verify(?:ing)? (?:that )?you are (?:a )?human
    human verification
    checking your browser
    security (?:check|verification)
    ddos-guard
    un instant
    einen moment
    een ogenblik
    chờ một chút
    xác minh (?:bảo mật|bạn là con người)
    """,
    r"(?: (?:bitte|please|svp))?[\s.…!,?]*(?:$|[-–—|:])",
)
BOT_TEXT = phrase(r"""
    verify (?:that )?you(?:'re| are) (?:a )?(?:human|not a (?:robot|bot))
    checking (?:if the site connection is secure|your browser before)
    (?:enable|activate|turn on) javascript and cookies to continue
    (?:needs|has) to review the security of your connection
    unusual (?:traffic|activity) from your (?:computer )?network
    (?:complete|solve) the (?:captcha|security check)
    you have been blocked
    press (?:&|and) hold to confirm
    xác (?:minh|nhận) (?:rằng )?bạn (?:là con người|không phải (?:là )?(?:người máy|robot))
    vérifiez que vous êtes (?:un )?humain
    bestätigen sie,? dass sie (?:ein mensch|kein roboter) sind
    controleer of u een mens bent
    """)
# Cloudflare, Imperva, HUMAN (PerimeterX), DataDome, Akamai, AWS WAF, DDoS-Guard, SiteGround: on check pages alone.
BOT_MARKER = re.compile(
    r"_cf_chl_opt|cf-browser-verification|cf-challenge|_Incapsula_Resource|px-captcha|captcha-delivery\.com|sec-if-cpt|"
    r"awsWafCookieDomainList|gokuProps|/\.well-known/ddos-guard|sgcaptcha",
)

CONSENT_TITLE = opening(r"""
    before you continue
    avant de continuer
    voordat je verder
    bevor sie (?:fortfahren|zu)
    we (?:value|respect|care about) your privacy
    your privacy (?:choices|matters)
    manage (?:your )?(?:consent|privacy)
    privacy (?:gate|settings|instellingen)
    cookie (?:consent|wall|settings|instellingen|einstellungen)
    cookies? (?:on|op|sur|auf)
    (?:le respect de )?votre vie privée
    (?:uw|jouw|je) privacy
    ihre privatsphäre
    quyền riêng tư của bạn
    """)
# One of these stands in every consent dialogue; a look for them spares most pages the search below.
CONSENT_STEMS = ("cookie", "consent", "partner", "partenaire", "privacy", "vie privée", "privatsphäre", "riêng tư")
CONSENT_TEXT = phrase(r"""
    we(?:,)? (?:and|as well as) our (?:\d+ |[\w-]+ )?(?:partners|vendors)
    (?:we|(?:this|our) (?:site|website)) uses? cookies
    stor(?:e|ing) and/or access(?:ing)? information on (?:a|your) device
    your (?:permission|consent)(?:,| we|\.| to| at any)
    (?:withdraw|change|manage) your (?:consent|preferences|choices|privacy)
    legitimate interests?
    (?:accept|reject) (?:all )?(?:cookies|all)
    personali[sz]ed (?:ads|advertising|content)
    nous(?:,)? et nos (?:\d+ )?partenaires
    utilis(?:ons|e) des cookies
    votre (?:consentement|accord)
    stocker et/ou accéder à des informations
    intérêt légitime
    (?:wij|we) en onze (?:\d+ )?partners
    (?:wij|we) (?:gebruiken|plaatsen) cookies
    (?:uw|jouw|je) (?:toestemming|voorkeuren)
    gerechtvaardigd belang
    informatie op een apparaat
    wir und unsere (?:\d+ )?partner
    wir (?:verwenden|nutzen|setzen) (?:\w+ )?cookies
    ihre (?:einwilligung|zustimmung|auswahl|privatsphäre)
    berechtigte[sn]? interesse
    informationen auf einem (?:end)?gerät
    nosotros y nuestros (?:\d+ )?socios
    (?:utilizamos|usamos) cookies
    (?:su|tu|o seu) (?:consentimiento|consentimento)
    noi e i nostri (?:\d+ )?(?:partner|fornitori)
    utilizziamo (?:i )?cookie
    il (?:tuo|vostro|suo) consenso
    nós e (?:os )?nossos (?:\d+ )?parceiros
    my i nasi (?:\d+ )?(?:zaufani )?partnerzy
    używamy plików cookie
    (?:twoja|twojej|wyrażenie) zgod[ay]
    chúng tôi (?:và (?:các )?đối tác|sử dụng cookie)
    sự đồng ý của bạn
    quyền riêng tư của bạn
    """)
# Consent platforms: OneTrust, Didomi, Sourcepoint, Cookiebot, Usercentrics, TrustArc, Quantcast Choice, InMobi,
# consentmanager, Funding Choices, and the interface of the IAB's Transparency and Consent Framework.
CONSENT_MARKER = Lazy(
    r"onetrust|optanon|didomi|sp_message_container|_sp_queue|sourcepoint|cookiebot|CybotCookie|usercentrics|truste-|"
    r"qc-cmp|quantcast|cmpbox|fc-consent|__tcfapi|consent[-_](?:form|wall|gate|page)|cookie-?wall|privacy-?gate"
)
_ACCEPT = alternatives(r"""
    accept(?: all)?(?: cookies)?
    (?:i )?agree(?: and (?:close|continue))?
    i accept
    allow all
    (?:tout )?accepter(?: et continuer)?
    j'accepte
    alles? (?:accepteren|toestaan)
    akkoord(?: en verder)?
    accepteren
    (?:alle )?akzeptieren(?: und weiter)?
    zustimmen(?: und weiter)?
    einverstanden
    aceptar(?: (?:todo|todas|y continuar))?
    accetta(?: (?:tutto|tutti|e continua))?
    aceitar(?: (?:tudo|todos))?
    (?:za)?akceptuj(?:ę)?(?: (?:wszystkie|wszystko))?
    zgadzam się
    (?:godkänn|acceptera|godta|hyväksy)(?: (?:alla|alle|kaikki))?
    đồng ý(?: tất cả)?
    chấp nhận(?: tất cả)?
    """)
CONSENT_BUTTON = Lazy(rf">\s*(?:{_ACCEPT})\s*<|\bvalue=[\"'](?:{_ACCEPT})[\"']")

PASSWORD_INPUT = Lazy(r"<input\b[^<>]{0,500}\btype\s*=\s*[\"']?password\b")
LOGIN_TITLE = opening(r"""
    (?:please |member )?(?:log ?[io]n|sign ?in)
    connexion
    se connecter
    connectez-vous
    identifiez-vous
    inloggen
    aanmelden
    meld (?:je|u) aan
    anmelden
    anmeldung
    einloggen
    đăng nhập
    (?:iniciar?|inicie) sesión
    accedi
    (?:iniciar sessão|fazer login)
    (?:zaloguj się|logowanie)
    (?:logga in|log ind|logg inn|kirjaudu)
    """)
