/**
 * The way to a portal, which a test can break: nobody answers, the answers to what is written are
 * lost, the portal says no, it answers no more after the first page of a list, or it ends every
 * session. Counts the writes that came.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

type Manner = "open" | "lose answers" | "refuse" | "first pages only";

export class Wire {
  private readonly server = createServer((asked, answer) => {
    // Whoever asked may be gone by the time of the answer.
    this.carry(asked, answer).catch(() => asked.socket.destroy());
  });
  private manner: Manner = "open";
  private refusal = "";
  private port = 0;
  private came = 0;
  private readonly sessions = new Set<string>();
  private ended: ReadonlySet<string> = new Set();

  private constructor(private readonly portal: number) {}

  /** A way to the portal at a port of this machine. */
  static async to(portal: number): Promise<Wire> {
    const wire = new Wire(portal);
    await wire.listen();
    return wire;
  }

  /** Where it begins: what an agent types as the portal's address. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Writes that came, whatever became of them. Signing in is none. */
  get writes(): number {
    return this.came;
  }

  /** The tokens that came, as they stand in the header. */
  get tokens(): string[] {
    return [...this.sessions].map((session) => session.replace(/^Bearer /, ""));
  }

  /** Nobody answers any more. */
  async cut(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  get isCut(): boolean {
    return !this.server.listening;
  }

  /** Everything arrives again, and so do the answers. */
  async mend(): Promise<void> {
    this.manner = "open";
    if (this.isCut) {
      await this.listen();
    }
  }

  /** What is written arrives and is done; the connection breaks before the answer. */
  loseAnswers(): void {
    this.manner = "lose answers";
  }

  /** Of each list the first page comes, and then nothing. */
  firstPagesOnly(): void {
    this.manner = "first pages only";
  }

  /** The portal takes no note any more and says why. */
  refuse(sentence: string): void {
    this.manner = "refuse";
    this.refusal = sentence;
  }

  /** The portal ends every session; signing in makes a new one. */
  endSessions(): void {
    this.ended = new Set(this.sessions);
  }

  async close(): Promise<void> {
    if (!this.isCut) {
      await this.cut();
    }
  }

  private async listen(): Promise<void> {
    this.server.listen(this.port, "127.0.0.1");
    await once(this.server, "listening");
    this.port = (this.server.address() as AddressInfo).port;
  }

  private async carry(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const session = asked.headers.authorization;
    if (session !== undefined) {
      this.sessions.add(session);
      if (this.ended.has(session)) {
        say(answer, 419, { message: "The session has ended. Sign in again." });
        return;
      }
    }
    if (this.manner === "first pages only" && /[?&]page=(?!1(&|$))/.test(asked.url ?? "")) {
      return;
    }
    const manner = isWrite(asked) ? this.manner : "open";
    if (isWrite(asked)) {
      this.came += 1;
    }
    if (manner === "refuse") {
      const errors = { note_text: [this.refusal] };
      say(answer, 422, { message: "Some fields need attention.", errors });
      return;
    }
    const response = await this.forward(asked);
    const body = await buffer(response);
    if (manner === "lose answers") {
      asked.socket.destroy();
      return;
    }
    const { "transfer-encoding": _, ...headers } = response.headers;
    answer.writeHead(response.statusCode ?? 502, { ...headers, connection: "close" });
    answer.end(body);
  }

  private async forward(asked: IncomingMessage): Promise<IncomingMessage> {
    const { method = "GET", url = "/", headers } = asked;
    const to = { host: "127.0.0.1", port: this.portal, method, path: url, headers, agent: false };
    const forwarded = request(to);
    forwarded.end(await buffer(asked));
    const [response] = await once(forwarded, "response");
    return response as IncomingMessage;
  }
}

function isWrite({ method, url }: IncomingMessage): boolean {
  return method !== "GET" && !url?.startsWith("/auth/");
}

function say(answer: ServerResponse, status: number, json: object): void {
  answer.writeHead(status, { "content-type": "application/json", connection: "close" });
  answer.end(JSON.stringify(json));
}
