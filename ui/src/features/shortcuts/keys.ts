// How keys are written in this program, and how they are read and printed.
//
// A key is written as the browser names it ("j", "X", "?", "ArrowDown"), with "mod+" for Ctrl
// or ⌘ ("mod+k"), or as a sequence with a blank ("g c").

const NAMES: Record<string, string> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowRight: "→",
  Enter: "Enter",
  Escape: "Esc",
  PageDown: "Page Down",
  PageUp: "Page Up",
};

type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

/** What was pressed, in the way keys are written here; `null` for what is never a shortcut. */
export function writtenKey(event: KeyPress): string | null {
  if (event.altKey || event.key === "Control" || event.key === "Meta" || event.key === "Shift") {
    return null;
  }
  if (!event.ctrlKey && !event.metaKey) return event.key;
  if (event.key === "Enter") return "mod+Enter";
  return event.key.length === 1 ? `mod+${event.key.toLowerCase()}` : null;
}

/** The caps to print: `mod+k` is ["Ctrl", "K"], `g c` is ["G", "C"], `X` is ["Shift", "X"]. */
export function keyLabels(keys: string): string[] {
  return keys.split(" ").flatMap((key) => {
    if (key.startsWith("mod+")) return [isMac() ? "⌘" : "Ctrl", ...keyLabels(key.slice(4))];
    if (/^[A-Z]$/.test(key)) return ["Shift", key];
    return [NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)];
  });
}

/**
 * Whether the element in focus wants this key for itself: text fields want all but chords,
 * buttons and links want Enter and Space, choices of which one is taken the keys that move on,
 * whatever floats keeps everything.
 * A field marked `data-room-keys` (a search above a list) leaves the keys that do not write, a
 * dialog so marked is a room itself.
 */
export function keepsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (key.startsWith("mod+")) return false;
  const floats = target.closest('[role="dialog"], [role="menu"], [role="listbox"]');
  if (floats !== null && !floats.hasAttribute("data-room-keys")) return true;
  if (target.closest("input[type=radio]") !== null) return key === " " || key.startsWith("Arrow");
  if (target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null) {
    const gives = target.closest("[data-room-keys]") !== null;
    return !(
      gives && ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Enter", "Escape"].includes(key)
    );
  }
  if (target.closest('[role="tab"]') !== null && key.startsWith("Arrow")) return true;
  return target.closest("button, a, [role=button]") !== null && (key === "Enter" || key === " ");
}
