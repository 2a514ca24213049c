"""The words by which pages name their parts, in class names, ids and captions.

Front-end authors name the parts of a page for one another, in English mostly and whatever the site's language, and the
names recur because themes, content systems and frameworks do; content systems made in one country name the parts in
its language, without accents ("noi-dung", "legende", "bajada"). Each list below says what its words have in common.
A label is class and id in lower case, camel case taken apart; a phrase of up to three words is found in it where
these words stand side by side. A word stands for its plural too. No word here names an outlet.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Behind a digit stand no words but the rest of the hashes that style compilers append ("article__Ee5Ad").
_WORDS = re.compile(r"(?<!\d)(?:[A-Z]+(?![a-z])|[A-Z]?[a-z]+)")
_LOWER_WORDS = re.compile(r"(?<!\d)[a-z]+")  # the same of a label without capitals, as six in seven are
# WordPress adds the subjects of a post to its classes: "category-comments" says nothing about the element.
_POST_CLASSES = re.compile(r"\b(?:hentry|type-post|single-post|status-publish)\b")
_SUBJECTS = re.compile(r"(?:^|\s)(?:category|tag|kategorie)-\S+")
_MAX_LABEL = 300
_LONGEST_PHRASE = 3

_PHRASES = {
    # What readers write below an article. Its text reads like the article's, so only its name tells it.
    "comments": """
        comment commentlist comment-list comment-area comment-section comment-form commenting commentform
        kommentar kommentare commentaire comentario reacties reaction respond disqus livefyre spotim
        fb-comment leserbrief comment-body comment-content binh-luan komentarz komentar kommentarer commenti
        comentarios diskuze diskussion
        """,
    # Dialogues about cookies and privacy, which law makes long, by their own names and those of their makers.
    "consent": """
        cookie cookie-banner cookie-notice cookie-bar cookie-consent cookiebar cookienotice cookielaw consent gdpr
        dsgvo rgpd privacy-notice privacy-popup privacy-container privacy-banner onetrust ot-sdk pc-sdk cookiebot
        usercentrics didomi cmplz borlabs cmpbox sp-message
        """,
    # Parts of the site that stand on every page, and controls.
    "chrome": """
        nav navi navigation navbar menu submenu footer foot colophon breadcrumb crumb pathway sidebar side-bar
        widget banner masthead modal popup overlay lightbox login signin signup
        paywall-box paywall-overlay toolbar pagination paging pager skip-link skiplink screen-reader-text
        screen-reader sr-only visually-hidden offcanvas off-canvas search-form searchform search-bar
        search-box ad advert advertisement advertising adsense anzeige werbung publicidad publicite sponsor
        sponsored promo promotion hidden outbrain taboola ob-widget plista zergnet quang-cao annonce annons reklama
        reklame publicidade pubblicita regwall reg-wall registration-wall robots-nocontent jp-relatedposts
        print-button printbutton letters-cta
        """,
    # Invitations beside or below an article: to other articles, to share, to subscribe, to vote.
    "invitation": """
        related relate relatedpost relatedarticle yarpp recommended recommendation recommend more-news
        more-stories more-article more-from more-on more-like more-post readmore read-more read-also read-next
        read-on see-also most-read most-popular most-viewed popular trending similar also-read also-like
        up-next next-article next-post next-prev prev-next post-nav article-nav entry-nav post-navigation
        share sharing shariff sharebar sharedaddy addthis addtoany social socialmedia bookmark facebook
        twitter whatsapp newsletter subscribe subscription mailing-list donate donation taglist tag-list
        tag-link tag-cloud tagcloud post-tag entry-tag article-tag tags keyword cat-link categories rating
        voting vote poll ankieta sonda umfrage sondage encuesta sondaggio enquete peiling binh-chon quiz feedback
        print-link teaser author-bio author-box author-info author-description
        author-profile author-card author-about about-author about-the-author authorbox bio biography
        tin-lien-quan tin-khac tin-moi tin-noi-bat tin-doc-nhieu tin-cung-chuyen-muc lien-quan doc-nhieu xem-nhieu
        xem-them doc-them luot-xem chia-se tu-khoa autor-box autorbox autorenbox autoren-box
        saboxplugin abh-about likes-widget likes-text sd-like relatedlink related-link recirculation recirc
        intext-link interstitial-link inline-teaser news-letter lire-aussi a-lire-aussi lees-ook lees-verder
        lesen-sie lee-tambien leer-mas te-puede-interesar leggi-anche leia-tambem leia-mais veja-tambem czytaj-tez
        czytaj-takze zobacz-tez las-mer les-ogsa laes-ogsa partage compartir compartilhar condividi udostepnij
        relacionadas relacionados correlati powiazane souvisejici verwandte etiquetas
        """,
    # Lines about the article: who, when, where, how many; metadata reads them elsewhere.
    "about": """
        meta metadata postmeta entry-utility byline by-line post-info entry-info article-info dateline date
        datetime datum published publish-date timestamp time-stamp pubdate posted-on posted-by posted-in
        entry-footer post-footer author authorname view-count reading-time read-time copyright disclaimer
        caption image-credit photo-credit credit bildunterschrift bildtext bildnachweis figcaption legende
        gallery slideshow carousel slider swiper toc table-of-contents ez-toc postmetadata
        """,
    # The text itself: an element so named is not dropped for another word in the same label.
    "text": """
        article-body article-content article-text article-main article-copy story-body story-content
        story-text entry-content entry-body entry-text entrytext post-content post-body post-text post-entry
        body-text body-content body-copy main-content main-text main-article main-column content-body
        content-main content-article content-detail content-text rich-text richtext detail-content articlebody
        articlecontent articletext storybody storytext hentry news-content news-text news-body news-detail
        postcontent entrycontent noi-dung noidung chi-tiet chitiet artikeltext artikel-text artikelinhalt
        artikel-inhalt artikel-body corps-article article-corps texte-article contenu-article artikeltekst
        artikel-tekst cuerpo-noticia cuerpo-nota cuerpo-articulo nota-cuerpo noticia-cuerpo texto-noticia
        corpo-articolo testo-articolo corpo-noticia corpo-materia texto-materia tresc-artykulu tresc-artykul
        artikkel-tekst brodtext brodtekst
        """,
    # A lead paragraph, by what newsrooms call it: standfirst, dek, chapeau, Vorspann, entradilla, sapo.
    "standfirst": """
        standfirst stand-first lead lede leadin lead-text lead-paragraph leadtext dek deck sapo chapeau chapo
        vorspann entradilla intro introduction introtext summary subtitle sub-title subhead subheadline
        sub-headline sub-heading subheading abstract excerpt description desc teaser-text teasertext ingress
        anons preamble strapline untertitel bajada copete anreisser tom-tat tomtat trich-yeu trichyeu vorspanntext
        volanta sommario occhiello resumo linha-fina zajawka perex manchet inleiding
        """,
    # An invitation to another article, or, below a title, the lead of this one.
    "teaser": """
        teaser
        """,
    # The text below a picture.
    "caption": """
        caption wp-caption-text image-caption image-credit image-description image-copyright image-source
        photo-caption photo-credit photo-description figcaption legende bildunterschrift bild-text bildtext
        bild-nachweis bildnachweis picture-caption picture-text media-caption media-credit photocms-caption
        pcaption credit-line chu-thich chuthich imagedescription image-annotation media-desc img-desc image-desc
        image-subtitle image-legend pie-de-foto piefoto didascalia bijschrift fotobijschrift bildetekst billedtekst
        podpis-zdjecia
        """,
    # The line that names the authors.
    "byline": """
        byline by-line author authorname author-name article-author post-author entry-author vcard-author
        autor autoren auteur tac-gia tacgia but-danh autore autorenzeile
        author-bio author-box author-info author-card author-profile about-author about-the-author authorbox
        autor-box autorbox autorenbox autoren-box
        """,
    # Elements that hold the date of publication, and those that hold the date of a change.
    "dated": """
        date datum time timestamp time-stamp published publish-date publish-time pubdate pub-date posted
        posted-on dateline fecha ngay ngay-dang ngaydang ngay-xuat-ban thoi-gian thoigian publicatiedatum
        meta post-meta entry-meta article-meta byline by-line datepublished postmeta
        date-published entry-date
        """,
    # Names that contain a word of the lists above and mean something else: page builders' boxes, quoted posts.
    "plain": """
        overflow-hidden hidden-xs hidden-s hidden-sm hidden-m hidden-md hidden-l hidden-lg hidden-print hidden-mobile
        text-with-summary hidden-phone hidden-tablet hidden-desktop lg-hidden md-hidden sm-hidden xl-hidden
        label-hidden label-visually-hidden no-sub-nav steps-list-nav print-link js-readmore js-clickmore no-sidebar
        has-sidebar with-sidebar elementor-widget elementor-widget-wrap twitter-tweet instagram-media wp-widget
        widget-text text-widget
        """,
    "changed": """
        updated modified cap-nhat capnhat date-modified datemodified last-updated last-modified changed revised update
        """,
}


def _index(phrases: dict[str, str]) -> dict[str, frozenset[str]]:
    """Return the kinds per phrase, plurals included."""
    kinds: dict[str, set[str]] = {}
    for kind, words in phrases.items():
        for phrase in words.split():
            for form in (phrase, phrase + "s"):
                kinds.setdefault(form, set()).add(kind)
    return {phrase: frozenset(found) for phrase, found in kinds.items()}


_KINDS = _index(_PHRASES)
_FIRST_WORDS = frozenset(phrase.split("-")[0] for phrase in _KINDS)
NO_KINDS: frozenset[str] = frozenset()


@lru_cache(maxsize=16_384)
def kinds_of(names: str) -> frozenset[str]:
    """Return what an element's class or id says that it is: names of the lists above.

    The longest phrase at a place counts alone: a ``teaser-text`` is no ``teaser``.
    """
    label = names[:_MAX_LABEL]
    if ("post" in label or "hentry" in label or "publish" in label) and _POST_CLASSES.search(label):
        label = _SUBJECTS.sub(" ", label)
    words = _LOWER_WORDS.findall(label) if label.islower() else [word.lower() for word in _WORDS.findall(label)]
    if _FIRST_WORDS.isdisjoint(words):
        return NO_KINDS
    found: set[str] = set()
    start = 0
    while start < len(words):
        length, kinds = _longest(words, start) if words[start] in _FIRST_WORDS else (1, NO_KINDS)
        found |= kinds
        start += length
    return frozenset(found) if found else NO_KINDS


def _longest(words: list[str], start: int) -> tuple[int, frozenset[str]]:
    """The length in words of the longest phrase that begins there, at least 1, and its kinds."""
    for length in range(min(_LONGEST_PHRASE, len(words) - start), 0, -1):
        kinds = _KINDS.get("-".join(words[start : start + length]))
        if kinds:
            return length, kinds
    return 1, NO_KINDS


# A photo credit at the end of a caption: "(Photo: VNA)", "Ảnh: TTXVN", "Foto: dpa", "© Reuters".
CREDIT_WORD = (
    r"(?:photo(?:s|graph)?(?:\s+(?:by|credit|courtesy(?:\s+of)?))?|photo\s*/|picture|image|images|credit|source|courtesy(?:\s+of)?|"
    r"ảnh(?:\s+minh\s+họa)?|nguồn(?:\s+ảnh)?|foto|bild|bildquelle|quelle|imago|crédits?(?:\s+photo)?|fotograf(?:ie|ía|ia)?|beeld)"
)

# Lines inside the text that lead elsewhere, in the languages most of the sources are in.
INVITING_LINE = re.compile(
    r"[\W_]*(?:"
    r"read (?:more|also|next|further)|also read|see also|"
    r"related(?: (?:articles?|stories|posts?|news|topics?|content))?\b|"
    r"more (?:on this|from|stories|news|articles)|more:|watch:|recommended\b|sign up\b|subscribe\b|"
    r"click here|share this|follow us|don't miss|you (?:may|might) also like|continue reading|"
    r"latest (?:news|stories|articles)|most read|popular (?:posts|articles)|"
    r"lesen sie (?:auch|hier|mehr|dazu)|lies auch|mehr (?:zum thema|dazu|themen|artikel|aus)|siehe auch|"
    r"zum (?:thema|weiterlesen)|weiterlesen|das (?:könnte|thema könnte) (?:sie|dich|dir|euch|ihnen)|"
    r"ähnliche (?:beiträge|artikel|themen)|"
    r"weitere (?:themen|artikel|beiträge|meldungen|nachrichten|informationen|infos)|"
    r"weiterführende (?:informationen|links)|empfohlene (?:beiträge|artikel)|verwandte (?:themen|artikel)|"
    r"teilen\b|artikel teilen|diesen (?:artikel|beitrag) teilen|newsletter\b|lire aussi|à lire|"
    r"lire la suite|voir aussi|sur le même (?:sujet|thème)|articles (?:liés|similaires|connexes)|"
    r"partager\b|lea (?:también|más)|lee también|leer más|te puede interesar|ver también|"
    r"(?:noticias|notas|artículos) relacionad[ao]s|compartir\b|lees (?:ook|meer|verder)|bekijk ook|"
    r"meer over|leggi anche|potrebbe interessarti|leia (?:também|mais)|czytaj (?:też|także|więcej)|"
    r"zobacz (?:też|także|również)|dowiedz się więcej|läs (?:också|mer)|les også|læs også|lue myös|"
    r"xem thêm|đọc thêm|xem tiếp|tin (?:liên quan|cùng chuyên mục)|bài (?:liên quan|viết liên quan)|"
    r"có thể bạn quan tâm|>>"
    r")",
    re.IGNORECASE,
)

# The words of a link that subscribes its reader to mail.
SIGN_UP = re.compile(
    r"newsletter|sign up|subscribe|mailing list|infolettre|s'abonner|s’abonner|nieuwsbrief|inschrijven|abonnieren|"
    r"boletín|suscr[ií]b|bản tin|đăng ký nhận",
    re.IGNORECASE,
)

# A heading behind which readers' comments stand: "Leave a reply", "Bình luận (3)". A word for one comment is also the
# name of a genre, and other words have other uses: those need a number beside them ("12 responses").
COMMENTS_FOLLOW = re.compile(
    r"[\W\d_]*(?:comments|leave a (?:comment|reply)|post a comment|add a comment|join the conversation|"
    r"reader comments|kommentare|leserkommentare|(?:schreibe|hinterlasse)\b.{0,20}kommentar|commentaires|"
    r"laisser un commentaire|geef een reactie|plaats een reactie|comentarios|deja (?:un comentario|una respuesta)|"
    r"comentários|deixe um comentário|commenti|lascia un commento|komentarze|dodaj komentarz|kommentarer|"
    r"lämna ett svar|legg igjen en kommentar|skriv en kommentar|komentáře|hozzászólások|comentarii|yorumlar|σχόλια|"
    r"комментарии|коментарі|коментари|bình luận|コメント|댓글|评论|評論|التعليقات)\b.{0,80}$",
    re.IGNORECASE,
)
COMMENTS_COUNTED = re.compile(
    r"\W*\d[\d.,]*\W*(?:comments?|responses?|replies|reply|thoughts?|kommentare?|antworten|commentaires?|réponses?|"
    r"réactions?|reacties?|comentarios?|respuestas?|comentários?|comment[io]|komentarz[ey]?|komentarzy|kommentarer?|"
    r"svar|komentář[eů]?|yorum|комментари\w+|коментар\w*|bình luận|ý kiến|件のコメント|댓글|条评论)\b.{0,80}$",
    re.IGNORECASE,
)
