import { notifications } from "@mantine/notifications";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";
import { beginAnew } from "../shared/store";

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

// Files share one window and its modules, so each test begins as the program does.
beforeEach(() => {
  window.location.hash = "";
  beginAnew();
  notifications.clean();
});

afterEach(() => {
  cleanup();
  // What floats may outlive its page for the length of a transition.
  document.body.replaceChildren();
});
