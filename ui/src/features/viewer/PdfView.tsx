// The pages of a PDF below each other, of which only those in sight are drawn.

import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useState } from "react";
import type { Viewing } from "../../bindings/Viewing";
import { NotShown } from "./NotShown";
import { PdfPage } from "./PdfPage";
import type { Pdf } from "./pdf";
import { useKeepMiddle } from "./useKeepMiddle";
import { usePdf } from "./usePdf";
import type { View } from "./useView";
import classes from "./Viewer.module.css";
import { fitPage, type Size, turnedSize } from "./zoom";

const GAP = 16;

export type Pages = { turn: (step: 1 | -1) => void };

type PdfViewProps = {
  viewing: Viewing;
  view: View;
  pages: RefObject<Pages | null>;
  /** Hears which page is in front. */
  seen: (page: { at: number; of: number }) => void;
  again: () => void;
  saveCopy: () => void;
};

export function PdfView({ viewing, again, saveCopy, ...props }: PdfViewProps) {
  const read = usePdf(viewing.url);
  if (read.state === "failed") {
    return (
      <NotShown
        title="The PDF could not be shown"
        why={`${read.why} A copy of it can be saved.`}
        action={{ label: "Save a copy…", run: saveCopy }}
      />
    );
  }
  if (read.state === "reading") {
    return (
      <p className={classes.opening} role="status">
        Reading the PDF
      </p>
    );
  }
  return <PdfPages pdf={read.pdf} name={viewing.name} again={again} {...props} />;
}

type PdfPagesProps = Omit<PdfViewProps, "viewing" | "saveCopy"> & { pdf: Pdf; name: string };

function PdfPages({ pdf, name, view, pages, seen, again }: PdfPagesProps) {
  const { sizes, failed, know } = useSizes(pdf);
  const { room, space, chosen, turn, draws } = view;
  const first = sizes.get(1);
  const scale =
    first === undefined || space === null
      ? null
      : (chosen ?? fitPage(turnedSize(first, turn), space));

  /** As it lies on the screen; a page that was not seen yet is taken for one like the first. */
  const shownSize = (page: number): Size => {
    const size = turnedSize(sizes.get(page) ?? first ?? { width: 1, height: 1 }, turn);
    return { width: size.width * (scale ?? 1), height: size.height * (scale ?? 1) };
  };
  const virtualizer = useVirtualizer({
    count: scale === null ? 0 : pdf.pages,
    getScrollElement: () => room,
    estimateSize: (index) => shownSize(index + 1).height,
    paddingStart: GAP,
    paddingEnd: GAP,
    gap: GAP,
    overscan: 1,
  });

  useEffect(() => {
    if (scale !== null) draws(scale);
  }, [scale, draws]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other sizes lie elsewhere
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, scale, turn, sizes]);
  useKeepMiddle(room, scale);

  const shown = virtualizer.getVirtualItems();
  const middle = (virtualizer.scrollOffset ?? 0) + (space?.height ?? 0) / 2;
  const at = (shown.findLast(({ start }) => start <= middle)?.index ?? 0) + 1;
  useEffect(() => seen({ at, of: pdf.pages }), [seen, at, pdf]);
  useImperativeHandle(pages, () => ({
    turn: (step) => {
      if (room === null) return;
      // From where it is by now: keys may come faster than pages are drawn.
      const top = virtualizer.getVirtualItemForOffset(room.scrollTop + GAP + 1);
      if (top === undefined) return;
      const begun = step === -1 && room.scrollTop > top.start;
      const next = begun ? top.index : top.index + step;
      virtualizer.scrollToIndex(Math.max(0, Math.min(next, pdf.pages - 1)), { align: "start" });
    },
  }));

  if (failed) {
    return (
      <NotShown
        title="The PDF could not be shown"
        why="It may have been open for too long."
        action={{ label: "Try again", run: again }}
      />
    );
  }
  const widest = Math.max(0, ...shown.map(({ index }) => shownSize(index + 1).width));
  return (
    <div
      className={classes.pages}
      style={{ height: virtualizer.getTotalSize(), minWidth: widest + 2 * GAP }}
    >
      {scale !== null &&
        shown.map(({ index, start }) => (
          <PdfPage
            key={index}
            pdf={pdf}
            page={index + 1}
            name={name}
            size={shownSize(index + 1)}
            top={start}
            drawing={{ scale, turn }}
            know={know}
            again={again}
          />
        ))}
    </div>
  );
}

/** How large the pages are, as far as they were looked at. */
function useSizes(pdf: Pdf) {
  const [sizes, setSizes] = useState<ReadonlyMap<number, Size>>(new Map());
  const [failed, setFailed] = useState(false);
  const [know] = useState(() => (page: number, size: Size) => {
    setSizes((before) => {
      const known = before.get(page);
      const same = known?.width === size.width && known.height === size.height;
      return same ? before : new Map(before).set(page, size);
    });
  });
  useEffect(() => {
    pdf.sizeOf(1).then(
      (size) => know(1, size),
      () => setFailed(true),
    );
  }, [pdf, know]);
  return { sizes, failed, know };
}
