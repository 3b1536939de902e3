import { expect, test } from "vitest";
import { trayFile } from "../../test/documents";
import { goingOf, leftWord, progressOf, sendLabel, stageWord, trayWord } from "./stages";

const nothing: ReadonlySet<number> = new Set();
const ana = { client_id: 1, client: "Ana Abel" };

test("what goes has a client and a type, and is not there already unless the agent says so", () => {
  const files = [
    trayFile(1, "a.jpg"),
    trayFile(2, "b.jpg", { client_id: null, client: null }),
    trayFile(3, "c.jpg", { doc_type: "" }),
    trayFile(4, "d.jpg", { twice: "It is there." }),
    trayFile(5, "e.jpg", { stage: "sending" }),
  ];
  expect(goingOf(files, nothing).map(({ id }) => id)).toEqual([1]);
  expect(goingOf(files, new Set([4])).map(({ id }) => id)).toEqual([1, 4]);
});

test("what stays behind is told by its reason", () => {
  const files = [
    trayFile(1, "a.jpg", { client_id: null, client: null, doc_type: "" }),
    trayFile(2, "b.jpg", { client_id: null, client: null }),
    trayFile(3, "c.jpg", { doc_type: "" }),
    trayFile(4, "d.jpg", { twice: "It is there." }),
    trayFile(5, "e.jpg", { stage: "refused", client_id: null, client: null }),
  ];
  expect(leftWord(files, nothing)).toBe("2 need a client · 1 needs a type · 1 is there already");
  expect(leftWord([trayFile(1, "a.jpg")], nothing)).toBeNull();
});

test("the button names the client, or says how many there are", () => {
  const one = trayFile(1, "a.jpg", ana);
  expect(sendLabel([one])).toBe("Add 1 document to Ana Abel’s file");
  expect(sendLabel([one, trayFile(2, "b.jpg", ana), trayFile(3, "c.jpg", ana)])).toBe(
    "Add 3 documents to Ana Abel’s file",
  );
  expect(sendLabel([one, trayFile(2, "b.jpg")])).toBe("Add 2 documents to 2 clients’ files");
  expect(sendLabel([])).toBe("Add documents");
});

test("sending is told in bytes and a bar, what follows keeps the bar full", () => {
  const sending = trayFile(1, "a.jpg", { stage: "sending", size: 2_097_152, sent: 524_288 });
  expect(stageWord(sending)).toBe("Sending, 512 KB of 2.0 MB");
  expect(progressOf(sending)).toBe(25);
  expect(progressOf({ ...sending, sent: 3_000_000 })).toBe(100);
  expect(progressOf({ ...sending, stage: "checking" })).toBe(100);
  expect(progressOf({ ...sending, stage: "waiting" })).toBeNull();
});

test("the closed tray says what matters most", () => {
  const ready = trayFile(1, "a.jpg");
  expect(trayWord([ready])).toEqual({ text: "1 file", mark: "quiet" });
  const sending = trayFile(2, "b.jpg", { stage: "sending" });
  expect(trayWord([ready, sending]).text).toBe("2 files · 1 on the way");
  const refused = trayFile(3, "c.exe", { stage: "refused" });
  expect(trayWord([ready, sending, refused]).text).toBe("3 files · 1 needs you");
  expect(trayWord([trayFile(1, "a.jpg", { stage: "done" })]).mark).toBe("done");
});
