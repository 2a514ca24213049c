"""The HTML of the newsstand: articles, listings and error pages from each outlet's own templates.

Templates are ``string.Template`` files; every value is escaped unless it is ``Html`` already. A template line whose
placeholders are all empty is left out, so that an article without a byline has no empty byline element.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from string import Template

from scrapers.newsstand.content import Content, Outlet
from scrapers.newsstand.press import Printed
from scrapers.newsstand.wording import visible

_RELATED = 3


class Html(str):
    """Text that is HTML already and is not escaped again."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One outlet as it stands at one moment: what every page and feed is made from.

    ``changed`` is when anything on the site last changed; ``edition`` counts from 1.
    """

    content: Content
    origin: str
    stories: tuple[Printed, ...]
    changed: datetime
    edition: int

    @property
    def outlet(self) -> Outlet:
        """The outlet's description."""
        return self.content.outlet


def render(template: Template, **values: str | None) -> Html:
    """Fill a template, escaping what is not ``Html``; lines whose placeholders are all empty are left out."""
    safe = {name: str(value) if isinstance(value, Html) else escape(value or "") for name, value in values.items()}
    lines = []
    for line in template.template.splitlines():
        names = Template(line).get_identifiers()
        if not names or any(safe[name] for name in names):
            lines.append(Template(line).substitute(safe))
    return Html("\n".join(lines))


def _joined(parts: Sequence[Html]) -> Html:
    return Html("\n".join(parts))


def _teaser(paper: Paper, story: Printed) -> Html:
    return render(
        paper.content.templates["teaser"],
        path=story.path,
        title=story.title,
        summary=story.summary,
        section=paper.outlet.sections[story.section],
        datetime=story.published.isoformat(),
        when=visible(story.published, paper.outlet.visible_date),
    )


def _links(stories: Sequence[Printed]) -> Html:
    return _joined([Html(f'<li><a href="{escape(s.path)}">{escape(s.title)}</a></li>') for s in stories])


def related(paper: Paper, story: Printed) -> tuple[Printed, ...]:
    """Return the next older stories of the same section: new stories never change the pages of old ones."""
    older = [s for s in paper.stories if s.section == story.section and s.published < story.published]
    return tuple(older[:_RELATED])


def json_ld(paper: Paper, story: Printed) -> Html:
    """Return the story as a schema.org NewsArticle in a script element."""
    outlet = paper.outlet
    fields: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": paper.origin + story.path},
        "headline": story.title,
        "description": story.summary,
        "datePublished": story.published.isoformat(),
        "dateModified": story.modified.isoformat(),
        "author": [{"@type": "Person", "name": name} for name in story.authors]
        or [{"@type": "Organization", "name": outlet.publisher}],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.publisher},
        "articleSection": outlet.sections[story.section],
        "keywords": list(story.keywords),
        "inLanguage": outlet.language,
        "image": [paper.origin + image_path(story)] if story.figures else [],
        "isAccessibleForFree": True,
    }
    text = json.dumps(fields, ensure_ascii=False, indent=1).replace("</", "<\\/")
    return Html(f'<script type="application/ld+json">\n{text}\n</script>')


def image_path(story: Printed) -> str:
    """Return the path of a story's picture."""
    return f"/images/{story.slug}.svg"


def _head(paper: Paper, story: Printed) -> Html:
    """Return what an article's head holds beyond the site's: OpenGraph, and JSON-LD where the page has it."""
    outlet, url = paper.outlet, paper.origin + story.path
    has_json_ld = outlet.json_ld if story.page.json_ld is None else story.page.json_ld
    values = [
        ("property", "og:type", "article"),
        ("property", "og:site_name", outlet.name),
        ("property", "og:title", story.title),
        ("property", "og:description", story.summary),
        ("property", "og:url", url),
        ("property", "og:image", paper.origin + image_path(story) if story.figures else ""),
    ]
    if outlet.meta_dates:
        values += [
            ("property", "article:published_time", story.published.isoformat()),
            ("property", "article:modified_time", story.modified.isoformat()),
            ("property", "article:section", outlet.sections[story.section]),
            ("name", "author", ", ".join(story.authors)),
        ]
    values += [("name", "description", story.summary), ("name", "keywords", ", ".join(story.keywords))]
    lines = [Html(f'<meta {kind}="{name}" content="{escape(value)}">') for kind, name, value in values if value]
    return _joined([*lines, *([json_ld(paper, story)] if has_json_ld else [])])


def _figures(paper: Paper, story: Printed) -> Html:
    template = paper.content.templates["figure"]
    return _joined(
        [
            render(template, source=image_path(story), alt=story.title, caption=figure.caption, credit=figure.credit)
            for figure in story.figures
        ]
    )


def _body(paper: Paper, story: Printed) -> Html:
    """Return the paragraphs, the outlet's own boxes among them, and the sign-off. ``## `` opens a subheading."""
    blocks = []
    for number, text in enumerate(story.body, start=1):
        if text.startswith("## "):
            blocks.append(Html(f"<h2>{escape(text[3:])}</h2>"))
        else:
            blocks.append(Html(f"<p>{escape(story.dateline if number == 1 else '')}{escape(text)}</p>"))
        if number == paper.outlet.box_after and len(story.body) > number:
            blocks.append(render(paper.content.templates["box"], related=_links(related(paper, story))))
    if story.credit:
        blocks.append(render(paper.content.templates["signoff"], credit=story.credit))
    return _joined(blocks)


def _page(paper: Paper, *, title: str, path: str, head: Html, main: Html, charset: str = "utf-8") -> str:
    outlet = paper.outlet
    by_slug = {story.slug: story for story in paper.stories}
    return render(
        paper.content.templates["page"],
        language=outlet.language,
        charset=charset,
        title=title,
        site=outlet.name,
        tagline=outlet.tagline,
        publisher=outlet.publisher,
        canonical=paper.origin + path,
        feed=outlet.feeds[0].path,
        head=head,
        main=main,
        nav=_joined([Html(f'<li><a href="/{k}">{escape(v)}</a></li>') for k, v in outlet.sections.items()]),
        most_read=_links([by_slug[slug] for slug in outlet.most_read if slug in by_slug]),
        year=str(paper.changed.year),
    )


def article(paper: Paper, story: Printed) -> str:
    """Return the page of a story."""
    main = render(
        paper.content.templates["article"],
        section=paper.outlet.sections[story.section],
        section_path=f"/{story.section}",
        title=story.title,
        summary=story.summary,
        authors=", ".join(story.authors),
        datetime=story.published.isoformat(),
        when=visible(story.published, paper.outlet.visible_date),
        updated=visible(story.modified, paper.outlet.visible_date) if story.modified > story.published else "",
        figures=_figures(paper, story),
        body=_body(paper, story),
        keywords=_joined([Html(f"<li>{escape(word)}</li>") for word in story.keywords]),
        related=_joined([_teaser(paper, s) for s in related(paper, story)]),
        url=paper.origin + story.path,
    )
    charset = story.page.charset
    return _page(paper, title=story.title, path=story.path, head=_head(paper, story), main=main, charset=charset)


def listing(
    paper: Paper, *, heading: str, path: str, stories: Sequence[Printed], pager: Mapping[str, str] | None = None
) -> str:
    """Return a page of teasers. ``pager`` holds the paths of the pages before and after, by ``newer`` and ``older``."""
    pager = pager or {}
    main = render(
        paper.content.templates["listing"],
        heading=heading,
        note="" if stories else paper.outlet.labels.empty,
        teasers=_joined([_teaser(paper, story) for story in stories]),
        newer=_pager_link(pager.get("newer"), "prev", paper.outlet.labels.newer),
        older=_pager_link(pager.get("older"), "next", paper.outlet.labels.older),
    )
    return _page(paper, title=heading, path=path, head=Html(""), main=main)


def _pager_link(path: str | None, rel: str, label: str) -> Html:
    return Html(f'<a rel="{rel}" href="{escape(path)}">{escape(label)}</a>' if path else "")


def notice(paper: Paper, path: str, text: str) -> str:
    """Return a page that says one thing, such as that there is nothing here."""
    main = Html(f"<h1>{escape(text)}</h1>")
    return _page(paper, title=text, path=path, head=Html(""), main=main)


def picture(slug: str) -> str:
    """Return a story's picture, an SVG drawn from its slug: sky, sun and two hills in colours of its own."""
    seed = sum(ord(letter) * place for place, letter in enumerate(slug, start=1))
    hue, sun = seed % 360, 80 + seed % 480
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" role="img">'
        f'<rect width="640" height="360" fill="hsl({hue},45%,82%)"/>'
        f'<circle cx="{sun}" cy="110" r="46" fill="hsl({(hue + 40) % 360},75%,92%)"/>'
        f'<path d="M0 250 Q160 {150 + seed % 70} 330 240 T640 215 V360 H0Z" fill="hsl({hue},35%,58%)"/>'
        f'<path d="M0 310 Q210 {230 + seed % 60} 400 300 T640 280 V360 H0Z" fill="hsl({(hue + 20) % 360},38%,40%)"/>'
        "</svg>"
    )
