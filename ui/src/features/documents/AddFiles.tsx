// The way to add files, above the documents, and how those are laid out.

import { Button, Tooltip } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import classes from "../../shared/Room.module.css";
import { usePickFiles } from "../tray/usePickFiles";
import { ShapeButtons } from "./ShapeButtons";
import { useDocuments } from "./useDocuments";

export function AddFiles({ clientId }: { clientId: number }) {
  const pick = usePickFiles();
  const { data } = useDocuments(clientId);
  return (
    <div className={classes.add}>
      <Tooltip label="Add files to this client’s file (A)">
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
          onClick={() => pick(clientId)}
        >
          Add files…
        </Button>
      </Tooltip>
      <span className={classes.addHint}>or drop them anywhere in this window</span>
      {data != null && data.documents.length > 0 && <ShapeButtons />}
    </div>
  );
}
