// Reads and draws PDFs. Foreign bytes are read in a worker of their own, which ends with the
// document; nothing in a PDF is run, and nothing is fetched but the PDF itself and what the
// program brings along.

import {
  getDocument,
  type PDFDocumentProxy,
  PDFWorker,
  RenderingCancelledException,
  VerbosityLevel,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import PdfReader from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker";
import type { Size, Turn } from "./zoom";

/** A page of this many pixels takes 64 MB; what is larger is drawn coarser. */
const MOST_PIXELS = 16_000_000;
const PIXELS_A_POINT = 96 / 72;
const PARTS = new URL("pdf/", document.baseURI).href;

export type Pdf = {
  pages: number;
  /** In pixels as it would be printed at 96 an inch. */
  sizeOf: (page: number) => Promise<Size>;
  /** Draws a page; `null` when it was given up. */
  draw: (page: number, how: Drawing) => Promise<HTMLCanvasElement | null>;
};

export type Drawing = { scale: number; turn: Turn; givenUp: AbortSignal };

export type OpenPdf = { pdf: Promise<Pdf>; close: () => void };

/** Where PDFs are read. */
export type PdfThread = { port: Worker; worker: PDFWorker; close: () => void };

export function startThread(): PdfThread {
  const port = new PdfReader();
  const worker = PDFWorker.create({ port, verbosity: VerbosityLevel.ERRORS });
  return {
    port,
    worker,
    close: () => {
      worker.destroy();
      port.terminate();
    },
  };
}

/** Foreign PDFs are read one in a thread; our own letters, one after the other, may share theirs. */
export function openPdf(url: string, shared?: PdfThread): OpenPdf {
  const thread = shared ?? startThread();
  const { port, worker } = thread;
  const task = getDocument({
    url,
    worker,
    disableStream: true,
    disableAutoFetch: true,
    enableXfa: false,
    // What is odd in a paper is nobody's business but the agent's.
    verbosity: VerbosityLevel.ERRORS,
    useWasm: false,
    wasmUrl: PARTS,
    standardFontDataUrl: PARTS,
    maxImageSize: 4 * MOST_PIXELS,
    canvasMaxAreaInBytes: 4 * MOST_PIXELS,
  });
  const broken = new Promise<never>((_, fail) => {
    port.addEventListener("error", () => fail(new Error("The reader of PDFs did not start.")));
  });
  return {
    pdf: Promise.race([task.promise.then(reader), broken]),
    close: () => {
      void task.destroy().finally(() => {
        if (shared === undefined) thread.close();
      });
    },
  };
}

function reader(document: PDFDocumentProxy): Pdf {
  return {
    pages: document.numPages,
    sizeOf: async (number) => {
      const page = await document.getPage(number);
      const { width, height } = page.getViewport({ scale: PIXELS_A_POINT });
      return { width, height };
    },
    draw: (number, how) => draw(document, number, how),
  };
}

async function draw(
  document: PDFDocumentProxy,
  number: number,
  { scale, turn, givenUp }: Drawing,
): Promise<HTMLCanvasElement | null> {
  const page = await document.getPage(number);
  const rotation = (page.rotate + turn) % 360;
  const wanted = page.getViewport({
    scale: scale * PIXELS_A_POINT * window.devicePixelRatio,
    rotation,
  });
  const coarser = Math.min(1, Math.sqrt(MOST_PIXELS / (wanted.width * wanted.height)));
  const viewport = page.getViewport({ scale: wanted.scale * coarser, rotation });
  const canvas = window.document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  if (givenUp.aborted) return null;
  const drawing = page.render({ canvas, viewport });
  const stop = () => drawing.cancel();
  givenUp.addEventListener("abort", stop, { once: true });
  try {
    await drawing.promise;
    return canvas;
  } catch (error) {
    if (error instanceof RenderingCancelledException) return null;
    throw error;
  } finally {
    givenUp.removeEventListener("abort", stop);
  }
}

/** Why a PDF cannot be shown, in a sentence. */
export function pdfProblem(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException") return "It is locked with a password.";
  if (name === "InvalidPDFException") return "It is damaged, or is no PDF.";
  return "Its pages could not be read.";
}
