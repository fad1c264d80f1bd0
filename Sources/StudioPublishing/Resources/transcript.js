// The text follows the sound, and a touch on the text moves the sound.

export function enhanceTranscript(box, player) {
  const cues = [...box.querySelectorAll("[data-start]")].map((element) => ({
    element,
    start: Number(element.dataset.start),
    end: Number(element.dataset.end),
  }));
  const bar = box.previousElementSibling.content.cloneNode(true);
  const button = bar.querySelector("button");
  box.before(bar);
  box.classList.add("live");
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-labelledby", "transcript");

  let follows = true;
  const setFollows = (value) => {
    follows = value;
    button.setAttribute("aria-pressed", String(value));
  };
  button.addEventListener("click", () => {
    setFollows(!follows);
    if (follows && current) bringIntoView(current.element);
  });
  // Whoever scrolls wants to read elsewhere.
  for (const name of ["wheel", "touchmove"]) box.addEventListener(name, () => setFollows(false), { passive: true });
  box.addEventListener("keydown", (event) => {
    if (["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"].includes(event.key)) setFollows(false);
  });

  box.addEventListener("click", (event) => {
    const link = event.target.closest("[data-seek]");
    const cue = event.target.closest("[data-start]");
    if (!link && (!cue || !getSelection().isCollapsed)) return;
    event.preventDefault();
    setFollows(true);
    player.playFrom(Number(link ? link.dataset.seek : cue.dataset.start));
  });

  // Only the box scrolls: the page stays where its reader put it.
  function bringIntoView(element) {
    box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  }

  let current;
  player.onChange(() => {
    const now = player.seconds;
    const next = now > 0 ? cues.findLast(({ start, end }) => start <= now && now < end) : undefined;
    if (next === current) return;
    current?.element.removeAttribute("aria-current");
    current = next;
    if (!current) return;
    current.element.setAttribute("aria-current", "true");
    if (follows) bringIntoView(current.element);
  });
}
