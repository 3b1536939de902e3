/** A practice office that runs apart from the app, as a portal that the app reaches over the network. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { freshFolder, remove } from "./folder";
import { built } from "./place";
import { freePorts } from "./port";
import { Running } from "./process";

/** What one types to sign in. */
export interface SignIn {
  server: string;
  api_key: string;
  email: string;
  password: string;
}

export class Office {
  private running: Running | undefined;
  /** Stands in for the keychain, which belongs to the machine and not to a test. */
  private readonly key = randomBytes(32).toString("hex");

  private constructor(
    /** Where it keeps its data. */
    public folder: string,
    readonly port: number,
    private readonly clients: number,
  ) {}

  static async open(clients: number): Promise<Office> {
    const [port = 0] = await freePorts(1);
    const office = new Office(await freshFolder(), port, clients);
    try {
      await office.start();
      return office;
    } catch (error) {
      await office.close();
      throw error;
    }
  }

  /** Answers again, at the same address. */
  async start(): Promise<void> {
    const words = ["--folder", this.folder, "--practice", "--clients", `${this.clients}`];
    this.running = Running.start({
      program: built("redress-office"),
      args: [...words, "--port", `${this.port}`],
      env: { ...process.env, REDRESS_OFFICE_KEY: this.key },
    });
    await this.running.says(/^office \S+$/m, 60_000);
  }

  /** Answers no longer; what it holds stays. */
  async stop(): Promise<void> {
    await this.running?.stop();
  }

  /** Answers at the same address as an office that knows nothing of what was before. */
  async startAnew(): Promise<void> {
    await this.close();
    this.folder = await freshFolder();
    await this.start();
  }

  async signIn(): Promise<SignIn> {
    return JSON.parse(await readFile(join(this.folder, "sign-in.json"), "utf8"));
  }

  transcript(): string {
    return this.running?.transcript() ?? "";
  }

  async close(): Promise<void> {
    await this.stop();
    await remove(this.folder);
  }
}
