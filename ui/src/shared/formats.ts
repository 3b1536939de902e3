// Numbers, sizes and times in the form American agents read.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const counts = new Intl.NumberFormat("en-US");
const exact = new Intl.DateTimeFormat("en-US", {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "numeric",
  minute: "2-digit",
});
const clock = new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit" });
const dollars = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  trailingZeroDisplay: "stripIfInteger",
});
const month = new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric" });
const dayOfYear = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric" });
const day = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", year: "numeric" });

/** `10,000` */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** `1 client`, `10,000 clients` */
export function countOf(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `Ana Abel’s` */
export function possessive(name: string): string {
  return `${name}’s`;
}

/** `412 KB`, `1.4 GB`; steps of 1024. */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  const digits = unit > 0 && size < 10 ? 1 : 0;
  return `${size.toFixed(digits)} ${units[unit]}`;
}

/** `$1,250`, with cents where there are any. */
export function formatCents(cents: number): string {
  return dollars.format(cents / 100);
}

/** `March 2026`, of a month in ISO form. */
export function formatMonth(iso: string): string {
  const [year = 0, of = 1] = iso.split("-").map(Number);
  return month.format(new Date(year, of - 1, 1));
}

/** Whole days from one day in ISO form to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** `07/03/2026, 12:04 PM` */
export function exactTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : exact.format(time);
}

/** A date or time in ISO form turned into the American one; any other text as it is. */
export function inUsForm(text: string): string {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (date !== null) return `${date[2]}/${date[3]}/${date[1]}`;
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? exactTime(text) : text;
}

/** `just now`, `4 min ago`, `3 h ago`, `2 days ago`, then the date. */
export function relativeTime(iso: string, now: number): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const age = now - time.getTime();
  if (age < MINUTE) return age > -MINUTE ? "just now" : exact.format(time);
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`;
  if (age < 7 * DAY) {
    const days = Math.floor(age / DAY);
    return days === 1 ? "1 day ago" : `${days} days ago`;
  }
  return sameYear(time, new Date(now)) ? dayOfYear.format(time) : day.format(time);
}

/** `now`, `in a moment`, `in 4 min`, `in 3 h`, then the date. */
export function timeUntil(iso: string, now: number): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const rest = time.getTime() - now;
  if (rest <= 0) return "now";
  if (rest < MINUTE) return "in a moment";
  if (rest < HOUR) return `in ${Math.round(rest / MINUTE)} min`;
  if (rest < DAY) return `in ${Math.round(rest / HOUR)} h`;
  return exact.format(time);
}

/** `12:04 PM` today, `Jul 3, 12:04 PM` on another day. */
export function clockTime(iso: string, now: number): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const today = new Date(now);
  if (time.toDateString() === today.toDateString()) return clock.format(time);
  const date = sameYear(time, today) ? dayOfYear.format(time) : day.format(time);
  return `${date}, ${clock.format(time)}`;
}

function sameYear(a: Date, b: Date): boolean {
  return a.getFullYear() === b.getFullYear();
}
