"""The words of lines that stand in an article's text and are no part of it.

Labels of advertisements and players, consent boxes of embedded posts, appeals to subscribe, to follow, to donate, to
write in, and the lines at the end that say where the text comes from. Each list holds what newsrooms and content
systems of many countries write alike; a line is told by how it begins or by all of it, so that no sentence of an
article is lost that merely mentions one of the words. No word here names an outlet.
"""

from __future__ import annotations

import re

from scrapers.phrases import Lazy

_WORDS = re.compile(r"[^\W_]+")
_MAX_LABEL = 70
_MAX_LINE = 420
_MAX_CREDIT = 220

# Whole lines, letters only: labels of advertisements, players, buttons and of embedded posts.
_LABELS = frozenset(
    " ".join(_WORDS.findall(line.casefold()))
    for line in """
advertisement; advertisements; ad; ads; advertising; sponsored; sponsored content; paid content; promoted;
anzeige; anzeigen; werbung; publicité; publicidad; pubblicità; publicidade; reklama; reklam; reclame;
advertentie; annonse; annons; annonce; mainos; hirdetés; διαφήμιση; реклама; iklan; quảng cáo; 広告; 광고; 广告; 廣告;
إعلان; oglas; publicitate; article continues below; article continues below advertisement; story continues
below; continue reading below; story continues below advertisement; advertisement continue reading below;
advertisement story continues below; la suite après la publicité; la suite après cette publicité; sigue leyendo;
continúa leyendo; continua a leggere; embed; player wird geladen; loading; wird geladen; lädt; chargement;
cargando; caricamento; laden; đang tải; video ad feedback; play video; watch video; video unavailable; media
playback is not supported on this device; view this post on instagram; voir cette publication sur instagram; ver
esta publicación en instagram; sieh dir diesen beitrag auf instagram an; xem bài viết này trên instagram; bekijk
dit bericht op instagram; visualizza questo post su instagram; ver esta foto no instagram; view on instagram;
view on twitter; view on x; externer inhalt; empfohlener redaktioneller inhalt; empfohlener externer inhalt;
externe inhalte laden; drucken; rezept drucken; print; print this article; share; share this; share this
article; teilen; teilen auf; artikel teilen; partager; partager cet article; compartir; condividi; delen;
partilhar; compartilhar; udostępnij; dela; del; jaa; paylaş; поделиться; chia sẻ; thích; thích chia sẻ; tweet;
pin it; email; e mail; facebook; twitter; whatsapp; telegram; linkedin; copy link; gefällt mir; like this; like;
bild anzeigen; bild schließen; bild vergrößern; vergrößern; merken; drukuj; imprimer; imprimir; listen to this
article; listen; artikel anhören; beitrag anhören; anhören; vorlesen; écouter cet article; écouter l article;
escuchar; escuchar este artículo; ascolta; ascolta l articolo; luister naar dit artikel; nghe bài viết; nghe đọc
bài; save; save article; save for later; bookmark; read aloud; text size; font size; schriftgröße; cỡ chữ; aa; a
a a; tamaño de letra; tags; themen; topics; keywords; schlagwörter; schlagworte; temas; etiquetas; mots clés; từ
khóa; tag; thẻ; tagi; теги; 标签; 關鍵字; about the author; about the authors; über den autor; über die autorin; zum
autor; à propos de l auteur; sobre el autor; về tác giả; more about; more on this story; mehr zum thema; passend
zum artikel; weitere artikel; auch interessant; related topics; neueste artikel; newsticker; explore further;
veja também; te puede interesar; le puede interesar; schon gelesen; quellen ausblenden; quellen anzeigen;
quellen einblenden; zusatzinformationen; stay up to date on our work; zitiervorschlag; comments; kommentare;
commentaires; comentarios; bình luận; reacties; komentarze; yorumlar; комментарии; end; ende; fin; koniec; hết;
完
    """.replace("\n", " ").split(";")
    if line.strip()
)

# What a box says in the place of a post, video or map that needs the reader's consent, or a script.
_CONSENT = Lazy(
    r"an dieser stelle (?:findest|finden|befindet)\b.{0,30}\bextern|ich bin damit einverstanden, dass mir|"
    r"personenbezogene daten (?:können|werden)\b|wir benötigen (?:ihre|deine) (?:zustimmung|einwilligung)|"
    r"mit (?:einem )?klick auf\b.{0,80}\b(?:geladen|einverstanden|zugestimmt|akzeptier)|"
    r"(?:dieser|externer) inhalt\b.{0,60}\b(?:geladen|angezeigt|blockiert)|[\w -]{2,30}inhalte? (?:erlauben|anzeigen|"
    r"laden)$|"
    r"to (?:view|see|display) this (?:content|video|post|embed|tweet)|this (?:content|video|embed) (?:is|can(?:not|"
    r"'t)|could)\b|"
    r"(?:unfortunately|sorry), (?:this|the|your) (?:video|content|browser)|your browser (?:does not|doesn't)|"
    r"ce contenu (?:est bloqué|n.est pas|a été bloqué)|pour (?:afficher|voir) ce contenu|ihr browser|dein browser|"
    r"(?:om )?deze (?:inhoud|content|video) (?:te|is|wordt|kan)|para (?:ver|visualizar) este contenido|"
    r"este contenido (?:está|no se)|"
    r"questo contenuto (?:è|non)|(?:please )?(?:enable|turn on) javascript|bitte (?:aktivieren|"
    r"erlauben)\b.{0,30}\bjavascript|"
    r"this site is protected by recaptcha|diese (?:seite|website) (?:ist|wird) durch recaptcha|"
    r"(?:a post|une publication|un post|una publicación|ein beitrag) (?:shared|partagée|condiviso|compartida|"
    r"geteilt)\b|"
    r"wir respektieren (?:deine|ihre) privatsphäre|%[sd] (?:bloggern|bloggers|blogueurs)",
)

# Links to other articles, in more languages than ``vocabulary.INVITING_LINE`` has, as links or short lines.
_LEADS_AWAY = Lazy(
    r"[\W_]*(?:(?:le|te|les) (?:puede|podría) interesar|más sobre|vea también|veja (?:também|mais)|saiba mais|"
    r"(?:các )?tin (?:cùng mục|khác|đã đưa|mới hơn|cũ hơn|mới nhất)\s*:?$|"
    r"per approfondire|approfondisci|читайте (?:также|ещё|далее|ще|також)|читать (?:также|далее)|прочетете|διαβάστε|"
    r"přečtěte si|čtěte (?:také|více|dále)|prečítajte si|kapcsolódó|olvass?a?(?: el)? (?:még|ezt)|citește și|citiţi și|"
    r"baca juga|ayrıca (?:bkz|oku)|ilgili haber|関連記事|あわせて読みたい|続きを読む|관련 ?기사|相关(?:阅读|新闻)|"
    r"相關(?:閱讀|新聞)|延伸(?:阅读|閱讀)|اقرأ أيض|इसे भी पढ़ें)",
)

# The last words of a teaser, a button as it were.
_READ_ON = Lazy(
    r"(?:đọc ngay|xem ngay|xem thêm|xem chi tiết|read (?:more|now)|weiterlesen|mehr lesen|lire (?:plus|la suite)|"
    r"leer más|lees meer|czytaj więcej|leggi (?:tutto|di più)|saiba mais|leia mais|devamını oku|читать далее|"
    r"続きを読む)\W*$",
)

# Appeals to the reader, as whole lines or short paragraphs: told by how they begin.
_APPEAL = Lazy(
    r"[\W_]*(?:"
    # follow, download, tell others
    r"follow (?:us|our|me|him|her|them|the [\w ]{2,30}|[\w.]+(?: [\w.]+){0,3}) on\b|like us on|find us on|join us on|"
    r"(?:download|get) (?:the|our)\b.{0,40}\bapps?\b|for the latest\b.{0,80}\b(?:download|follow|sign up|subscribe|"
    r"visit|news)\b|"
    r"for more (?:stories|news|articles|information on)\b.{0,40}\b(?:like this|check|visit|follow|click)|"
    r"stay (?:informed|tuned|up to date)\b|"
    r"get the latest\b.{0,60}\b(?:phone|inbox|delivered|app|email)|(?:folgen|folge|folgt) (?:sie )?uns\b|folgst du\b|"
    r"s[ií]g(?:a|ue|ui)?[- ]?nos\b|seguinos\b|suivez[- ]nous\b|seguici\b|volg ons\b|siga[- ]nos\b|obserwuj nas|"
    r"následujte nás|"
    r"takip ed|подписывайтесь|подпишитесь|theo dõi (?:chúng tôi|fanpage|kênh|trang|báo)|mời (?:quý )?(?:độc giả|"
    r"bạn đọc)\b|"
    r"tải (?:ứng dụng|app)\b|(?:laden sie|jetzt) .{0,30}\bapp\b|descarg(?:a|ue|á) (?:la|nuestra)\b.{0,30}\bapp|"
    r"únete\b|mira lo que tiene nuestro|"
    # subscribe, sign up
    r"subscribe\b|sign up\b|register (?:now|here|for|/)|already (?:have an account|a subscriber)|create (?:an|"
    r"a free) account|"
    r"abonnier(?:e|en|t)\b|jetzt (?:abonnieren|testen|anmelden|registrieren)|abonnez[- ]vous|inscrivez[- ]vous|"
    r"je m.abonne|"
    r"suscr[ií]b(?:ete|ase|ite|irse)|hazte (?:miembro|socio|suscriptor)|iscriviti|abbonati|inscreva[- ]se|assine\b|"
    r"abonneer|schrijf je in|"
    r"zapisz się|zapraszamy (?:też )?do subskrypcji|prenumerera|abonner(?:e)?\b|tilaa\b|abone ol|đăng ký (?:nhận|"
    r"ngay|theo|kênh)|"
    r"(?:\d+|zwei|vier) wochen kostenlos|testen sie\b.{0,40}\b(?:kostenlos|wochen|gratis)|kostenlos testen|"
    r"to (?:view|read|continue reading) (?:the|this)? ?(?:full|rest|story|article)\b.{0,40}\b(?:subscribe|log in|"
    r"sign in|register)|"
    r"pour lire la suite|pour accéder (?:à|en illimité)|il vous reste \d|article réservé|cet article est réservé|"
    r"want to (?:read|know) more\?|lust auf mehr\?|"
    # support
    r"(?:please )?(?:consider )?(?:support(?:ing)?|donat(?:e|ing)) (?:us|our|to|the|now|today|today's|independent)\b|"
    r"if you (?:enjoyed|liked|like|value)\b|"
    r"(?:unterstütze[nt]?|spende[nt]?)(?: sie)? (?:uns|unser|jetzt|hier|für)|unabhängiger journalismus braucht|"
    r"jede (?:kleine )?spende|"
    r"(?:werden sie|werde|werdet) (?:jetzt )?mitglied|soutenez[- ]nous|faites un don|apoya(?:nos| nuestro|"
    r" el periodismo)|sostienici|"
    r"help us (?:continue|keep|grow)|do you want to (?:be informed|stay)|kennt ihr schon|"
    r"if you(?:'|’)re seeing this message|steun ons|wesprzyj nas|ủng hộ (?:chúng tôi|báo)|"
    # write in, rate, comment
    r"(?:do you have|have you got|got|have) (?:a |an |any )?(?:story|tip|news tip|question)\b|we want to hear\b|"
    r"let us know\b|"
    r"(?:submit|send (?:us )?)(?: a| your)? (?:letters?|tips?|comments?|news|feedback)\b|(?:email|contact) us (?:at|"
    r"on)\b|"
    r"(?:leave|post|write|add) (?:a|your) (?:comment|reply)|join the (?:conversation|discussion)|"
    r"share your (?:thoughts|views|opinion)|"
    r"what do you think\b.{0,60}\b(?:comment|below|let us)|was this (?:article|page|story) (?:helpful|useful)|"
    r"did you (?:like|enjoy|find)\b|"
    r"(?:hat (?:ihnen|dir|euch)|wie hat (?:ihnen|dir)|war der|gefällt (?:ihnen|dir|euch)|mochten sie|"
    r"möchten sie)\b.{0,30}\b(?:artikel|beitrag|text|magazin|klettermagazin)|"
    r"(?:haben sie|hast du|habt ihr)\b.{0,40}\b(?:fehler|hinweise?|behauptung|tipps?|anregungen)\b.{0,60}|"
    r"kontaktieren sie uns|"
    r"(?:bei|für) (?:fragen|rückfragen|anregungen)\b|schreiben sie (?:uns|einen|ihre)\b|puede escribirnos|"
    r"escr[ií]b[ae]nos|écrivez[- ]nous|"
    r"valora esta (?:noticia|nota)|(?:noch )?keine bewertungen|gửi (?:bình luận|ý kiến|câu hỏi)|ý kiến (?:bạn đọc|"
    r"của bạn)|"
    r"contact the (?:author|reporter|writer)s?\b|(?:hiện )?chưa có bình luận|hãy là người đầu tiên|tối đa:? \d+ ký tự|"
    r"be the first to comment|no comments yet|noch keine kommentare|soyez le premier à|sé el primero en comentar|"
    r"we independently select|(?:this (?:post|article|page)|reviews) (?:may )?contains? (?:references|affiliate)|"
    r"die mit (?:einem )?(?:symbol|sternchen|stern|unterstrich|\*)|dieser (?:artikel|beitrag|"
    r"text) enthält (?:affiliate|werbung|produkt)"
    r")",
)
# An offer of mail: the word for it, with the invitation right before or behind it. A text that reports on a newsletter
# or quotes a bulletin has the word alone.
_MAIL = (
    "newsl", "newsmail", "infolettre", "nieuwsbr", "boletin", "boletín", "bản tin", "nyhedsbrev", "nyhetsbrev",
    "uutiskir", "whatsapp", "telegram",
)  # fmt: skip
_MAIL_OFFER = Lazy(
    r"(?:sign(?:ing)? up (?:for|to)|subscribe to|(?:get|receive|join) (?:our|the|your))\b.{0,60}newsletter|"
    r"newsletters?\b.{0,80}(?:your inbox|sign up|subscribe|in your email)|"
    r"(?:abonnier|bestell|anmeld|erhalten sie|melde dich|melden sie).{0,60}(?:newsletter|newsmail|whatsapp[- ]kanal)|"
    r"(?:newsletter|whatsapp[- ]kanal)\b.{0,80}(?:abonnier|anmeld|bestell|informiert (?:sie|dich|euch)|sind sie|"
    r"kostenlos)|"
    r"(?:inscri|abonnez|recevez|abonner).{0,60}(?:newsletter|infolettre)|"
    r"(?:newsletter|infolettre)\b.{0,60}(?:inscri|abonne)|"
    r"(?:suscr[ií]b|apúnt|inscr[ií]b|únete).{0,60}(?:newsletter|bolet[ií]n|canal de (?:whatsapp|telegram))|"
    r"(?:bolet[ií]n|newsletter|canal de (?:whatsapp|telegram))\b.{0,60}(?:suscr[ií]b|apúnt|inscr[ií]b|únete)|"
    r"(?:schrijf|ontvang|meld je|abonneer).{0,60}(?:nieuwsbrief|newsletter)|(?:iscriv|ricevi).{0,60}newsletter|"
    r"(?:assine|inscreva|receba).{0,60}newsletter|(?:zapisz się|subskryb).{0,60}newsletter|đăng ký.{0,30}bản tin|"
    r"(?:tilmeld|prenumerera|anmäl|tilaa).{0,60}(?:nyhedsbrev|nyhetsbrev|uutiskirje)",
)

# The last lines of a text: who supplied it, who wrote more of it, what it is filed under.
_ORIGIN = Lazy(
    r"[\W_]*(?:"
    r"(?:quellen?|sources?|fuentes?|fonte?s?|bron(?:nen)?|źródło|zdroj|källa|kilde[r]?|lähde|kaynak|forrás|πηγή|"
    r"источник|"
    r"джерело|sursa|nguồn(?: tin)?|来源|來源|出典|출처)\s*[:：]|"
    r"(?:mit )?(?:agentur)?material(?:ien)?(?: von| der|\.)|mit (?:dpa|afp|reuters|sid|apa|epd|kna|agenturen)\b|"
    r"(?:additional )?report(?:ing|s) (?:by|from)\b|editing by\b|written by\b|compiled by\b|"
    r"with (?:additional )?(?:reports?|reporting|files|information|inputs?) (?:from|by)\b|"
    r"con información de\b|avec (?:l.)?(?:afp|reuters|ap|agences)\b|met (?:dank aan|medewerking van)\b|"
    r"\(?"
    r"tags?\s*:|themen\s*:|topics?\s*:|keywords?\s*:|schlag(?:worte|wörter)\s*:|temas\s*:|etiquetas\s*:|từ khóa\s*:|"
    r"categor(?:y|ies|ías?|ie)\s*:|"
    r"kategorien?\s*:|filed under\b|posted in\b|publié dans\b|veröffentlicht (?:in|unter)\b|"
    r"dieser eintrag wurde veröffentlicht|"
    r"suggested citation\b|zitiervorschlag\b|(?:dieses )?thema im programm|our standards:|redaktion:|"
    r"übersetzung(?: und|:)|"
    r"©|\(c\) |copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|"
    r"[（(【\[]?\s*(?:责编|责任编辑|責任編輯|编辑|編輯|校对|审核|記者|记者|責任者)\s*[:：]|"
    r"무단 ?전재|저작권자|無断転載|ⓒ|[\w.+-]{1,40}@[\w.-]{3,40}$"
    r")",
)
# What follows one of these is not the article's, however long: the agency's rules, consent, comments, a wall.
_END = Lazy(
    r"[\W_]*(?:our standards:|reporting by (?-i:[A-Z])|suggested citation\b|zitiervorschlag\b|dieses thema im programm|"
    r"hat ihnen (?:dieser|der) (?:artikel|beitrag)|wie hat ihnen (?:dieser|der) (?:artikel|beitrag)|"
    r"cơ quan chủ quản\s*:|giấy phép[^.]{0,60}\bgp-|tổng biên tập\s*:|unabhängiger journalismus braucht|"
    r"(?:leave|post) a (?:comment|reply)\s*$|(?:schreiben sie|schreibe) einen kommentar\s*$|"
    r"(?:laisser|ajouter) un commentaire\s*$|deja (?:un|tu) comentario\s*$|gửi bình luận\s*$|ý kiến bạn đọc\s*$|"
    r"(?:tags|themen|schlagwörter|từ khóa|etiquetas|mots[- ]clés)\s*:\s*$)",
)
_WALL = Lazy(
    r"[\W_]*(?:il vous reste \d|la suite (?:de cet article )?est réservée|pour lire la suite|"
    r"(?:create|register)\b.{0,30}\baccount to (?:continue|keep) reading|(?:subscribe|sign in|log in|"
    r"register) to (?:continue|keep) reading|"
    r"to continue reading,? (?:this|please|subscribe|sign|log)|(?:jetzt )?weiterlesen mit\b|sie möchten weiterlesen|"
    r"(?:para|si quiere) (?:seguir|continuar) leyendo|per continuare a leggere|lees verder met|để đọc tiếp)",
)
# "Theo TTXVN", "(Theo Reuters)": a comma or a full stop within makes it a sentence.
_ACCORDING = re.compile(r"[(\[]?\s?[Tt]heo\s(?:báo\s|tin\s|hãng\s)?[A-ZĐ][^,.;:!?]{1,50}[)\]]?\.?")
# Agencies, desks and initials alone: "(dmk)", "mit dpa", "aja/PAP", "(AFP)". Nothing of a text is as short as that.
_INITIALS = re.compile(
    r"[(\[/–—-]?\s?(?:[a-zäöüß]{2,4}|[A-Z]{2,7})(?:\s?[/,+&-]\s?(?:[a-zäöüß]{2,5}|[A-Z][A-Za-z]{1,9})){0,3}[)\]]?\.?"
)
_CONTRIBUTED = re.compile(
    r"\b(?:contributed(?: reporting)?(?: to this (?:report|story|article))?|reported from [A-Z][^.]{2,80})\.?$"
)


def is_chrome_line(text: str) -> bool:
    """Say whether a line, wherever it stands, is a label, a consent box or an appeal, and no text."""
    if len(text) <= _MAX_LABEL:
        words = " ".join(_WORDS.findall(text.casefold()))
        if not words or words in _LABELS:
            return True
    if len(text) > _MAX_LINE:
        return False
    if _APPEAL.match(text) or _CONSENT.match(text):
        return True
    small = text.casefold()
    for word in _MAIL:  # told apart from the search, which is dear, for nearly every line there is
        if word in small:
            return bool(_MAIL_OFFER.search(text))
    return False


def leads_away(text: str) -> bool:
    """Say whether a line begins as one that leads to another article; whether it is a link or short is not asked."""
    return bool(_LEADS_AWAY.match(text))


def reads_on(text: str) -> bool:
    """Say whether a line ends as a teaser's button does; whether it is a link is not asked."""
    return bool(_READ_ON.search(text[-30:]))


def ends_text(text: str) -> bool:
    """Say whether a line ends an article's text: nothing behind it belongs to it."""
    return len(text) <= _MAX_LINE and bool(_END.match(text))


def walls_off(text: str) -> bool:
    """Say whether a line tells the reader that the rest is for subscribers: what follows is the offer."""
    return len(text) <= _MAX_LINE and bool(_WALL.match(text))


def is_origin_line(text: str) -> bool:
    """Say whether a line at the end of a text says who supplied it, who wrote more of it, or what it is filed under."""
    if len(text) > _MAX_CREDIT:
        return False
    return bool(
        _ORIGIN.match(text) or _ACCORDING.fullmatch(text) or _INITIALS.fullmatch(text) or _CONTRIBUTED.search(text)
    )
