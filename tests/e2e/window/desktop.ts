/**
 * A desktop that nobody sees: message bus, keychain, screen and the driver of the app's window. All
 * of it is made for one test and gone afterwards.
 */
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, readlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { freshFolder, remove } from "../harness/folder";
import { windowDriver } from "../harness/place";
import { freePorts } from "../harness/port";
import { Running, type Start } from "../harness/process";
import { until } from "../harness/until";
import { Window } from "./webdriver";

const run = promisify(execFile);

/** A bus that starts no services by itself: what is on it is what was put there. */
const BUS = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** The processes that run this program. */
async function running(application: string): Promise<string[]> {
  const processes = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const programs = processes.map((id) => readlink(join("/proc", id, "exe")).catch(() => ""));
  const named = await Promise.all(programs);
  return processes.filter((_, place) => named[place] === application);
}

/**
 * Whether a process has ended whole: at most its number is left, for who started it. While it ends
 * it runs no program any more and still holds its files and its name on the bus.
 */
async function hasEnded(id: string): Promise<boolean> {
  const threads = await readdir(join("/proc", id, "task")).catch(() => []);
  if (threads.length > 1) return false;
  const told = await readFile(join("/proc", id, "stat"), "utf8").catch(() => "");
  return told === "" || told.includes(") Z ");
}

export class Desktop {
  private readonly programs: Running[] = [];
  private env: NodeJS.ProcessEnv = {};
  private driver = "";
  private window: Window | undefined;
  private application = "";

  private constructor(
    /** Everything that programs of this desktop keep: data, profiles, caches, temporary files. */
    readonly folder: string,
  ) {}

  static async start(): Promise<Desktop> {
    const desktop = new Desktop(await freshFolder());
    try {
      await desktop.plainEnvironment();
      await desktop.messageBus();
      await desktop.keychain();
      await desktop.screen();
      await desktop.windowDriver();
      return desktop;
    } catch (error) {
      await desktop.stop();
      throw error;
    }
  }

  /** Starts an app and gives its window. One at a time: what was open is closed first. */
  async open(application: string): Promise<Window> {
    await this.close();
    this.application = application;
    this.window = await Window.open(this.driver, application);
    return this.window;
  }

  /** Closes the app. Done once it has ended: the next would take it for one that runs, and leave. */
  async close(): Promise<void> {
    const open = this.window;
    if (open === undefined) return;
    this.window = undefined;
    const apps = await running(this.application);
    await open.close();
    await until("the app has ended", async () => {
      return (await Promise.all(apps.map(hasEnded))).every(Boolean);
    });
  }

  /** Ends the app as a power cut does: it hears nothing of it. */
  async kill(): Promise<void> {
    const open = this.window;
    this.window = undefined;
    const apps = await running(this.application);
    for (const id of apps) process.kill(Number(id), "SIGKILL");
    await until("the app is dead", async () =>
      (await Promise.all(apps.map(hasEnded))).every(Boolean),
    );
    // The driver may have noticed already.
    await open?.close().catch(() => undefined);
  }

  /** Drags files from a window of their own onto the app's, as an agent does with the mouse. */
  async drag(...paths: string[]): Promise<void> {
    const manager = this.start({ program: "openbox" });
    const source = this.start({
      program: "/usr/bin/python3",
      args: [join(import.meta.dirname, "drag.py"), ...paths],
    });
    const [, x = "", y = ""] = await source.says(/^source (\d+) (\d+)$/m);
    // A drag begins with the first steps, and what is under it hears of each.
    const steps = Array.from({ length: 12 }, (_, step) => 1 - (step + 1) / 12);
    const towards = (from: string, to: number, left: number) =>
      `${Math.round(to + (Number(from) - to) * left)}`;
    const moves = steps.flatMap((left) => [
      "mousemove",
      towards(x, 640, left),
      towards(y, 400, left),
      "sleep",
      "0.1",
    ]);
    const words = ["mousemove", x, y, "mousedown", "1", ...moves, "mouseup", "1"];
    await run("xdotool", words, { env: this.env });
    await manager.stop();
  }

  /** The window that is open now, for a picture of what went wrong. */
  get opened(): Window | undefined {
    return this.window;
  }

  /** What every program of this desktop has said. */
  transcript(): string {
    return this.programs.map((program) => program.transcript()).join("");
  }

  async stop(): Promise<void> {
    await this.close().catch(() => undefined);
    for (const program of this.programs.reverse()) {
      await program.stop();
    }
    await remove(this.folder);
  }

  /** Folders of its own for everything that programs keep, and no way to a real display. */
  private async plainEnvironment(): Promise<void> {
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ...rest } = process.env;
    const folders = {
      XDG_RUNTIME_DIR: join(this.folder, "run"),
      XDG_DATA_HOME: join(this.folder, "data"),
      XDG_CONFIG_HOME: join(this.folder, "config"),
      XDG_CACHE_HOME: join(this.folder, "cache"),
      TMPDIR: join(this.folder, "tmp"),
    };
    for (const folder of Object.values(folders)) {
      await mkdir(folder, { mode: 0o700 });
    }
    this.env = {
      ...rest,
      ...folders,
      REDRESS_FOLDER: join(this.folder, "app"),
      GDK_BACKEND: "x11",
      GSETTINGS_BACKEND: "memory",
      NO_AT_BRIDGE: "1",
    };
  }

  private async messageBus(): Promise<void> {
    const config = join(this.folder, "bus.conf");
    await writeFile(config, BUS);
    const bus = this.start({
      program: "dbus-daemon",
      args: ["--config-file", config, "--nofork", "--nopidfile", "--print-address=1"],
    });
    const [address] = await bus.says(/^unix:\S+$/m);
    this.env.DBUS_SESSION_BUS_ADDRESS = address;
  }

  /** A real Secret Service whose default collection is open. */
  private async keychain(): Promise<void> {
    const daemon = this.start({
      program: "gnome-keyring-daemon",
      args: ["--foreground", "--unlock", "--components=secrets"],
      input: "a password for tests",
    });
    const owned = ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"];
    await daemon.reaches("the keychain is on the bus", async () => {
      return (await this.ask("org.freedesktop.DBus", "/", owned)).includes("true");
    });
    const collection = ["org.freedesktop.Secret.Service.ReadAlias", "string:default"];
    const answer = await this.ask(
      "org.freedesktop.secrets",
      "/org/freedesktop/secrets",
      collection,
    );
    if (!answer.startsWith("/org/")) {
      throw new Error(`The keychain has no default collection.\n${daemon.transcript()}`);
    }
  }

  private async ask(name: string, object: string, question: string[]): Promise<string> {
    const words = ["--session", "--print-reply=literal", `--dest=${name}`, object, ...question];
    const { stdout } = await run("dbus-send", words, { env: this.env });
    return stdout.trim();
  }

  private async screen(): Promise<void> {
    const size = ["-screen", "0", "1920x1080x24", "-nolisten", "tcp"];
    // The server picks a free number by itself and tells it on descriptor 3.
    const server = this.start({
      program: "Xvfb",
      args: ["-displayfd", "3", "-ac", ...size],
      side: true,
    });
    const [, number] = await server.says(/^(\d+)$/m);
    this.env.DISPLAY = `:${number}`;
  }

  private async windowDriver(): Promise<void> {
    const [port, native] = await freePorts(2);
    const driver = this.start({
      program: windowDriver(),
      args: ["--port", `${port}`, "--native-port", `${native}`, "--native-host", "127.0.0.1"],
    });
    this.driver = `http://127.0.0.1:${port}`;
    await driver.reaches("the driver answers", async () => {
      const answer = await fetch(`${this.driver}/status`);
      return answer.ok;
    });
  }

  private start(start: Omit<Start, "env">): Running {
    const running = Running.start({ ...start, env: this.env });
    this.programs.push(running);
    return running;
  }
}
