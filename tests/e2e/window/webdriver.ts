/** A small client of the WebDriver protocol, with as much of it as these tests need. */
import { until } from "../harness/until";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Which elements can have a role; the driver then says which of them do. */
const CANDIDATES: Record<string, string> = {
  button: "button, [role=button]",
  checkbox: "input[type=checkbox], [role=checkbox]",
  heading: "h1, h2, h3, h4, [role=heading]",
  link: "a[href], [role=link]",
  option: "[role=option]",
  row: "tr, [role=row]",
  searchbox: "input, [role=searchbox]",
  textbox: "input, textarea, [role=textbox]",
};

const HELD = { Shift: "\uE008", Control: "\uE009" } as const;

export class Window {
  private constructor(private readonly session: string) {}

  /** Starts the application and waits until its page is there. */
  static async open(driver: string, application: string): Promise<Window> {
    const { sessionId } = await send<{ sessionId: string }>("POST", `${driver}/session`, {
      capabilities: { alwaysMatch: { "tauri:options": { application } } },
    });
    const window = new Window(`${driver}/session/${sessionId}`);
    await until("the page is loaded", async () => {
      return (await window.run("return document.readyState")) === "complete";
    });
    return window;
  }

  async close(): Promise<void> {
    await send("DELETE", this.session);
  }

  /** Runs the body of a function in the page and gives what it returns. */
  async run<T>(body: string, ...args: unknown[]): Promise<T> {
    return send("POST", `${this.session}/execute/sync`, { script: body, args });
  }

  /** Waits for the shown element with this role and accessible name. */
  async find(role: string, name: string | RegExp): Promise<Element> {
    return until(`there is a ${role} named ${name}`, async () => {
      const all = await this.all(CANDIDATES[role] ?? `[role=${role}]`);
      for (const one of all) {
        const same =
          typeof name === "string" ? (await one.name()) === name : name.test(await one.name());
        if (same && (await one.shown())) {
          return one;
        }
      }
      return undefined;
    });
  }

  /** Waits until the page shows this text somewhere. */
  async reads(text: RegExp): Promise<string> {
    return until(`the window reads ${text}`, async () => {
      const shown = await this.run<string>("return document.body.innerText");
      return shown.match(text)?.[0];
    });
  }

  /** The elements that a selector finds now. */
  async all(selector: string): Promise<Element[]> {
    const found = await send<Record<string, string>[]>("POST", `${this.session}/elements`, {
      using: "css selector",
      value: selector,
    });
    return found.map((one) => new Element(this, `${this.session}/element`, one[ELEMENT] ?? ""));
  }

  /** What the window looks like, as PNG, once it has drawn what its page holds. */
  async picture(): Promise<Buffer> {
    await send("POST", `${this.session}/execute/async`, {
      script: "requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))",
      args: [],
    });
    return Buffer.from(await send<string>("GET", `${this.session}/screenshot`), "base64");
  }

  /** Presses a key while others are held. */
  async press(key: string, ...held: (keyof typeof HELD)[]): Promise<void> {
    const codes = held.map((name) => HELD[name]);
    const down = [...codes, key].map((value) => ({ type: "keyDown", value }));
    const up = [key, ...codes.reverse()].map((value) => ({ type: "keyUp", value }));
    await send("POST", `${this.session}/actions`, {
      actions: [{ type: "key", id: "keys", actions: [...down, ...up] }],
    });
  }

  async resize(width: number, height: number): Promise<void> {
    await send("POST", `${this.session}/window/rect`, { width, height });
  }
}

export class Element {
  private readonly address: string;

  constructor(
    private readonly window: Window,
    elements: string,
    private readonly id: string,
  ) {
    this.address = `${elements}/${id}`;
  }

  /** The accessible name. */
  async name(): Promise<string> {
    const label = await send<string>("GET", `${this.address}/computedlabel`);
    return label.trim();
  }

  // The driver's own answers to these two take what is cut off by an ellipsis for hidden.

  async text(): Promise<string> {
    return this.ask("return arguments[0].innerText");
  }

  async shown(): Promise<boolean> {
    return this.ask("return arguments[0].checkVisibility({ visibilityProperty: true })");
  }

  async click(): Promise<void> {
    await send("POST", `${this.address}/click`, {});
  }

  async clear(): Promise<void> {
    await send("POST", `${this.address}/clear`, {});
  }

  async type(text: string): Promise<void> {
    await send("POST", `${this.address}/value`, { text });
  }

  private ask<T>(body: string): Promise<T> {
    return this.window.run(body, { [ELEMENT]: this.id });
  }
}

async function send<T>(method: string, address: string, body?: unknown): Promise<T> {
  const answer = await fetch(address, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { "content-type": "application/json" },
    signal: AbortSignal.timeout(60_000),
  });
  const text = await answer.text();
  const { value } = JSON.parse(text || "{}") as { value: T & { error?: string; message?: string } };
  if (!answer.ok) {
    throw new Error(`${method} ${new URL(address).pathname}: ${value?.error}: ${value?.message}`);
  }
  return value;
}
