/**
 * The app in Chromium, over the same backend as the desktop app: the bridge serves the page and runs
 * the commands.
 */
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { test as base } from "vitest";
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
  private readonly complaints: string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly bridge: Running,
    private readonly context: BrowserContext,
    private readonly address: URL,
    readonly page: Page,
  ) {
    page.on("console", (message) => {
      if (message.type() === "error") {
        this.complaints.push(message.text());
      }
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
  }

  static async open(browser: Browser, options: Options): Promise<App> {
    const folder = await freshFolder();
    const bridge = Running.start({
      program: built("redress-bridge"),
      args: ["--folder", folder, "--practice-clients", `${options.clients ?? 250}`],
    });
    try {
      const [, address = ""] = await bridge.says(/^bridge (\S+)$/m);
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        colorScheme: "light",
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      const app = new App(folder, bridge, context, new URL(address), page);
      await page.goto(address);
      return app;
    } catch (error) {
      await bridge.stop();
      await remove(folder);
      throw error;
    }
  }

  /** Drops files onto the window; done once they are in the tray. */
  async drop(...paths: string[]): Promise<void> {
    await this.tell("/drop", paths);
  }

  /** What the agent will choose in the next dialog of the system. */
  async choose(...paths: string[]): Promise<void> {
    await this.tell("/choose", paths);
  }

  /** What was opened in the system's viewer. */
  async opened(): Promise<string[]> {
    return (await this.ask("/opened")).json() as Promise<string[]>;
  }

  private async tell(path: string, paths: string[]): Promise<void> {
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

  /** What the page and the bridge have said, for the report of a failed test. */
  transcript(): string {
    const page = this.complaints.length > 0 ? `--- page\n${this.complaints.join("\n")}\n` : "";
    return page + this.bridge.transcript();
  }

  /** What the page complained about. */
  get errors(): readonly string[] {
    return this.complaints;
  }

  async close(): Promise<void> {
    await this.context.close();
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
    await use(async (options = {}) => {
      const app = await App.open(browser, options);
      opened.push(app);
      return app;
    });
    const failed = task.result?.state === "fail";
    for (const app of opened) {
      if (failed) {
        const name = task.name.replaceAll(/\W+/g, "-");
        await app.page.screenshot({ path: join(pictures, "failed", `${name}.png`) });
        console.log(app.transcript());
      }
      await app.close();
    }
  },
});
