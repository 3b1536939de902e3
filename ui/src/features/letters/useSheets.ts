// The pages of a letter as drawn. While a newer letter is read and drawn, the one before stays in
// sight; a newer one takes its place all at once.

import { useEffect, useRef, useState } from "react";
import {
  type OpenPdf,
  openPdf,
  type Pdf,
  type PdfThread,
  pdfProblem,
  startThread,
} from "../viewer/pdf";
import { fitPage, type Size } from "../viewer/zoom";

export type Sheet = { canvas: HTMLCanvasElement; size: Size };

export type Sheets = { sheets: readonly Sheet[] | null; problem: string | null };

/** `width` is the room there is for a page, in pixels. */
export function useSheets(url: string | null, width: number | null): Sheets {
  const { pdf, why, settle } = useNewestPdf(url);
  const [sheets, setSheets] = useState<readonly Sheet[] | null>(null);
  const [undrawn, setUndrawn] = useState(false);

  useEffect(() => {
    if (pdf === null || width === null) return;
    const leaving = new AbortController();
    drawAll(pdf, width, leaving.signal).then(
      (drawn) => {
        if (leaving.signal.aborted) return;
        setSheets(drawn);
        setUndrawn(false);
        settle(pdf);
      },
      () => {
        if (!leaving.signal.aborted) setUndrawn(true);
      },
    );
    return () => leaving.abort();
  }, [pdf, width, settle]);

  return { sheets, problem: why ?? (undrawn ? "Its pages could not be drawn." : null) };
}

async function drawAll(pdf: Pdf, width: number, givenUp: AbortSignal): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  for (let page = 1; page <= pdf.pages; page += 1) {
    const size = await pdf.sizeOf(page);
    const scale = fitPage(size, { width, height: size.height });
    const canvas = await pdf.draw(page, { scale, turn: 0, givenUp });
    if (canvas === null) return sheets;
    sheets.push({ canvas, size: { width: size.width * scale, height: size.height * scale } });
  }
  return sheets;
}

/** The newest letter that could be read; those before are closed once `settle` says so. */
function useNewestPdf(url: string | null) {
  const [pdf, setPdf] = useState<Pdf | null>(null);
  const [why, setWhy] = useState<string | null>(null);
  const thread = useRef<PdfThread | null>(null);
  const opened = useRef(new Map<OpenPdf, Pdf | null>());

  const [settle] = useState(() => (shown: Pdf) => {
    const all = [...opened.current];
    const place = all.findIndex(([, other]) => other === shown);
    for (const [before] of all.slice(0, Math.max(0, place))) {
      opened.current.delete(before);
      before.close();
    }
  });

  useEffect(() => {
    if (url === null) return;
    let passed = false;
    thread.current ??= startThread();
    const one = openPdf(url, thread.current);
    opened.current.set(one, null);
    one.pdf.then(
      (read) => {
        if (!opened.current.has(one)) return;
        opened.current.set(one, read);
        if (passed) return;
        setWhy(null);
        setPdf(read);
      },
      (error) => {
        if (!passed) setWhy(pdfProblem(error));
      },
    );
    return () => {
      passed = true;
    };
  }, [url]);

  useEffect(() => {
    const all = opened.current;
    return () => {
      for (const one of all.keys()) one.close();
      all.clear();
      thread.current?.close();
      thread.current = null;
    };
  }, []);

  return { pdf, why, settle };
}
