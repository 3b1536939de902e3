import { notifications } from "@mantine/notifications";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";
import { resetClientsView } from "../features/clients/view";
import { onlyType, shape } from "../features/documents/view";
import { FIRST_VIEW, itemsView } from "../features/items/view";
import { forgetUnsaved } from "../features/letters/unsaved";
import { windowsShown } from "../features/letters/view";
import { composerWanted } from "../features/notes/composing";
import { forgetDrafts } from "../features/notes/drafts";
import { shownOnly } from "../features/reports/filters";
import { closeSyncStory } from "../features/sync/SyncWord";
import { resetTray } from "../features/tray/state";
import { closeViewer } from "../features/viewer/viewing";
import { forgetEdits } from "../features/waiting/inHand";
import { withdrawUndo } from "../features/waiting/undo";

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 5_000 });

// happy-dom lays nothing out: every element gets the size of a small window.
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { configurable: true, get: () => 640 },
  offsetWidth: { configurable: true, get: () => 960 },
  clientHeight: { configurable: true, get: () => 640 },
  clientWidth: { configurable: true, get: () => 960 },
  getBoundingClientRect: { configurable: true, value: () => new DOMRect(0, 0, 960, 640) },
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

// Nor fonts, whose arrival changes how high a text is.
Object.defineProperty(document, "fonts", { configurable: true, value: new EventTarget() });

beforeEach(() => {
  window.location.hash = "";
  resetClientsView();
  composerWanted.set(null);
  itemsView.set(FIRST_VIEW);
  shownOnly.set(new Set());
  onlyType.set(null);
  shape.set("cards");
  resetTray();
  closeViewer();
  forgetDrafts();
  forgetUnsaved();
  windowsShown.set(false);
  forgetEdits();
  withdrawUndo();
  notifications.clean();
});

afterEach(() => {
  cleanup();
  closeSyncStory();
  // What floats may outlive its page for the length of a transition.
  document.body.replaceChildren();
});
