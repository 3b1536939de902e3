import { useEffect, useState } from "react";
import type { Pdf } from "./pdf";

export type ReadPdf =
  | { state: "reading" }
  | { state: "read"; pdf: Pdf }
  | { state: "failed"; why: string };

/** The PDF at an address, closed again with the part that shows it. */
export function usePdf(url: string): ReadPdf {
  const [read, setRead] = useState<ReadPdf>({ state: "reading" });
  useEffect(() => {
    let left = false;
    let close = () => {};
    async function open(): Promise<void> {
      // Large, and needed for PDFs only.
      const { openPdf, pdfProblem } = await import("./pdf");
      if (left) return;
      const opened = openPdf(url);
      close = opened.close;
      try {
        const pdf = await opened.pdf;
        if (!left) setRead({ state: "read", pdf });
      } catch (error) {
        if (!left) setRead({ state: "failed", why: pdfProblem(error) });
      }
    }
    void open();
    return () => {
      left = true;
      close();
    };
  }, [url]);
  return read;
}
