// Copies an address, of the page or of the very second that plays.

import { clock } from "./time.js";

export function enhanceSharing(field, player) {
  const template = field.closest("section").querySelector("template");
  const tools = template.content.cloneNode(true);
  const box = tools.querySelector("input");
  const words = tools.querySelector("[data-text]");
  const button = tools.querySelector("button");
  const status = tools.querySelector("[role=status]");
  field.closest("p").after(tools);
  field.addEventListener("focus", () => field.select());

  const plain = field.value;
  if (box && player) {
    const show = () => {
      const seconds = Math.floor(player.seconds);
      words.textContent = words.dataset.text.replace("{time}", clock(seconds));
      field.value = box.checked && seconds > 0 ? `${plain}#t=${seconds}` : plain;
    };
    box.addEventListener("change", show);
    player.onChange(show);
  }
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = button.dataset.done;
    } catch {
      // No clipboard for this page (plain http, a refusal): the text is selected for the keyboard.
      field.focus();
      field.select();
    }
  });
}
