// Times as people write them, and the same in an address: 3725 s is 1:02:05.

export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  const hours = Math.floor(whole / 3600);
  const [minutes, rest] = parts.map((part) => String(part).padStart(2, "0"));
  return hours > 0 ? `${hours}:${minutes}:${rest}` : `${parts[0]}:${rest}`;
}

// The second that `#t=754` or `#t=12:34` in an address asks for (W3C Media Fragments, normal play time).
export function secondsAsked(hash) {
  const match = /^#t=(?:npt:)?([0-9:.]+)/.exec(hash);
  if (!match) return null;
  const seconds = match[1].split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number.isFinite(seconds) ? seconds : null;
}
