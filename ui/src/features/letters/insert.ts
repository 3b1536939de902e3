/**
 * Puts text where the caret of a field is, as if it were typed: the field's own undo takes it
 * back. Where that cannot be had, `change` gets the whole new text.
 */
export function insertInto(
  field: HTMLTextAreaElement,
  text: string,
  change: (all: string) => void,
): void {
  field.focus();
  // Old, and the only way that a field's own undo knows of.
  const typed =
    typeof document.execCommand === "function" && document.execCommand("insertText", false, text);
  if (typed) return;
  const { value, selectionStart, selectionEnd } = field;
  change(value.slice(0, selectionStart) + text + value.slice(selectionEnd));
}
