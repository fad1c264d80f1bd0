"""The player by keyboard and mouse, with real sound."""

from conftest import EPISODE, until

NOW = "document.querySelector('audio').currentTime"
PAUSED = "document.querySelector('audio').paused"


def test_the_keyboard_alone_plays_jumps_and_changes_the_speed(visit):
    page = visit(EPISODE)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.act") == "toggle":
            break
    assert page.get_attribute("[data-act=toggle]", "aria-label") == "Écouter"
    page.keyboard.press("Enter")
    until(page, f"{NOW} > 0.3")
    assert page.get_attribute("[data-act=toggle]", "aria-label") == "Pause"
    page.keyboard.press("k")
    until(page, PAUSED)
    page.evaluate("document.querySelector('audio').currentTime = 0")
    page.keyboard.press("l")
    until(page, f"{NOW} > 5")
    page.keyboard.press("j")
    until(page, f"{NOW} < 1")
    page.focus("[data-act=seek]")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    length = page.evaluate("Math.floor(document.querySelector('audio').duration)")
    until(page, f"Math.abs({NOW} - {length - 1}) < 0.6")
    assert " / " in page.get_attribute("[data-act=seek]", "aria-valuetext")
    page.focus("[data-act=speed]")
    page.select_option("[data-act=speed]", "1.5")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.5


def test_letters_elsewhere_on_the_page_do_nothing(visit):
    """WCAG 2.1.4: single letters work only while the player has the focus."""
    page = visit(EPISODE)
    page.focus(".masthead a")
    page.keyboard.press("k")
    page.wait_for_timeout(200)
    assert page.evaluate(PAUSED)


def test_a_chapter_leads_into_the_player_and_the_text_follows(visit):
    page = visit(EPISODE)
    chapter = page.locator("[data-chapters] li").nth(1)
    start = float(chapter.get_attribute("data-start"))
    chapter.locator("a").click()
    until(page, f"{NOW} > {start}")
    assert page.url.endswith(EPISODE), "the page stays"
    assert chapter.locator("a").get_attribute("aria-current") == "true"
    assert page.inner_text("[data-slot=chapter]") == chapter.locator(".name").inner_text()
    page.wait_for_selector("[data-transcript] [aria-current]")
    cue = page.locator("[data-transcript] [aria-current]")
    now = page.evaluate(NOW)
    assert float(cue.get_attribute("data-start")) <= now + 0.3


def test_a_passage_of_the_text_moves_the_sound(visit):
    page = visit(EPISODE)
    passage = page.locator("[data-transcript] a.time").last
    start = float(passage.get_attribute("data-seek"))
    passage.click()
    until(page, f"{NOW} >= {start} && !{PAUSED}")
    follow = page.locator(".follow button")
    assert follow.get_attribute("aria-pressed") == "true"
    page.locator("[data-transcript]").hover()
    page.mouse.wheel(0, -200)
    until(page, "document.querySelector('.follow button').ariaPressed === 'false'")


def test_an_address_leads_to_the_second_that_was_shared(visit):
    page = visit(EPISODE)
    page.locator("[data-chapters] a").nth(1).click()
    until(page, f"{NOW} > 1")
    page.click("[data-act=toggle]")
    page.locator(".share input[type=checkbox]").check()
    address = page.input_value("[data-share]")
    assert "#t=" in address
    second = int(address.rsplit("=", 1)[1])
    other = visit(EPISODE + f"#t={second}")
    until(other, f"Math.abs({NOW} - {second}) < 0.5")


def test_sound_that_does_not_load_says_so(visit):
    page = visit(EPISODE)
    page.route("**/media/**", lambda route: route.abort())
    page.click("[data-act=toggle]")
    page.wait_for_selector(".trouble:not([hidden])")
    visit.complaints.clear()  # Chromium's own line about the broken request
