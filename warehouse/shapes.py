"""The Arrow schemas of what is loaded: the columns of each ``incoming_*`` table, typed as the target tables are."""

from __future__ import annotations

import pyarrow as pa

_TEXT = pa.string()
_INSTANT = pa.timestamp("us", tz="UTC")
_WHOLE = pa.int32()
_LARGE = pa.int64()
_YES_NO = pa.bool_()
_TEXTS = pa.list_(_TEXT)
_NUMBERS = pa.list_(_WHOLE)


def _pairs(*names: str) -> pa.DataType:
    return pa.list_(pa.struct([(name, _TEXT) for name in names]))


# What a version changed of the one before (transforms.records.Changes).
_CHANGES: dict[str, pa.DataType] = {
    "changed": _TEXTS,
    "signs": _TEXTS,
    "notices": _pairs("kind", "text"),
    "paragraphs": pa.list_(
        pa.struct(
            [
                ("op", _TEXT),
                ("position", _WHOLE),
                ("before_position", _WHOLE),
                ("before", _TEXT),
                ("after", _TEXT),
                ("edits", _pairs("removed", "inserted")),
                ("signs", _TEXTS),
            ]
        )
    ),
    "words_added": _WHOLE,
    "words_removed": _WHOLE,
}


def _shape(text: str, **others: pa.DataType) -> pa.Schema:
    """Return a schema of the text columns named in ``text`` and the others with their types."""
    return pa.schema([*((name, _TEXT) for name in text.split()), *others.items()])


_EVIDENCE = {
    "evidence_part": _TEXT,
    "evidence_paragraph": _WHOLE,
    "evidence_start": _WHOLE,
    "evidence_end": _WHOLE,
    "evidence_rule": _TEXT,
}


def _tag_shape(text: str, **others: pa.DataType) -> pa.Schema:
    """Return the schema of a bridge: the article, the evidence of the tag, and what it says: texts, then the others."""
    said = {**dict.fromkeys(text.split(), _TEXT), **others}
    return pa.schema({"article_id": _TEXT, **_EVIDENCE, **said})


_COUNTS = "found fetched not_modified unchanged new updated duplicate rejected"
_MENTION = "source_id url_key listing url title published modified section summary"

SHAPES: dict[str, pa.Schema] = {
    "fetch": _shape(
        "fetch_id run_id source_id article_id purpose url final_url sha256 warc_file error payload_file document_key",
        status=pa.int16(),
        headers=_pairs("name", "value"),
        bytes=_LARGE,
        fetched_at=_INSTANT,
        elapsed_ms=_WHOLE,
        warc_offset=_LARGE,
        warc_length=_LARGE,
        payload_offset=_LARGE,
        payload_length=_LARGE,
    ),
    "rights": _shape(
        "fetch_id article_id robots x_robots_tag meta_robots tdm_reservation tdm_policy tdm_source ai_txt licence"
    ),
    "candidate": _shape("article_id content_hash", item=_WHOLE, fetched_at=_INSTANT, loaded_at=_INSTANT),
    "staged": pa.schema(
        {
            "item": _WHOLE,
            "article_id": _TEXT,
            "version": _WHOLE,
            "is_new": _YES_NO,
            "is_current": _YES_NO,
            "first_seen_at": _INSTANT,
        }
    ),
    "article": _shape(
        "article_id source_id url_key url canonical_url title summary credit agency_code agency_name agency_country "
        "dateline_place dateline_country dateline_edtf published_edtf published_precision published_timezone "
        "published_method modified_edtf publisher section language language_method declared_language content_hash "
        "content_key fetch_id run_id code_version boilerplate_profile",
        item=_WHOLE,
        authors=_TEXTS,
        machine_translated=_YES_NO,
        mt_cues=_pairs("cue", "text"),
        published_at=_INSTANT,
        published_date=pa.date32(),
        modified_at=_INSTANT,
        word_count=_WHOLE,
        paywall=_YES_NO,
        live_blog=_YES_NO,
        listing_date=pa.date32(),
        fetched_at=_INSTANT,
        loaded_at=_INSTANT,
    ),
    "version": _shape(
        "article_id content_hash title summary credit published_edtf modified_edtf fetch_id run_id code_version",
        item=_WHOLE,
        body=_TEXTS,
        captions=_pairs("text", "credit"),
        authors=_TEXTS,
        keywords=_TEXTS,
        images=_TEXTS,
        published_candidates=_pairs("text", "method", "edtf"),
        how=_pairs("field", "method"),
        word_count=_WHOLE,
        **_CHANGES,
        fetched_at=_INSTANT,
        loaded_at=_INSTANT,
    ),
    "version_changes": _shape("article_id", version=_WHOLE, **_CHANGES),
    "deletion": _shape(
        "article_id source_id reason fetch_id run_id",
        seen_at=_INSTANT,
        status=pa.int16(),
        last_seen_at=_INSTANT,
        visits=_WHOLE,
        confirmed_at=_INSTANT,
        restored_at=_INSTANT,
    ),
    "copy_lineage": _shape(
        "article_id of_article_id",
        version=_WHOLE,
        of_version=_WHOLE,
        share_kept=pa.float64(),
        share_of_copy=pa.float64(),
        paragraphs=pa.list_(
            pa.struct(
                [
                    ("fate", _TEXT),
                    ("position", _WHOLE),
                    ("of_position", _WHOLE),
                    ("share", pa.float64()),
                    ("moved", _YES_NO),
                ]
            )
        ),
    ),
    "article_country": _tag_shape("iso3 role", mentions=_WHOLE),
    "article_place": _tag_shape("name country", mentions=_WHOLE),
    "article_person": _tag_shape("name name_key country", aliases=_TEXTS, roles=_TEXTS, mentions=_WHOLE),
    "article_organisation": _tag_shape("name abbr type country", aliases=_TEXTS, mentions=_WHOLE),
    "article_agreement": _tag_shape("name abbr status", parties=_TEXTS),
    "article_topic": _tag_shape("code name", main=_YES_NO, path=_TEXTS, score=pa.float64()),
    "article_event": _tag_shape(
        "event mode date_edtf place_name place_country quote",
        position=_WHOLE,
        reciprocal=_YES_NO,
        date_from=pa.date32(),
        date_to=pa.date32(),
        **dict.fromkeys("context source target source_persons target_persons".split(), _TEXTS),
    ),
    "article_date": _tag_shape("text edtf", date_from=pa.date32(), date_to=pa.date32()),
    "article_flag": _shape("article_id flag detail", item=_WHOLE),
    "reject": _shape("reject_id run_id source_id stage reason url detail fetch_id listing", rejected_at=_INSTANT),
    "cursor": _shape(
        "source_id listing kind etag last_modified body_sha256 run_id",
        item=_WHOLE,
        polled_at=_INSTANT,
        items=_WHOLE,
        complete=_YES_NO,
        changed_at=_INSTANT,
        verified_at=_INSTANT,
        unchanged=_WHOLE,
        interval_seconds=pa.float64(),
        distrust=_YES_NO,
        ttl_seconds=_WHOLE,
        max_age_seconds=_WHOLE,
        skip_hours=_NUMBERS,
        skip_days=_NUMBERS,
    ),
    "lead": _shape(f"{_MENTION} lead_hash", item=_WHOLE, listing_date=pa.date32(), loaded_at=_INSTANT),
    "settled": _shape("source_id url_key"),
    "pending": _shape(
        f"{_MENTION} last_error", item=_WHOLE, listing_date=pa.date32(), attempts=_WHOLE, loaded_at=_INSTANT
    ),
    "run": _shape(
        "run_id kind source_id state message flow_run_id code_version",
        started_at=_INSTANT,
        finished_at=_INSTANT,
        **dict.fromkeys(_COUNTS.split(), _WHOLE),
    ),
    "batch": _shape(
        "batch_id run_id source_id code_version",
        loaded_at=_INSTANT,
        **dict.fromkeys("articles articles_new articles_updated fetches rejects".split(), _WHOLE),
    ),
    "wanted": _shape("value"),
    "reparse_refusal": _shape(
        "article_id source_id fetch_id stage reason detail code_version run_id",
        version=_WHOLE,
        refused_at=_INSTANT,
        applied=_YES_NO,
    ),
    "finding": _shape("article_id check_name severity detail"),
    "check_definition": _shape("check_name severity explains origin source_id digest"),
    "check_result": _shape(
        "run_id check_name severity error", checked_at=_INSTANT, bad_rows=_LARGE, found=_LARGE, examples=_TEXTS
    ),
    "verdict": _shape(
        "source_id kind severity cause advice url",
        evidence=_TEXTS,
        status=_WHOLE,
        last_good_at=_INSTANT,
        judged_at=_INSTANT,
    ),
    "alert": _shape(
        "channel source_id event severity kind cause error",
        since=_INSTANT,
        tried_at=_INSTANT,
        attempts=_WHOLE,
        told_at=_INSTANT,
    ),
    "source": _shape(
        "source_id name publisher homepage country language timezone schedule",
        enabled=_YES_NO,
        expected_per_day=_WHOLE,
        expected_chars=_WHOLE,
        expected_fields=_TEXTS,
        checks=pa.list_(
            pa.struct(
                [
                    *((name, _TEXT) for name in ("name", "severity", "explains", "where", "field")),
                    ("required", _YES_NO),
                    ("matches", _TEXT),
                    ("not_matches", _TEXT),
                    ("one_of", _TEXTS),
                    *((name, _WHOLE) for name in ("min_chars", "max_chars", "max_age_days")),
                ]
            )
        ),
    ),
}
