import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";
import { resetClientsView } from "../features/clients/view";
import { composerWanted } from "../features/notes/composing";
import { forgetDrafts } from "../features/notes/drafts";
import { forgetEdits } from "../features/waiting/inHand";
import { withdrawUndo } from "../features/waiting/undo";

// happy-dom lays nothing out: every element gets the size of a small window.
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { configurable: true, get: () => 640 },
  offsetWidth: { configurable: true, get: () => 960 },
  clientHeight: { configurable: true, get: () => 640 },
});

// Nor does it have the shell's answer to the theme of the system.
Object.defineProperty(window, "matchMedia", {
  configurable: true,
  value: (media: string) => ({
    media,
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
});

beforeEach(() => {
  window.location.hash = "";
  resetClientsView();
  composerWanted.set(null);
  forgetDrafts();
  forgetEdits();
  withdrawUndo();
});

afterEach(cleanup);
