from __future__ import annotations

import pytest

from tests.scrapers.parse_pages import FIRST, SECOND, THIRD, TITLE, article, html_page

CONSENT = (
    "<p>We and our 842 partners store and/or access information on a device, such as unique IDs in cookies.</p>"
    "<p>With your consent, we may use precise location data. You can withdraw your consent at any time.</p>"
    "<button>Reject</button><button>Accept all</button>"
)
CONSENT_VI = (
    "<p>Chúng tôi và các đối tác sử dụng cookie để cải thiện trải nghiệm và đo lường quảng cáo trên trang này.</p>"
    "<p>Với sự đồng ý của bạn, dữ liệu về thiết bị được xử lý. Bạn có thể thay đổi lựa chọn bất cứ lúc nào.</p>"
    "<a class='button'>Đồng ý</a>"
)
NODE = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "%s"%s}</script>'
PAID = NODE % (TITLE, ', "isAccessibleForFree": false')
TEASER = f"<p>{FIRST}</p><p>{SECOND} The harbour master…</p>"
OFFER = '<div class="offer paywall"><p>Subscribe now to continue reading this article.</p></div>'


def reason(page: str) -> str | None:
    parsed = article(page)
    assert parsed.is_article == (parsed.not_article_reason is None)
    return parsed.not_article_reason


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("404 - The Harbour Example", "Try the search."),
        ("Page not found | The Harbour Example", "The latest stories are on our front page."),
        ("The Harbour Example", "Sorry, the page you are looking for could not be found. It may have been moved."),
        ("The Harbour Example", "This article is no longer available. Please go back to the front page of the site."),
        ("Không tìm thấy trang", "Vui lòng quay lại trang chủ."),
        ("Báo Cảng", "Trang bạn yêu cầu không tồn tại hoặc đã bị xóa. Mời bạn quay lại trang chủ để xem tin mới nhất."),
        (
            "Le Port",
            "Cette page n'existe plus. Nous vous invitons à consulter la page d'accueil ou à faire une recherche.",
        ),
        ("De Haven", "Deze pagina bestaat niet. Ga terug naar de startpagina of gebruik de zoekfunctie hierboven."),
        ("Der Hafen", "Die angeforderte Seite ist unter dieser Adresse nicht zu finden. Zur Startseite geht es hier."),
    ],
)
def test_a_not_found_page_that_is_sent_as_200(title: str, text: str) -> None:
    assert reason(html_page(title=title, heading=title, body=f"<p>{text}</p>")) == "soft-404"


@pytest.mark.parametrize(
    "title",
    [
        "404 families return to the flooded delta",
        "Not found for forty years: the lost ferry",
        "500 ships wait off Hai Phong",
    ],
)
def test_headlines_that_begin_like_errors_are_headlines(title: str) -> None:
    assert reason(html_page(title=title, heading=title)) is None


def test_other_errors_keep_their_name() -> None:
    assert reason(html_page(title="403 Forbidden", heading="403 Forbidden", body="<p>nginx</p>")) == "error-page"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Just a moment...", "<p>Enable JavaScript and cookies to continue</p>"),
        ("Attention Required! | Cloudflare", "<p>Please complete the security check to access news.example</p>"),
        ("news.example", "<script>window._cf_chl_opt={}</script><p>Checking your browser before accessing.</p>"),
        ("Security check", "<div id='px-captcha'></div>"),
        ("Xác minh bảo mật", "<p>Xác nhận bạn không phải là robot để tiếp tục truy cập trang này.</p>"),
    ],
)
def test_a_bot_check(title: str, body: str) -> None:
    assert reason(html_page(title=title, heading="news.example", body=body)) == "bot-check"


def test_an_article_about_a_security_check_is_one() -> None:
    title = "Security check at Noi Bai airport to take half as long from spring"
    assert reason(html_page(title=title, heading=title)) is None


@pytest.mark.parametrize("body", [CONSENT, CONSENT_VI])
@pytest.mark.parametrize("head", ["", NODE % (TITLE, "")])
def test_a_consent_wall(body: str, head: str) -> None:
    assert (
        reason(html_page(head=head, title="We value your privacy", heading="Your privacy", body=body)) == "consent-wall"
    )
    assert reason(html_page(head=head, body=body)) == "consent-wall"


def test_an_article_with_a_consent_banner_and_one_about_consent_are_articles() -> None:
    banner = f'<div id="onetrust-banner">{CONSENT}</div>'
    assert reason(html_page(body=f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{banner}")) is None
    about = "<p>“We use cookies” stands on every site, and readers accept all of them, the regulator said.</p>"
    title = "Cookies on news sites: regulator says your consent is rarely asked for"
    body = f"<p>{FIRST}</p>{about}<p>{SECOND}</p><p>{THIRD}</p>"
    assert reason(html_page(head='<script src="/didomi.js"></script>', title=title, heading=title, body=body)) is None


def test_a_login_page() -> None:
    form = "<form><input name=user><input type='password' name=p></form><p>Forgot your password? Write to us.</p>"
    assert reason(html_page(title="Log in - The Harbour Example", heading="Log in", body=form)) == "login-page"
    assert reason(html_page(title="Đăng nhập", heading="Đăng nhập", body=form)) == "login-page"
    assert reason(html_page(before=form)) is None


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (PAID, TEASER),
        (PAID, f"<p>{FIRST}</p>{OFFER}"),
        (NODE % (TITLE, ', "isAccessibleForFree": "False", "wordCount": 1450'), f"<p>{FIRST}</p><p>{SECOND}</p>"),
        ("", f"<p>{FIRST}</p><p>{SECOND}</p>{OFFER}"),
    ],
)
def test_a_paywall_stub(head: str, body: str) -> None:
    assert reason(html_page(head=head, body=body)) == "paywall-stub"


def test_a_paid_page_whose_whole_text_is_there_is_an_article() -> None:
    whole = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD) * 5)
    parsed = article(html_page(head=PAID, body=whole + OFFER))
    assert (parsed.is_article, parsed.paywall) == (True, True)
    assert reason(html_page(body=f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>")) is None


def test_a_home_page_that_is_served_for_an_article() -> None:
    card = (
        "<div><h2><a href='/{0}'>Headline of story number {0} in this list</a></h2><p>One sentence says it.</p></div>"
    )
    front = "".join(card.format(number) for number in range(12))
    head = '<link rel="canonical" href="https://news.example/"><meta property="og:type" content="website">'
    assert reason(html_page(head=head, title="The Harbour Example", heading="News", body=front)) == "home-page"
    assert reason(html_page(head=head)) is None
