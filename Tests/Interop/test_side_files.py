"""Reads transcripts and OPML written by PodcastFeed with libraries written by others.

Run by TranscriptTests with STUDIO_SIDE_FOLDER naming the folder of files.
"""

import json
import os
import pathlib

import srt
import webvtt
from lxml import etree

FOLDER = pathlib.Path(os.environ["STUDIO_SIDE_FOLDER"])


def cues():
    return json.loads((FOLDER / "t.json").read_text())["segments"]


def test_webvtt_py_agrees_with_the_json():
    captions = webvtt.read(FOLDER / "t.vtt").captions
    assert len(captions) == len(cues())
    for caption, cue in zip(captions, cues()):
        assert abs(caption.start_in_seconds - int(cue["startTime"])) < 1
        expected = cue["body"].replace("&", "&amp;").replace("<", "&lt;")
        assert caption.text.replace("&quot;", '"') in (expected, cue["body"])
    assert captions[0].voice == "Léa"


def test_srt_agrees_with_the_json():
    subtitles = list(srt.parse((FOLDER / "t.srt").read_text(), ignore_errors=False))
    assert len(subtitles) == len(cues())
    for subtitle, cue in zip(subtitles, cues()):
        assert subtitle.start.total_seconds() == cue["startTime"]
        assert subtitle.end.total_seconds() == cue["endTime"]
        speaker = cue.get("speaker")
        assert subtitle.content == (f"{speaker}: " if speaker else "") + cue["body"]


def test_opml_is_a_subscription_list():
    root = etree.parse(FOLDER / "shows.opml").getroot()
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    outlines = root.findall("body/outline")
    assert len(outlines) == 2
    assert all(o.get("type") == "rss" and o.get("text") and o.get("xmlUrl") for o in outlines)
