/** Puts text where the caret of a field is, as if it were typed: it can be undone in the field. */
export function insertInto(field: HTMLTextAreaElement, text: string): void {
  field.focus();
  // The only way that a field's own undo knows of. Where there is none, the text is put in plainly.
  if (
    typeof document.execCommand === "function" &&
    document.execCommand("insertText", false, text)
  ) {
    return;
  }
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
