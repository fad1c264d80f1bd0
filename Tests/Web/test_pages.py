"""What machines read on the pages, framing, and screenshots for people to look at."""

import http.server
import json
import os
import threading
import urllib.request

import lxml.etree
import lxml.html
import pytest
from conftest import BASE, EPISODE, PAGES, SHOW, SUBSCRIBE, until


def fetch(path):
    with urllib.request.urlopen(BASE + path) as response:
        return response.headers, response.read()


def document(path):
    return lxml.html.fromstring(fetch(path)[1].decode())


def path_of(url):
    return "/" + url.split("/", 3)[3]


@pytest.mark.parametrize("path", [SHOW, EPISODE, SUBSCRIBE, "/"])
def test_the_languages_of_a_page_name_each_other(path):
    links = {a.get("hreflang"): path_of(a.get("href")) for a in document(path).xpath("//link[@hreflang]")}
    assert set(links) == {"fr", "nl", "de", "en", "x-default"}
    for language in ["fr", "nl", "de", "en"]:
        other = document(links[language])
        assert other.get("lang") == language
        assert path_of(other.xpath("//link[@rel='canonical']/@href")[0]) == links[language]
        assert {a.get("hreflang"): path_of(a.get("href")) for a in other.xpath("//link[@hreflang]")} == links


def test_search_engines_read_the_show_and_the_episode():
    show = json.loads(document(SHOW).xpath("//script[@type='application/ld+json']/text()")[0])
    assert show["@type"] == "PodcastSeries" and show["webFeed"].endswith("/shows/demo/feed.xml")
    page = document(EPISODE)
    episode = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
    assert episode["@type"] == "PodcastEpisode"
    assert episode["duration"].startswith("PT") and episode["datePublished"].endswith("Z")
    assert episode["partOfSeries"]["name"] == show["name"]
    headers, _ = fetch(path_of(episode["associatedMedia"]["contentUrl"]))
    assert headers["Content-Length"] == episode["associatedMedia"]["contentSize"]
    properties = {m.get("property"): m.get("content") for m in page.xpath("//meta[@property]")}
    assert properties["og:audio:type"] == "audio/mpeg"
    assert properties["og:image"] == show["image"]
    fetch(path_of(properties["og:image"]))


def test_the_site_map_lists_pages_that_are_there():
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    robots = fetch("/robots.txt")[1].decode()
    assert "Sitemap: " in robots
    maps = lxml.etree.fromstring(fetch("/sitemap.xml")[1]).xpath("//s:loc/text()", namespaces=space)
    pages = [url for m in maps for url in lxml.etree.fromstring(fetch(path_of(m))[1]).xpath("//s:loc/text()", namespaces=space)]
    assert len(pages) == len(set(pages)) == 4 * 4
    for url in pages:
        assert document(path_of(url)).xpath("//link[@rel='canonical']/@href") == [url]


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_ours_leads_somewhere(path):
    page = document(path)
    for address in page.xpath("//@href | //@src"):
        if address.startswith("/"):
            fetch(address.split("#")[0])


def test_the_policy_allows_ourselves_alone():
    headers, _ = fetch(EPISODE)
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert all(value in ("'self'", "'none'") for value in policy.values())
    assert "Set-Cookie" not in headers


def test_other_sites_may_frame_the_player_alone(browser):
    """A page of another origin frames the player, and nothing else of ours."""

    class Other(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            frames = "".join(f'<iframe src="{BASE}{p}"></iframe>' for p in (EPISODE + "embed/", EPISODE))
            self.wfile.write(frames.encode())

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Other)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://localhost:{server.server_port}/")
    page.wait_for_timeout(500)
    player, whole = page.frames[1:]
    assert player.locator("audio").count() == 1
    assert whole.locator("audio").count() == 0
    page.close()
    server.shutdown()


def test_oembed_describes_the_player_the_same_in_json_and_xml():
    page = document(EPISODE)
    links = {kind: page.xpath(f"//link[@type='{kind}+oembed']/@href")[0] for kind in ["application/json", "text/xml"]}
    answer = json.loads(fetch(path_of(links["application/json"]))[1])
    frame = lxml.html.fromstring(answer["html"])
    assert answer["type"] == "rich" and answer["version"] == "1.0"
    fetch(path_of(frame.get("src")))
    root = lxml.etree.fromstring(fetch(path_of(links["text/xml"]))[1])
    assert root.tag == "oembed"
    assert {child.tag: child.text for child in root} == {key: str(value) for key, value in answer.items()}


@pytest.mark.skipif("STUDIO_SCREENSHOTS" not in os.environ, reason="set STUDIO_SCREENSHOTS to a folder to look at them")
@pytest.mark.parametrize("name, path", [("start", "/"), ("show", SHOW), ("episode", EPISODE), ("subscribe", SUBSCRIBE), ("embed", EPISODE + "embed/")])
def test_screenshots(visit, name, path):
    folder = os.environ["STUDIO_SCREENSHOTS"]
    for scheme in ["light", "dark"]:
        for width in [390, 1440]:
            page = visit(path, width, color_scheme=scheme)
            page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png", full_page=True)
    visit(path).pdf(path=f"{folder}/{name}-print.pdf", format="A4", prefer_css_page_size=True)


def test_hostile_text_stays_text_on_a_preview_and_nothing_leads_to_what_is_not_public(visit):
    page = visit(os.environ["STUDIO_PREVIEW"])
    assert page.evaluate("window.hacked") is None
    body = page.locator("body").inner_text()
    for word in ["Titre", "Notes", "Début", "Eve", "Nom"]:
        assert word in body, word
    assert page.locator("img[src=x], main script, [onclick], [onerror]").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0
    assert page.locator("meta[name=robots][content=noindex]").count() == 1
    assert page.locator("a[href*='/shows/']").count() == 0
    page.locator("button.play").click()
    until(page, "document.querySelector('audio').currentTime > 0.2")
