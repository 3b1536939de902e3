// The sheet of keys that work right now, the room's own first.

import { Modal } from "@mantine/core";
import { Fragment } from "react";
import { createStore, useStore } from "../../shared/store";
import { KeyCaps } from "./KeyCaps";
import { inForce, notResting, ownShortcuts } from "./registry";
import classes from "./ShortcutSheet.module.css";

const opened = createStore(false);

export function openShortcutSheet(): void {
  opened.set(true);
}

export function ShortcutSheet() {
  const isOpen = useStore(opened);
  const rooms = notResting(useStore(inForce));
  return (
    <Modal
      opened={isOpen}
      onClose={() => opened.set(false)}
      title="Keyboard shortcuts"
      size={560}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <div className={classes.rooms}>
        {rooms.map((entry) => (
          <section key={entry.room} aria-label={entry.room}>
            <h3 className={classes.room}>{entry.room}</h3>
            <dl className={classes.list}>
              {ownShortcuts(entry, rooms).map(({ keys, does }) => (
                <div key={does} className={classes.row}>
                  <dt>{does}</dt>
                  <dd className={classes.keys}>
                    {keys.map((key, place) => (
                      <Fragment key={key}>
                        {place > 0 && <span className={classes.or}>or</span>}
                        <KeyCaps keys={key} />
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
