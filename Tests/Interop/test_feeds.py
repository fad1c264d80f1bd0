"""Reads a feed written by PodcastFeed with parsers written by others.

Run by FeedInteropTests: `pytest Tests/Interop` with STUDIO_FEED_FOLDER naming the folder that
holds what the Swift test wrote; or by hand in the same way.
"""

import calendar
import email.utils
import io
import json
import os
import pathlib

import feedparser
import podcastparser
import pytest
from lxml import etree

FOLDER = pathlib.Path(os.environ["STUDIO_FEED_FOLDER"])
EXPECTED = json.loads((FOLDER / "expected.json").read_text())
FEEDS = sorted(path.name for path in FOLDER.glob("*.xml"))
PODCAST = "https://podcastindex.org/namespace/1.0"
# podcastparser knows only the namespace's first address; its copy gets that one.
OLD_PODCAST = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"


def raw(name):
    return (FOLDER / name).read_bytes()


@pytest.mark.parametrize("name", FEEDS)
def test_feedparser_finds_nothing_wrong(name):
    feed = feedparser.parse(raw(name))
    assert not feed.bozo, feed.get("bozo_exception")
    expected = EXPECTED[name]
    assert feed.feed.title == expected["title"]
    assert [entry.id for entry in feed.entries] == [item["guid"] for item in expected["items"]]
    for entry, item in zip(feed.entries, expected["items"]):
        assert entry.title == item["title"]
        (enclosure,) = entry.enclosures
        assert (enclosure.href, int(enclosure.length)) == (item["url"], item["length"])
        assert calendar.timegm(entry.published_parsed) == item["published"]


@pytest.mark.parametrize("name", FEEDS)
def test_podcastparser_reads_every_episode(name):
    text = raw(name).replace(PODCAST.encode(), OLD_PODCAST.encode())
    feed = podcastparser.parse("https://studio.example.be/feed.xml", io.BytesIO(text))
    expected = EXPECTED[name]
    # Some readers sort by date; guids identify.
    found = {episode["guid"]: episode for episode in feed["episodes"]}
    assert set(found) == {item["guid"] for item in expected["items"]}
    for item in expected["items"]:
        episode = found[item["guid"]]
        assert episode["published"] == item["published"]
        assert episode["enclosures"][0]["file_size"] == item["length"]
        assert episode["total_time"] == item["duration"]
        # It keeps the last of several transcripts.
        if item["transcripts"]:
            assert episode["transcript_url"] == item["transcripts"][-1]
        if item["chapters"]:
            assert episode["chapters_json_url"] == item["chapters"]
        assert len(episode.get("chapters", [])) == item["chapterCount"]


@pytest.mark.parametrize("name", FEEDS)
def test_lxml_finds_the_podcast_elements(name):
    root = etree.fromstring(raw(name), etree.XMLParser(resolve_entities=False, no_network=True))
    items = root.findall("channel/item")
    for item, expected in zip(items, EXPECTED[name]["items"], strict=True):
        people = [element.text for element in item.findall(f"{{{PODCAST}}}person")]
        assert people == expected["people"]
        for element in item.iter("pubDate"):
            parsed = email.utils.parsedate_to_datetime(element.text)
            assert int(parsed.timestamp()) == expected["published"]


def test_dates_are_those_of_the_standard_library():
    for seconds, text in EXPECTED["dates"].items():
        assert email.utils.formatdate(int(seconds), usegmt=True) == text


def test_show_guids_are_those_of_the_standard_library():
    import uuid

    namespace = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    for address, guid in EXPECTED["guids"].items():
        name = address.split("://")[-1].rstrip("/")
        assert str(uuid.uuid5(namespace, name)) == guid
