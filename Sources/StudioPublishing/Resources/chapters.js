// Chapters lead to a place in the player instead of to the file.

export function enhanceChapters(list, player) {
  const entries = [...list.querySelectorAll("[data-start]")].map((item) => ({
    item,
    start: Number(item.dataset.start),
    title: item.querySelector(".name").textContent,
    link: item.querySelector("a"),
  }));
  for (const { link, start } of entries) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      player.playFrom(start);
    });
  }
  player.markChapters(entries);
  player.onChange(() => {
    const current = player.seconds > 0 ? entries.findLast(({ start }) => start <= player.seconds) : undefined;
    for (const entry of entries) {
      if (entry === current) entry.link.setAttribute("aria-current", "true");
      else entry.link.removeAttribute("aria-current");
    }
  });
}
