// Changes several files at once.

import { Button } from "@mantine/core";
import type { TrayFile } from "../../bindings/TrayFile";
import { countOf, formatCount } from "../../shared/formats";
import { ClientPicker } from "./ClientPicker";
import { canRemove, isOpen } from "./stages";
import { clearFiles } from "./state";
import classes from "./Tray.module.css";
import { TypeSelects } from "./TypeSelects";
import type { Change } from "./useTrayActions";

type SelectedFilesProps = {
  files: readonly TrayFile[];
  change: (change: Change) => void;
  remove: (ids: number[]) => void;
};

export function SelectedFiles({ files, change, remove }: SelectedFilesProps) {
  const open = files.filter(isOpen);
  const ids = open.map(({ id }) => id);
  const going = files.filter(canRemove).map(({ id }) => id);
  const of = countOf(ids.length, "selected file", "selected files");
  return (
    <section className={classes.selected} aria-label="Selected files">
      <div className={classes.selectedHead}>
        <span role="status">{formatCount(files.length)} selected</span>
        <Button
          variant="subtle"
          h={28}
          px={8}
          disabled={going.length === 0}
          onClick={() => remove(going)}
        >
          Remove
        </Button>
        <Button variant="subtle" color="gray" h={28} px={8} onClick={clearFiles}>
          Clear
        </Button>
      </div>
      {ids.length > 0 && (
        <div className={classes.fields}>
          <div className={classes.wide}>
            <ClientPicker
              label={`Client of ${of}`}
              chosen={same(open.map(({ client }) => client))}
              choose={({ id, name }) => change({ ids, change: { client_id: id }, client: name })}
            />
          </div>
          <TypeSelects
            of={of}
            type={same(open.map(({ doc_type }) => doc_type)) ?? ""}
            subtype={same(open.map(({ subtype }) => subtype)) ?? ""}
            change={(wanted) => change({ ids, change: wanted })}
          />
        </div>
      )}
    </section>
  );
}

/** What all of them have, if they do. */
function same<Value>(values: readonly Value[]): Value | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}
