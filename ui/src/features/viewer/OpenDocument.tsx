// One document in the viewer: its name and its buttons above, its pages or its image below.

import { useEffect, useRef, useState } from "react";
import { useSaveCopy } from "../documents/useSaveCopy";
import { NOT_NOW, useRoomKeys } from "../shortcuts/registry";
import { openShortcutSheet } from "../shortcuts/ShortcutSheet";
import { ImageView } from "./ImageView";
import { viewerKeys } from "./keys";
import { NotShown } from "./NotShown";
import { type Pages, PdfView } from "./PdfView";
import { useOpenOutside } from "./useOpenOutside";
import { useView } from "./useView";
import { useViewing } from "./useViewing";
import classes from "./Viewer.module.css";
import { ViewerHead } from "./ViewerHead";
import { closeViewer, moveViewer, type Viewable, type ViewerContent } from "./viewing";

type OpenDocumentProps = { content: ViewerContent; document: Viewable };

export function OpenDocument({ content, document }: OpenDocumentProps) {
  const opened = useViewing(document.numbers);
  const save = useSaveCopy();
  const outside = useOpenOutside();
  const view = useView();
  const pages = useRef<Pages>(null);
  const [page, setPage] = useState<{ at: number; of: number } | null>(null);
  // The next document has the keys that scroll, too.
  const { room } = view;
  useEffect(() => room?.focus({ preventScroll: true }), [room]);
  const saveCopy = () => save.mutate({ numbers: document.numbers, name: document.name });

  useRoomKeys(viewerKeys, {
    next: () => moveViewer(1),
    previous: () => moveViewer(-1),
    nextPage: () => (page === null ? NOT_NOW : pages.current?.turn(1)),
    previousPage: () => (page === null ? NOT_NOW : pages.current?.turn(-1)),
    nearer: () => view.zoom(1),
    farther: () => view.zoom(-1),
    fit: view.fit,
    turn: view.turnOn,
    save: saveCopy,
    outside: () => outside.mutate(document.numbers),
    shortcuts: openShortcutSheet,
    close: closeViewer,
  });

  return (
    <>
      <ViewerHead
        content={content}
        document={document}
        page={page}
        view={view.drawn === null ? null : view}
        saveCopy={saveCopy}
        saving={save.isPending}
        openOutside={() => outside.mutate(document.numbers)}
        opening={outside.isPending}
      />
      <section
        ref={view.setRoom}
        className={classes.room}
        aria-label={document.name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
        tabIndex={0}
        data-autofocus
      >
        {opened.state === "opening" && (
          <p className={classes.opening} role="status">
            Opening the document
          </p>
        )}
        {opened.state === "failed" && (
          <NotShown why={opened.why} action={{ label: "Try again", run: opened.again }} />
        )}
        {opened.state === "open" && opened.viewing.kind === "image" && (
          <ImageView
            viewing={opened.viewing}
            view={view}
            again={opened.again}
            saveCopy={saveCopy}
          />
        )}
        {opened.state === "open" && opened.viewing.kind === "pdf" && (
          <PdfView
            viewing={opened.viewing}
            view={view}
            pages={pages}
            seen={setPage}
            again={opened.again}
            saveCopy={saveCopy}
          />
        )}
        {opened.state === "open" && !["image", "pdf"].includes(opened.viewing.kind) && (
          <NotShown
            title={
              opened.viewing.kind === "word"
                ? "Word documents are not shown here"
                : "Files of this kind are not shown here"
            }
            why="Save a copy to open it in the program that made it."
            action={{ label: "Save a copy…", run: saveCopy }}
          />
        )}
      </section>
    </>
  );
}
