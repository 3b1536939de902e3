import { useEffect, useRef, useState } from "react";
import type { Drawing, Pdf } from "./pdf";
import classes from "./Viewer.module.css";
import type { Size } from "./zoom";

type PdfPageProps = {
  pdf: Pdf;
  page: number;
  name: string;
  /** On the screen. */
  size: Size;
  top: number;
  drawing: Omit<Drawing, "givenUp">;
  /** Told how large the page is before anything is done to it. */
  know: (page: number, size: Size) => void;
  /** Opens the document anew. */
  again: () => void;
};

export function PdfPage({ pdf, page, name, size, top, drawing, know, again }: PdfPageProps) {
  const place = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const { scale, turn } = drawing;

  useEffect(() => {
    const leaving = new AbortController();
    const givenUp = leaving.signal;
    async function draw(): Promise<void> {
      know(page, await pdf.sizeOf(page));
      const canvas = await pdf.draw(page, { scale, turn, givenUp });
      // What was drawn before stays in sight until now.
      if (canvas !== null && !givenUp.aborted) place.current?.replaceChildren(canvas);
    }
    setFailed(false);
    draw().catch(() => {
      if (!givenUp.aborted) setFailed(true);
    });
    return () => leaving.abort();
  }, [pdf, page, scale, turn, know]);

  return (
    <div
      className={classes.page}
      style={{ width: size.width, height: size.height, transform: `translate(-50%, ${top}px)` }}
    >
      <div ref={place} role="img" aria-label={`Page ${page} of ${pdf.pages}: ${name}`} />
      {failed && (
        <p className={classes.undrawn}>
          This page could not be drawn.{" "}
          <button type="button" className={classes.again} onClick={again}>
            Open the document again
          </button>
        </p>
      )}
    </div>
  );
}
