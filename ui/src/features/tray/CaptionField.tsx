import { TextInput } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { writtenKey } from "../shortcuts/keys";
import classes from "./Tray.module.css";

type CaptionFieldProps = {
  /** Of what, as it is read out. */
  of: string;
  caption: string;
  change: (caption: string) => void;
  leave: () => void;
};

/** What a document is called on the client's file; kept when the field is left. */
export function CaptionField({ of, caption, change, leave }: CaptionFieldProps) {
  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    const key = writtenKey(event.nativeEvent);
    if (key === "Escape") event.currentTarget.value = caption;
    if (key === "Escape" || key === "Enter") event.preventDefault();
    // What sends the file comes after this, with the caption.
    if (key === "Escape" || key === "Enter" || key === "mod+Enter") leave();
  }

  return (
    <TextInput
      key={caption}
      aria-label={`Caption of ${of}`}
      placeholder="Caption"
      className={classes.field}
      data-caption-field
      defaultValue={caption}
      autoComplete="off"
      onBlur={({ currentTarget: { value } }) => {
        if (value.trim() !== caption) change(value.trim());
      }}
      onKeyDown={press}
    />
  );
}
