// What the window says while files are held over it.

import { IconInbox } from "@tabler/icons-react";
import { countOf, possessive } from "../../shared/formats";
import classes from "./DropOverlay.module.css";
import { useClientInHand } from "./useClientInHand";
import { useDragging } from "./useTray";

export function DropOverlay() {
  const { over, files } = useDragging();
  const inHand = useClientInHand();
  if (!over) return null;
  const what = files === 0 ? "files" : countOf(files, "file", "files");
  return (
    <section className={classes.overlay} aria-label="Drop">
      <div className={classes.words}>
        <IconInbox size={32} stroke={1.5} aria-hidden />
        <p className={classes.title} role="status">
          {inHand === null
            ? `Drop to put ${what} into the tray`
            : `Drop to add to ${possessive(inHand.name)} file`}
        </p>
        <p className={classes.hint}>
          {inHand === null
            ? "You choose there whose they are."
            : `${what.charAt(0).toUpperCase()}${what.slice(1)}, first into the tray: nothing is sent yet.`}
        </p>
      </div>
    </section>
  );
}
