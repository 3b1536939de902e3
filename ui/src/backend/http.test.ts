import { afterEach, expect, test, vi } from "vitest";
import { refusal, startBridge } from "../test/bridge";
import { BackendError, toBackendError } from "./error";
import { createHttp, takeBridgeToken } from "./http";

afterEach(() => vi.unstubAllGlobals());

test("a refusal arrives as an error with its code, message and fields", async () => {
  startBridge({
    sign_in_portal: () =>
      refusal("invalid", "Not accepted.", { fields: { email: "Nobody has this address." } }),
  });
  const asking = createHttp("t").call("sign_in_portal", {});
  await expect(asking).rejects.toBeInstanceOf(BackendError);
  await expect(asking).rejects.toMatchObject({
    code: "invalid",
    message: "Not accepted.",
    fields: { email: "Nobody has this address." },
  });
});

test("a backend that is gone says so and that nothing was changed", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(createHttp("t").call("opening", {})).rejects.toMatchObject({
    code: "failed",
    message: expect.stringContaining("Nothing was changed"),
  });
});

test("the token goes with every call", async () => {
  const fetched = vi.fn(async () => ({ ok: true, json: async () => null }));
  vi.stubGlobal("fetch", fetched);
  await createHttp("secret").call("sync_now", {});
  expect(fetched).toHaveBeenCalledWith(
    "/ipc/sync_now",
    expect.objectContaining({
      method: "POST",
      headers: expect.objectContaining({ "x-bridge-token": "secret" }),
    }),
  );
});

test("events are heard though a line comes in pieces, and a broken line is passed over", async () => {
  const bridge = startBridge();
  const heard: unknown[] = [];
  const stop = createHttp("t").listen("sync", (status) => heard.push(status));
  bridge.send('{"event":"sync","pay');
  bridge.send(
    'load":1}\nnot json\n{"event":"changed","payload":2}\n{"event":"sync","payload":3}\n',
  );
  await vi.waitFor(() => expect(heard).toEqual([1, 3]));
  stop();
});

test("who listens is told when events begin to arrive, also where they already do", async () => {
  startBridge();
  const begun: string[] = [];
  const transport = createHttp("t");
  const stops = [
    transport.listen(
      "sync",
      () => {},
      () => begun.push("sync"),
    ),
  ];
  await vi.waitFor(() => expect(begun).toEqual(["sync"]));
  stops.push(
    transport.listen(
      "account",
      () => {},
      () => begun.push("account"),
    ),
  );
  expect(begun).toEqual(["sync", "account"]);
  for (const stop of stops) stop();
});

test("an unknown code is a plain failure with the same message", () => {
  expect(toBackendError({ code: "new_code", message: "Something new." })).toMatchObject({
    code: "failed",
    message: "Something new.",
  });
});

test("a thrown value of any other kind gets a sentence", () => {
  expect(toBackendError(undefined).message).toContain("Something went wrong");
  expect(toBackendError("no such command").message).toBe("no such command");
});

test("the token leaves the address and is kept for a reload", () => {
  window.location.hash = "#bridge=abc123";
  expect(takeBridgeToken()).toBe("abc123");
  expect(window.location.hash).toBe("");
  expect(takeBridgeToken()).toBe("abc123");
});
