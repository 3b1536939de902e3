/**
 * Programs that run beside a test. Each is the head of a group of its own, so that what it starts
 * ends with it, and every group ends with us, however we end.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { until } from "./until";

export interface Start {
  program: string;
  args?: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** What the program reads from its standard input; nothing otherwise. */
  input?: string;
  /** Whether the program gets a file descriptor 3 to tell us something on. */
  side?: boolean;
}

const groups = new Set<Running>();

export class Running {
  readonly name: string;
  private readonly child: ChildProcess;
  private readonly said: string[] = [];
  private ended: string | undefined;

  private constructor(start: Start) {
    this.name = basename(start.program);
    this.child = spawn(start.program, start.args ?? [], {
      env: start.env ?? process.env,
      detached: process.platform !== "win32",
      stdio: ["pipe", "pipe", "pipe", start.side ? "pipe" : "ignore"],
    });
    for (const stream of this.child.stdio.slice(1)) {
      const readable = stream as Readable | null;
      readable?.setEncoding("utf8").on("data", (text: string) => this.said.push(text));
    }
    this.child.on("error", (error) => {
      this.ended = error.message;
    });
    this.child.on("exit", (code, signal) => {
      this.ended = `ended with ${code ?? signal}`;
    });
    // A program that ends before it has read its input is told from by its end, not by this.
    this.child.stdin?.on("error", () => undefined);
    this.child.stdin?.end(start.input ?? "");
  }

  static start(start: Start): Running {
    const running = new Running(start);
    groups.add(running);
    return running;
  }

  /** Everything that the program has said so far. */
  get output(): string {
    return this.said.join("");
  }

  /** Waits until the program says something of this form. */
  async says(form: RegExp, within?: number): Promise<RegExpMatchArray> {
    return this.reaches(`${this.name} says ${form}`, async () => this.output.match(form), within);
  }

  /** Waits on a condition for as long as the program runs. */
  async reaches<T>(
    what: string,
    ask: () => Promise<T | undefined | null | false>,
    within?: number,
  ): Promise<T> {
    const answer = await until<T | Error>(
      what,
      async () => (this.ended ? new Error(`${this.name} ${this.ended}`) : ask()),
      within,
    ).catch((error: Error) => error);
    if (answer instanceof Error) {
      throw new Error(`${answer.message}\n${this.transcript()}`);
    }
    return answer;
  }

  /** The output under a heading, for the report of a failed test. */
  transcript(): string {
    return `--- ${this.name}${this.ended ? ` (${this.ended})` : ""}\n${this.output.trimEnd() || "(said nothing)"}\n`;
  }

  /** Asks the group to end, and ends it if it does not. */
  async stop(): Promise<void> {
    groups.delete(this);
    this.signal("SIGTERM");
    const gone = this.ended ? Promise.resolve() : once(this.child, "exit");
    const late = setTimeout(() => this.signal("SIGKILL"), 3_000);
    await gone;
    clearTimeout(late);
    this.signal("SIGKILL");
  }

  signal(signal: NodeJS.Signals): void {
    const { pid } = this.child;
    if (pid === undefined) {
      return;
    }
    try {
      process.kill(process.platform === "win32" ? pid : -pid, signal);
    } catch {
      // The whole group is gone already.
    }
  }
}

process.on("exit", () => {
  for (const running of groups) {
    running.signal("SIGKILL");
  }
});
// Also when the runner that started us is gone.
for (const end of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) {
  process.on(end, () => process.exit(1));
}
