/**
 * The app in Chromium, over the same backend as the desktop app: the bridge serves the page and runs
 * the commands.
 */
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { test as base, type TestContext } from "vitest";
import { freshFolder, remove } from "../harness/folder";
import { built, chromium as chromiumFile, pictures } from "../harness/place";
import { Running } from "../harness/process";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Options {
  /** How many clients the practice office invents. */
  clients?: number;
}

/** One running app with its folder, and the page that shows it. */
export class App {
  private complaints: string[] = [];
  private shown: { context: BrowserContext; page: Page } | undefined;

  private constructor(
    private readonly folder: string,
    private readonly bridge: Running,
    private readonly browser: Browser,
    private readonly address: URL,
  ) {}

  static async open(browser: Browser, options: Options = {}): Promise<App> {
    const folder = await freshFolder();
    const bridge = Running.start({
      program: built("redress-bridge"),
      args: ["--folder", folder, "--practice-clients", `${options.clients ?? 60}`],
    });
    try {
      const [, address = ""] = await bridge.says(/^bridge (\S+)$/m);
      const app = new App(folder, bridge, browser, new URL(address));
      await app.showAnew();
      return app;
    } catch (error) {
      await bridge.stop();
      await remove(folder);
      throw error;
    }
  }

  /** The page of now. */
  get page(): Page {
    if (this.shown === undefined) throw new Error("The app has no page.");
    return this.shown.page;
  }

  /** Shows what runs in a new page that remembers nothing of the one before. */
  async showAnew(): Promise<void> {
    await this.shown?.context.close();
    this.complaints = [];
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 800 },
      colorScheme: "light",
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    this.shown = { context, page };
    page.setDefaultTimeout(20_000);
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
    await page.goto(this.address.href);
  }

  /** Drops files onto the window; done once they are in the tray. */
  async drop(...paths: string[]): Promise<void> {
    await this.give("/drop", paths);
  }

  /** What the agent will choose in the next dialog of the system. */
  async choose(...paths: string[]): Promise<void> {
    await this.give("/choose", paths);
  }

  /** What was opened in the system's viewer. */
  async opened(): Promise<string[]> {
    return (await this.ask("/opened")).json() as Promise<string[]>;
  }

  private async give(path: string, paths: string[]): Promise<void> {
    await this.ask(path, { method: "POST", body: JSON.stringify(paths) });
  }

  private async ask(path: string, request: RequestInit = {}): Promise<Response> {
    const answer = await fetch(new URL(path, this.address), {
      ...request,
      headers: {
        "content-type": "application/json",
        "x-bridge-token": this.address.hash.replace("#bridge=", ""),
      },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer;
  }

  /** Keeps what the page shows, and tells what it and the bridge have said, if the test has failed. */
  async tell(task: TestContext["task"]): Promise<void> {
    if (task.result?.state !== "fail") return;
    const name = task.name.replaceAll(/\W+/g, "-");
    await this.page.screenshot({ path: join(pictures, "failed", `${name}.png`) });
    const page = this.complaints.length > 0 ? `--- page\n${this.complaints.join("\n")}\n` : "";
    console.log(page + this.bridge.transcript());
  }

  /** What the page complained about. */
  get errors(): readonly string[] {
    return this.complaints;
  }

  async close(): Promise<void> {
    await this.shown?.context.close();
    await this.bridge.stop();
    await remove(this.folder);
  }
}

interface Fixtures {
  /** Opens the app with a new, empty folder. It is closed when the test ends. */
  open: (options?: Options) => Promise<App>;
  browser: Browser;
}

export const test = base.extend<Fixtures>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
    async ({}, use) => {
      const browser = await chromium.launch({ executablePath: chromiumFile(), args: FLAGS });
      await use(browser);
      await browser.close();
    },
    { scope: "file" },
  ],
  open: async ({ browser, task }, use) => {
    const opened: App[] = [];
    await use(async (options) => {
      const app = await App.open(browser, options);
      opened.push(app);
      return app;
    });
    for (const app of opened) {
      await app.tell(task);
      await app.close();
    }
  },
});
