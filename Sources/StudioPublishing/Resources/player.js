// Puts controls of our own in the place of the browser's; without this file those stay.

import { clock, secondsAsked } from "./time.js";

export class Player {
  constructor(root) {
    this.root = root;
    this.audio = root.querySelector("audio");
    this.known = Number(this.audio.dataset.seconds) || 0;
    root.insertBefore(root.querySelector("template").content.cloneNode(true), this.audio);
    this.audio.removeAttribute("controls");
    this.audio.hidden = true;
    this.act = {};
    for (const element of root.querySelectorAll("[data-act]")) this.act[element.dataset.act] = element;
    this.slots = {};
    for (const element of root.querySelectorAll("[data-slot]")) this.slots[element.dataset.slot] = element;
    this.chapters = [];
    this.listenToPeople();
    this.listenToSound();
    this.tellTheSystem();
    const start = secondsAsked(location.hash);
    if (start !== null) this.seek(start);
    addEventListener("hashchange", () => {
      const asked = secondsAsked(location.hash);
      if (asked !== null) this.seek(asked);
    });
    this.show();
  }

  get seconds() { return this.pending ?? this.audio.currentTime; }
  get length() { return Number.isFinite(this.audio.duration) ? this.audio.duration : this.known; }

  // Before the sound's head has arrived a position cannot be set; it is kept until then.
  seek(seconds) {
    const wanted = Math.min(Math.max(0, seconds), this.length || seconds);
    if (this.audio.readyState > 0) {
      this.audio.currentTime = wanted;
    } else {
      this.pending = wanted;
      this.audio.preload = "metadata";
    }
    this.show();
  }

  // Refusals (a browser that wants a gesture first) leave the button as it is; broken sound has an event of its own.
  play() { this.audio.play().catch(() => this.show()); }
  toggle() { if (this.audio.paused) this.play(); else this.audio.pause(); }

  playFrom(seconds) {
    this.seek(seconds);
    this.play();
  }

  onChange(listener) {
    this.root.addEventListener("playerchange", listener);
    listener();
  }

  markChapters(chapters) {
    this.chapters = chapters;
    const track = this.act.seek.parentElement;
    for (const { start } of chapters.slice(1)) {
      const tick = document.createElement("i");
      // The thumb's centre runs from 8 px inside one end to 8 px inside the other.
      tick.style.left = `calc(8px + (100% - 16px) * ${start / (this.length || 1)})`;
      track.append(tick);
    }
    this.show();
  }

  listenToPeople() {
    const { toggle, back, ahead, speed, seek } = this.act;
    toggle.addEventListener("click", () => this.toggle());
    back.addEventListener("click", () => this.seek(this.seconds - 15));
    ahead.addEventListener("click", () => this.seek(this.seconds + 30));
    speed.addEventListener("change", () => { this.audio.playbackRate = Number(speed.value); });
    seek.addEventListener("input", () => this.seek(Number(seek.value)));
    // Letters work only while the focus is inside the player (WCAG 2.1.4), and not on a list of choices.
    this.root.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target === speed) return;
      const action = { k: () => this.toggle(), j: () => this.seek(this.seconds - 15), l: () => this.seek(this.seconds + 30) }[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    });
  }

  listenToSound() {
    this.audio.addEventListener("loadedmetadata", () => {
      if (this.pending === undefined) return;
      this.audio.currentTime = this.pending;
      this.pending = undefined;
    });
    for (const name of ["timeupdate", "play", "pause", "seeked", "durationchange", "ended"]) {
      this.audio.addEventListener(name, () => this.show());
    }
    this.audio.addEventListener("error", () => { this.slots.trouble.hidden = false; });
    this.audio.addEventListener("playing", () => { this.slots.trouble.hidden = true; });
  }

  show() {
    const { toggle, seek } = this.act;
    const isOn = !this.audio.paused;
    toggle.classList.toggle("on", isOn);
    toggle.setAttribute("aria-label", isOn ? toggle.dataset.pause : toggle.dataset.play);
    const now = clock(this.seconds);
    const total = clock(this.length);
    seek.max = Math.floor(this.length);
    seek.value = Math.floor(this.seconds);
    const chapter = this.chapters.findLast(({ start }) => start <= this.seconds)?.title ?? "";
    seek.setAttribute("aria-valuetext", [`${now} / ${total}`, chapter].filter(Boolean).join(", "));
    this.slots.now.textContent = now;
    this.slots.total.textContent = total;
    this.slots.chapter.textContent = chapter;
    this.root.dispatchEvent(new CustomEvent("playerchange"));
  }

  // Keys of a headset and the lock screen of a phone.
  tellTheSystem() {
    if (!("mediaSession" in navigator)) return;
    const { title, show, artwork } = this.root.dataset;
    navigator.mediaSession.metadata = new MediaMetadata({ title, artist: show, artwork: [{ src: artwork }] });
    navigator.mediaSession.setActionHandler("seekbackward", () => this.seek(this.seconds - 15));
    navigator.mediaSession.setActionHandler("seekforward", () => this.seek(this.seconds + 30));
  }
}
