"""Chromium on the pages of a running `studio serve`; WebPagesTests.swift sets STUDIO_URL."""

import os
import time

import pytest
from playwright.sync_api import sync_playwright

BASE = os.environ.get("STUDIO_URL", "")
SHOW = "/shows/demo/"
EPISODE = "/shows/demo/episodes/reparer/"
SUBSCRIBE = "/shows/demo/subscribe/"
PAGES = ["/", SHOW, EPISODE, SUBSCRIBE, EPISODE + "embed/"]


def until(page, expression, seconds=15):
    """Waits for an expression to become true; the page's policy forbids it to be evaluated inside."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(50)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--autoplay-policy=user-gesture-required"],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(browser):
    """Opens a page as somebody would; afterwards nothing may have gone wrong or elsewhere."""
    contexts = []
    strangers, complaints = [], []

    def open_page(path, width=1440, **settings):
        context = browser.new_context(
            base_url=BASE, viewport={"width": width, "height": 900}, locale="fr-BE", **settings
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: strangers.append(request.url) if not request.url.startswith((BASE, "blob:", "data:")) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        response = page.goto(path)
        assert response.status == 200, path
        return page

    open_page.complaints = complaints
    yield open_page
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert strangers == [], "requests to other origins"
    assert cookies == []
    assert complaints == []
