// What the agent chooses for a file before it goes.

import type { KeyboardEvent } from "react";
import type { TrayFile } from "../../bindings/TrayFile";
import { CaptionField } from "./CaptionField";
import { ClientPicker } from "./ClientPicker";
import classes from "./Tray.module.css";
import { TypeSelects } from "./TypeSelects";
import type { FileActions } from "./useFileActions";

export function TrayFields({ file, actions }: { file: TrayFile; actions: FileActions }) {
  const ids = [file.id];

  /** Out of a field to the row, after what the field itself does with the key. */
  function press(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isDefaultPrevented() || event.nativeEvent.isComposing) {
      return;
    }
    const unfolded = (event.target as Element).getAttribute("aria-expanded") === "true";
    if (unfolded) return;
    event.preventDefault();
    actions.focusRow(file.id);
  }

  return (
    <fieldset className={classes.fields} onKeyDown={press}>
      <legend className="heard-only">What becomes of {file.name}</legend>
      <ClientPicker
        label={`Client of ${file.name}`}
        chosen={file.client}
        choose={({ id, name }) => actions.change({ ids, change: { client_id: id }, client: name })}
      />
      <CaptionField
        of={file.name}
        caption={file.caption}
        change={(caption) => actions.change({ ids, change: { caption } })}
        leave={() => actions.focusRow(file.id)}
      />
      <TypeSelects
        of={file.name}
        type={file.doc_type}
        subtype={file.subtype}
        change={(change) => actions.change({ ids, change })}
      />
    </fieldset>
  );
}
