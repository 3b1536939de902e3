import { expect, test } from "vitest";
import { envelopeWindows } from "./envelope";

test("the windows show what the letter is laid out for", () => {
  const [sender, recipient] = envelopeWindows();
  // The sheet in three is 3.667 in high and slides 0.458 in up and 1 in sideways.
  // Sender: at rest from 3.667 - 2.375 - 0.875 = 0.417 in.
  expect(sender?.always).toMatchObject({ x: 0.625, width: 2.25 });
  expect(sender?.always.y).toBeCloseTo(0.875);
  expect(sender?.always.height).toBeCloseTo(0.417, 3);
  expect(sender?.ever.y).toBeCloseTo(0.417, 3);
  expect(sender?.ever.x).toBeCloseTo(-0.375);
  // Recipient: at rest from 3.667 - 1 - 1 = 1.667 in.
  expect(recipient?.always).toMatchObject({ x: 0.625, width: 3 });
  expect(recipient?.always.y).toBeCloseTo(2.125);
  expect(recipient?.always.height).toBeCloseTo(0.542, 3);
});
