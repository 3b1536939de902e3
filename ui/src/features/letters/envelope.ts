// What of a letter's first page the windows of a #10 envelope show. The measures are those of
// `NUMBER_10` in crates/letters/src/envelope.rs, in inches; as there, the sheet slides about in
// the envelope (`always_visible`, `ever_visible`).

export const SHEET = { width: 8.5, height: 11 };

const PANEL = SHEET.height / 3;

/** Left and lower edge are the envelope's. */
const NUMBER_10 = {
  width: 9.5,
  height: 4.125,
  windows: [
    { label: "Sender", left: 0.625, bottom: 2.375, width: 3.25, height: 0.875 },
    { label: "Recipient", left: 0.625, bottom: 1, width: 4, height: 1 },
  ],
};

/** In inches from the sheet's top left corner. */
export type Part = { x: number; y: number; width: number; height: number };

export type EnvelopeWindow = {
  label: string;
  /** Seen however the sheet lies. */
  always: Part;
  /** Seen as it happens to lie. */
  ever: Part;
};

export function envelopeWindows(): EnvelopeWindow[] {
  const sideways = NUMBER_10.width - SHEET.width;
  const upwards = NUMBER_10.height - PANEL;
  return NUMBER_10.windows.map(({ label, left, bottom, width, height }) => {
    // On a sheet that rests on the envelope's lower edge.
    const top = PANEL - bottom - height;
    return {
      label,
      always: { x: left, y: top + upwards, width: width - sideways, height: height - upwards },
      ever: { x: left - sideways, y: top, width: width + sideways, height: height + upwards },
    };
  });
}
