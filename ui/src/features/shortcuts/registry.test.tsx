import { MantineProvider } from "@mantine/core";
import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef } from "react";
import { expect, test, vi } from "vitest";
import { keyLabels, writtenKey } from "./keys";
import { NOT_NOW, roomKeys, useRoomKeys, useShortcutListener } from "./registry";
import { openShortcutSheet, ShortcutSheet } from "./ShortcutSheet";

const outer = roomKeys("Everywhere", 0, {
  go: { keys: ["g c"], does: "Go to Clients" },
  leave: { keys: ["Escape"], does: "Leave" },
});
const inner = roomKeys("Room", 1, {
  next: { keys: ["j", "ArrowDown"], does: "Next" },
  leave: { keys: ["Escape"], does: "Leave the room" },
});

function Rooms({ heard }: { heard: (what: string) => void }) {
  useShortcutListener();
  useRoomKeys(inner, { next: () => heard("next"), leave: () => heard("leave the room") });
  useRoomKeys(outer, { go: () => heard("go"), leave: () => heard("leave") });
  return (
    <>
      <input aria-label="Plain" />
      <input aria-label="Above a list" data-room-keys />
      <button type="button">Button</button>
      <ShortcutSheet />
    </>
  );
}

function open() {
  const heard = vi.fn();
  render(
    <MantineProvider>
      <Rooms heard={heard} />
    </MantineProvider>,
  );
  return { heard, user: userEvent.setup() };
}

test("keys act, and where two rooms want one the inner room has it", async () => {
  const { heard, user } = open();
  await user.keyboard("j{ArrowDown}{Escape}");
  expect(heard.mock.calls.flat()).toEqual(["next", "next", "leave the room"]);
});

test("a sequence acts after its second key", async () => {
  const { heard, user } = open();
  await user.keyboard("gc");
  expect(heard.mock.calls.flat()).toEqual(["go"]);
});

test("what is typed into a field is no shortcut", async () => {
  const { heard, user } = open();
  await user.type(screen.getByLabelText("Plain"), "jgc{ArrowDown}{Escape}");
  expect(heard).not.toHaveBeenCalled();
});

test("a search above a list gives away the keys that do not write", async () => {
  const { heard, user } = open();
  await user.type(screen.getByLabelText("Above a list"), "j{ArrowDown}{Escape}");
  expect(heard.mock.calls.flat()).toEqual(["next", "leave the room"]);
});

const middle = roomKeys("List", 0.5, { next: { keys: ["j"], does: "Next in the list" } });

function Beside({ heard, leave }: { heard: (what: string) => void; leave: () => unknown }) {
  const list = useRef<HTMLDivElement>(null);
  useShortcutListener();
  useRoomKeys(inner, { next: () => heard("next"), leave });
  useRoomKeys(middle, { next: () => heard("next in the list") }, list);
  useRoomKeys(outer, { go: () => heard("go"), leave: () => heard("leave") });
  return (
    <div ref={list}>
      <button type="button">In the list</button>
    </div>
  );
}

test("the room that has the focus goes before an inner one", async () => {
  const heard = vi.fn();
  const user = userEvent.setup();
  render(<Beside heard={heard} leave={() => heard("leave the room")} />);
  await user.keyboard("j");
  screen.getByRole("button").focus();
  await user.keyboard("j{Escape}");
  expect(heard.mock.calls.flat()).toEqual(["next", "next in the list", "leave the room"]);
});

test("a key that means nothing just now goes to the next room out", async () => {
  const heard = vi.fn();
  const user = userEvent.setup();
  render(<Beside heard={heard} leave={() => NOT_NOW} />);
  await user.keyboard("{Escape}");
  expect(heard.mock.calls.flat()).toEqual(["leave"]);
});

const nearer = roomKeys("Nearer", 0.7, { go: { keys: ["g c"], does: "Go nearer" } });

function Nearer() {
  useRoomKeys(nearer, { go: () => undefined });
  useRoomKeys(outer, { go: () => undefined, leave: () => undefined });
  return <ShortcutSheet />;
}

test("the sheet leaves out what another room has taken, and keeps Escape", async () => {
  render(
    <MantineProvider>
      <Nearer />
    </MantineProvider>,
  );
  act(openShortcutSheet);
  await screen.findByText("Go nearer");
  const left = within(screen.getByRole("region", { name: outer.room })).getAllByRole("term");
  expect(left.map(({ textContent }) => textContent)).toEqual([outer.shortcuts.leave.does]);
});

const over = roomKeys(
  "Over all",
  9,
  { close: { keys: ["Escape"], does: "Close" } },
  { alone: true },
);

function Under({ heard }: { heard: (what: string) => void }) {
  useShortcutListener();
  useRoomKeys(over, { close: () => heard("close") });
  useRoomKeys(outer, { go: () => heard("go"), leave: () => heard("leave") });
  return (
    <>
      <div role="dialog" aria-label="A room of its own" data-room-keys tabIndex={-1} />
      <div role="dialog" aria-label="Any other" tabIndex={-1} />
      <ShortcutSheet />
    </>
  );
}

test("below what stands alone the keys rest, and the sheet leaves them out", async () => {
  const heard = vi.fn();
  const user = userEvent.setup();
  render(
    <MantineProvider>
      <Under heard={heard} />
    </MantineProvider>,
  );
  screen.getByRole("dialog", { name: "A room of its own" }).focus();
  await user.keyboard("gc{Escape}");
  expect(heard.mock.calls.flat()).toEqual(["close"]);
  screen.getByRole("dialog", { name: "Any other" }).focus();
  await user.keyboard("{Escape}");
  expect(heard).toHaveBeenCalledTimes(1);
  act(openShortcutSheet);
  await screen.findByText("Keyboard shortcuts");
  const rooms = screen.getAllByRole("heading", { level: 3 });
  expect(rooms.map((room) => room.textContent)).toEqual(["Over all"]);
});

test("the sheet lists what the listener reads, the inner room first", async () => {
  open();
  act(openShortcutSheet);
  await screen.findByText("Keyboard shortcuts");
  const rooms = screen.getAllByRole("heading", { level: 3 });
  expect(rooms.map((room) => room.textContent)).toEqual(["Room", "Everywhere"]);
  expect(screen.getByText("Go to Clients")).toBeTruthy();
});

test("keys are printed as on the keyboard", () => {
  expect(keyLabels("g c")).toEqual(["G", "C"]);
  expect(keyLabels("X")).toEqual(["Shift", "X"]);
  expect(keyLabels("ArrowDown")).toEqual(["↓"]);
});

test("Ctrl and ⌘ are written alike, Alt is left to the system", () => {
  const plain = { key: "k", ctrlKey: false, metaKey: false, altKey: false };
  expect(writtenKey({ ...plain, ctrlKey: true })).toBe("mod+k");
  expect(writtenKey({ ...plain, metaKey: true })).toBe("mod+k");
  expect(writtenKey({ ...plain, altKey: true })).toBeNull();
});
