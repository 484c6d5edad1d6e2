"""Row 4: full-text search over 100,000 cases, typed word by word, against the bare FTS5 query; and the whole search."""

import functools
import statistics
from collections.abc import Sequence

from hipdesk.services.search import search
from hipdesk.store.search import RANKED_UP_TO, find, phrase_of
from tests.bench.borough import office_on, vault_of
from tests.bench.pairs import Ratio, paired, seconds, told
from tests.support.office import Office

CASES = 100_000
LIMIT = 300
ROUNDS = 11
SENTENCES = (
    "begum letterbox guard before the school holiday",
    "threatened at the bin store and told to leave",
    "police csu stair lighting repair",
    "landlord confirms diary sheets received",
    "kowalczyk abused on the landing",
    "jamil begum visit with an interpreter",
    "0041 market street",
)
_BARE = (
    "SELECT e.kind, e.record_id, e.case_id, e.words FROM search_words "
    "JOIN search_entry AS e ON e.entry = search_words.rowid WHERE search_words MATCH ? ORDER BY {} LIMIT ?"
)


def measure() -> list[Ratio]:
    """The index as we ask it against the bare query; then the search as it is shown, with cases and people."""
    typed = [step for sentence in SENTENCES for step in steps_of(sentence)]
    with office_on(vault_of(CASES)) as office:
        bare = functools.partial(_bare, office, _orders(office, typed))
        ratio, mine, theirs = paired(functools.partial(_ours, office, typed), bare, ROUNDS)
        times = sorted(seconds(functools.partial(office.read, search, step)) for _round in range(3) for step in typed)
    late = times[int(len(times) * 0.95)]
    what = f"full-text search typed word by word, {CASES:,} cases"
    whole = f"median {statistics.median(times) * 1000:.1f} ms, p95 {late * 1000:.1f} ms of {len(times)}"
    shown = "the search as shown: cases, people, passages; p95"
    return [
        Ratio("4", what, "the bare FTS5 query", ratio, "≤ 1.3", ratio <= 1.3, told(mine, theirs)),
        Ratio("4", shown, "50 ms", late / 0.050, "≤ 1", late < 0.050, whole),
    ]


def steps_of(sentence: str) -> list[str]:
    """What stands in the field whenever a word is begun (two letters) and whole."""
    words = sentence.split()
    found = []
    for at, word in enumerate(words):
        before = " ".join(words[:at])
        found += [f"{before} {part}".strip() for part in dict.fromkeys((word[:2], word))]
    return found


def _ours(office: Office, typed: Sequence[str]) -> None:
    with office.records.read(office.actor) as reading:
        for step in typed:
            find(reading.session, step, LIMIT, ranked=True)


def _orders(office: Office, typed: Sequence[str]) -> list[tuple[str, str]]:
    """Each phrase and the order it is asked in: the same rows as ours, so that only the way there is compared."""
    orders = []
    with office.records.read(office.actor) as reading:
        connection = reading.session.connection()
        for step in typed:
            phrase = phrase_of(step)
            counted = [
                connection.exec_driver_sql(
                    "SELECT count(*) FROM (SELECT 1 FROM search_words WHERE search_words MATCH ? LIMIT ?)",
                    (term, RANKED_UP_TO + 1),
                ).scalar_one()
                for term in phrase.split(" ")
            ]
            orders.append((phrase, "rank" if max(counted) <= RANKED_UP_TO else "search_words.rowid DESC"))
    return orders


def _bare(office: Office, orders: Sequence[tuple[str, str]]) -> None:
    with office.records.read(office.actor) as reading:
        cursor = reading.session.connection().connection.cursor()
        for phrase, order in orders:
            cursor.execute(_BARE.format(order), (phrase, LIMIT)).fetchall()
        cursor.close()
