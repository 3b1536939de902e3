// What of a letter's first page the windows of a #10 envelope show. The measures are those of
// `NUMBER_10` in crates/letters/src/envelope.rs, in inches; the sheet slides about in the
// envelope, and only what is seen however it lies is drawn (`always_visible` there).

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
export type SeenPart = { label: string; x: number; y: number; width: number; height: number };

export function alwaysVisible(): SeenPart[] {
  const sideways = NUMBER_10.width - SHEET.width;
  const upwards = NUMBER_10.height - PANEL;
  return NUMBER_10.windows.map(({ label, left, bottom, width, height }) => ({
    label,
    x: left,
    y: PANEL - bottom - height + upwards,
    width: width - sideways,
    height: height - upwards,
  }));
}
