"""Tagging: khotin tag on the open sets, its CPU and start, and peers on the same lines in the same run.

    python -m bench.tagging [SET …]

Peers: three language detectors (pycld2, lingua told that it is English or Vietnamese, py3langid) on the set of titles,
underthesea's named entities and a plain list of country names on the traps. No peer writes the whole contract, and the
small English model of spaCy is in no package registry: what it reaches is told in docs/tagging.md with its source.
CPU is user and system time of the whole process less that of one with a single short line, which is shown as the start.
Needs the sets of ``../shared/bench/tagging``; says so where they are absent.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.measure import ROOT, SHARED, Cost, peer, run
from bench.measure import scorer as load_scorer

HOME = SHARED / "bench" / "tagging"
LANGUAGES, TRAPS = "language_titles", "vi_country_traps"
PEERS = {
    "pycld2": (LANGUAGES, ("pycld2==0.42",)),
    "lingua": (LANGUAGES, ("lingua-language-detector==2.1.1",)),
    "py3langid": (LANGUAGES, ("py3langid==0.4.0",)),
    "country-names": (TRAPS, ("babel==2.18.0",)),
    "underthesea": (TRAPS, ("underthesea==9.5.0",)),
}
COPIES = 200  # of each sample document: what an article of 3 KB costs
Line = dict[str, Any]


def main() -> None:
    """Print the marks of each set, what an article costs, and the peers' marks."""
    if not HOME.is_dir():
        print(f"left out: {HOME} is not there")
        return
    parser = argparse.ArgumentParser(description="khotin tag on the open sets, beside peers")
    parser.add_argument("sets", nargs="*", metavar="SET", help="all by default")
    chosen = parser.parse_args().sets
    scorer = load_scorer(HOME)
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder, "one.jsonl")
        one.write_text(json.dumps({"id": "0", "text": "Belgium thanks Vietnam."}) + "\n", encoding="utf-8")
        _khotin(one, Path(folder, "one.out"))  # the first start after a change compiles what changed
        start = _khotin(one, Path(folder, "one.out"))
        print(f"khotin tag: start {start.cpu:.2f} s, {start.megabytes:.0f} MB")
        _an_article(scorer, start, Path(folder))
        for name in chosen or ["goldens", *scorer.sets_in(HOME)]:
            _set(scorer, name, start, Path(folder))


def _khotin(lines: Path, output: Path) -> Cost:
    return run([Path(sys.executable).with_name("khotin"), "tag", "--input", lines, "--output", output])


def _peer(name: str, lines: Path, output: Path) -> Cost:
    python = peer(name, *PEERS[name][1])
    return run([python, "-W", "ignore", ROOT / "bench" / "peers" / "taggers.py", name, lines, output])


def _write(path: Path, lines: list[Line]) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def _answers(path: Path) -> dict[str, Line]:
    return {row["id"]: row for row in map(json.loads, path.read_text("utf-8").splitlines())}


def _an_article(scorer: ModuleType, start: Cost, folder: Path) -> None:
    samples, _ = scorer.goldens()
    for sample in samples:
        lines = [{**sample, "id": str(number)} for number in range(COPIES)]
        cost = _khotin(_write(folder / "copies.jsonl", lines), folder / "copies.out")
        size = len(sample["text"].encode()) / 1000
        print(f"sample {sample['id']}, {size:.1f} KB: {(cost.cpu - start.cpu) * 1000 / COPIES:.2f} ms CPU")


def _set(scorer: ModuleType, name: str, start: Cost, folder: Path) -> None:
    if name == "goldens":
        documents, truth = scorer.goldens()
    else:
        documents, truth = scorer.jsonl(HOME / f"{name}.in.jsonl"), HOME / f"{name}.truth.jsonl"
    lines = _write(folder / f"{name}.jsonl", documents)
    cost = _khotin(lines, folder / "khotin.out")
    each = (cost.cpu - start.cpu) * 1000 / len(documents)
    print(f"\n{name}, {len(documents)} documents, {each:.2f} ms each")
    _show("khotin", _marks(scorer, name, truth, _answers(folder / "khotin.out")))
    for other, (set_name, _) in PEERS.items():
        if set_name == name:
            began = _peer(other, _write(folder / "one.jsonl", documents[:1]), folder / "peer.out")
            cost = _peer(other, lines, folder / "peer.out")
            each = (cost.cpu - began.cpu) * 1000 / len(documents)
            print(f"{PEERS[other][1][0].replace('==', ' ')} ({other}), {each:.2f} ms each after {began.cpu:.1f} s")
            _show(other, _marks(scorer, name, truth, _answers(folder / "peer.out")))


def _marks(scorer: ModuleType, name: str, truth: Any, answers: dict[str, Line]) -> list[tuple[str, str]]:
    if name == "goldens":
        rows, _ = scorer.score_full(truth, answers)
        return list(rows)
    return list(scorer.score_set(name, scorer.jsonl(truth), answers))


def _show(who: str, rows: list[tuple[str, str]]) -> None:
    for mark, figure in rows:
        print(f"  {who:14} {mark:24} {figure}", flush=True)


if __name__ == "__main__":
    main()
