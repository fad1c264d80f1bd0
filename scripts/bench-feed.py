"""Fills a show with copies of one episode, then times edits until the feed has changed.

Run by scripts/bench-feed: bench-feed.py STUDIO DATA EPISODE COUNT.
"""

import json
import os
import pathlib
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import time

studio, data, first, count = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
random.seed(5000)
LETTERS = "23456789bcdfghjkmnpqrstvwxz"
# About 800 characters of notes, as real ones have.
NOTES = "<p>" + "Notes of an episode with some words and a <b>name</b>. " * 14 + "</p>"


def fill():
    database = sqlite3.connect(data / "studio.sqlite")
    database.execute("PRAGMA synchronous = OFF")
    row = dict(zip(
        [column[1] for column in database.execute("PRAGMA table_info(episode)")],
        database.execute("SELECT * FROM episode WHERE id = ?", (first,)).fetchone()))
    ids = []
    for number in range(2, count + 1):
        details = json.loads(row["details"])
        details.update(title=f"Subject {number}", notes=NOTES, number=number, season=number // 50 + 1)
        copy = dict(row, id="".join(random.choices(LETTERS, k=12)), slug=f"subject-{number}",
                    guid=f"guid-{number}", details=json.dumps(details),
                    published_utc=row["published_utc"] - number * 86400)
        database.execute(
            f"INSERT INTO episode({', '.join(copy)}) VALUES ({', '.join('?' * len(copy))})",
            list(copy.values()))
        ids.append(copy["id"])
    database.execute("UPDATE show SET wanted_version = wanted_version + 1")
    database.commit()
    database.close()
    return ids


def run(*arguments):
    before = time.perf_counter()
    process = subprocess.Popen([studio, *arguments], stdout=subprocess.DEVNULL)
    feed = data / "public/shows/bench/feed.xml"
    inode = feed.stat().st_ino
    live = None
    while process.poll() is None:
        if live is None and feed.stat().st_ino != inode:
            live = time.perf_counter() - before
        time.sleep(0.0005)
    whole = time.perf_counter() - before
    assert process.returncode == 0
    return live or whole, whole


def main():
    ids = fill()
    _, first_build = run("feed", "build")
    feed = data / "public/shows/bench/feed.xml"
    edits = [run("episode", "edit", random.choice(ids), "--title", f"New {n}") for n in range(15)]
    live = sorted(edit[0] * 1000 for edit in edits)
    whole = sorted(edit[1] * 1000 for edit in edits)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    started = time.perf_counter()
    subprocess.run([studio, "feed", "build", "--verify"], check=True, stdout=subprocess.DEVNULL)
    verified = time.perf_counter() - started
    packed = (data / "public/shows/bench/feed.xml.gz").stat().st_size
    print(f"{count} episodes · feed {feed.stat().st_size / 1e6:.1f} MB · gzip {packed / 1e6:.2f} MB")
    print(f"edit → live, process start included: median {statistics.median(live):.0f} ms, "
          f"worst of {len(live)} {live[-1]:.0f} ms (budget 300 ms)")
    print(f"edit, show page too: median {statistics.median(whole):.0f} ms")
    print(f"everything placed anew: {first_build:.1f} s · verified from scratch: {verified:.1f} s")
    print(f"peak memory of any of these: {memory:.0f} MB · load {os.getloadavg()[0]:.1f}")


main()
