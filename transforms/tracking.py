"""Query parameters that name the visit and not the page: campaigns, clicks, newsletters, sessions.

Only parameters that never choose content are here, since a wrong entry makes two articles one. Families are from the
documentation of those who set them: Google (utm, gad, gclid family, srsltid, _ga, _gl), Meta (fbclid, fb_*, igsh),
Microsoft (msclkid, ocid), X (twclid, ref_src), Yandex (yclid, _openstat), Matomo (mtm, pk, piwik, matomo), Piano and
AT Internet (at_*, xtor), comScore (ns_*), Webtrekk and Webtrends (wt_*, wt.*), Adobe (s_cid, cmp, icid), HubSpot
(_hs*, __hs*, hsa_*), Marketo (mkt_tok), Mailchimp (mc_cid, mc_eid), Omeda (oly_*), Vero (vero_*), Yahoo (guce_*), Daily
Mail and its network (ito), AMP's cache and viewer (amp_js_v, amp_gsa, usqp). They agree with the lists by which
Firefox, Brave and AdGuard strip links. Session names are those of PHP, Java, ASP.NET, ColdFusion and osCommerce.
"""

from __future__ import annotations

import re

_PREFIXES = (
    *("utm_", "utm-", "mtm_", "matomo_", "pk_", "piwik_", "hsa_", "_hs", "__hs", "gad_", "ns_", "wt_", "wt.", "vero_"),
    *("oly_", "at_", "guce_", "fb_", "aspsessionid", "itm_"),
)
_NAMES = frozenset(
    """
    fbclid gclid gclsrc dclid gbraid wbraid srsltid _ga _gl msclkid ocid twclid ttclid li_fat_id yclid ysclid _openstat
    igsh igshid epik mc_cid mc_eid mkt_tok s_cid cmp cmpid icid xtor ito ncid smid smtyp ref_src ref_url fref spm
    hsctatracking ml_subscriber ml_subscriber_hash rb_clickid wickedid zanpid guccounter __twitter_impression
    _branch_match_id sc_campaign sc_channel sc_medium trk trkcampaign replytocom amp_js_v amp_gsa usqp
    phpsessid jsessionid sessionid session_id cfid cftoken oscsid zenid
    """.split()
)
# Names that choose content on some sites and name the origin of the visit on others: there the value tells.
_ORIGIN_NAMES = frozenset({"ref", "referrer", "referer", "source", "src", "from", "via"})
_ORIGINS = frozenset(
    """
    rss feed feeds rssfeed atom googlenews google_news facebook fb twitter tw x linkedin whatsapp telegram zalo
    instagram email e-mail mail newsletter nl share sharing social socialmedia push notification home homepage hp
    frontpage front mostread most-read related recommended app mobile amp flipboard pocket
    """.split()
)
_SWITCHES = {
    "amp": frozenset({"", "1", "true", "yes", "amp"}),
    "outputtype": frozenset({"amp"}),
    "_amp": frozenset({"1", "true"}),
}
# Session ids under names that other sites use for sections and searches: long and hexadecimal, which those are not.
_SESSION_NAMES = frozenset({"sid", "s"})
_SESSION_VALUE = re.compile(r"[0-9a-fA-F]{16,}")


def names_the_visit(name: str, value: str) -> bool:
    """Say whether a parameter of a query can be left out without another page being meant; names ignore case."""
    name, value = name.lower(), value.lower()
    if name in _NAMES or name.startswith(_PREFIXES):
        return True
    if name in _SESSION_NAMES:
        return _SESSION_VALUE.fullmatch(value) is not None
    return value in _SWITCHES.get(name, ()) or (name in _ORIGIN_NAMES and value in _ORIGINS)
