// Looks at documents, over the room they were opened in.

import { Modal } from "@mantine/core";
import { useEffect } from "react";
import { keyOf } from "../documents/numbers";
import { OpenDocument } from "./OpenDocument";
import classes from "./Viewer.module.css";
import { closeViewer, type ViewerContent } from "./viewing";

type ViewerProps = { content: ViewerContent; from: Element | null };

export function Viewer({ content, from }: ViewerProps) {
  useEffect(() => {
    return () => {
      if (from instanceof HTMLElement) from.focus({ preventScroll: true });
    };
  }, [from]);
  const document = content.documents[content.place];
  if (document === undefined) return null;
  return (
    <Modal.Root
      opened
      onClose={closeViewer}
      fullScreen
      // Above the tray, below what floats: its own keys, for one.
      zIndex={150}
      closeOnEscape={false}
      transitionProps={{ duration: 0 }}
      classNames={{ content: classes.window ?? "" }}
    >
      <Modal.Content radius={0} data-room-keys>
        <OpenDocument key={keyOf(document.numbers)} content={content} document={document} />
      </Modal.Content>
    </Modal.Root>
  );
}
