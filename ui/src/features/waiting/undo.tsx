// Taking back what was discarded: offered for ten seconds, then given up.

import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { createStore } from "../../shared/store";
import classes from "./Undo.module.css";

type Offer = { message: string; run: () => void };

const OFFERED_MS = 10_000;

const offered = createStore<{ id: string; run: () => void } | null>(null);

export function offerUndo({ message, run }: Offer): void {
  withdrawUndo();
  const id = notifications.show({
    message: (
      <span className={classes.offer}>
        {message}
        <Button variant="default" onClick={undo}>
          Undo
        </Button>
      </span>
    ),
    autoClose: OFFERED_MS,
    closeButtonProps: { "aria-label": "Close this message" },
    onClose: (closed) => {
      if (offered.get()?.id === closed.id) offered.set(null);
    },
  });
  offered.set({ id, run });
}

/** Takes back what was discarded last, while that is offered. */
export function undo(): void {
  const offer = offered.get();
  withdrawUndo();
  offer?.run();
}

export function withdrawUndo(): void {
  const offer = offered.get();
  offered.set(null);
  if (offer !== null) notifications.hide(offer.id);
}
