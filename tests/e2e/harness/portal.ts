/** A portal that the app does not run itself, behind a way to it that a test can break. */
import { Office, type SignIn } from "./office";
import { Wire } from "./wire";

/** What a portal knows of a client, by the names of its fields. */
interface Client {
  id: number;
  ssn: number;
  attributes: Record<string, unknown>;
}

interface Note {
  client_id: number;
  note_text: string;
}

/** A letter or fax. */
interface Sent {
  client_id: number;
  type: string;
  attachments: { id: number }[];
}

/** A list in a list, as the contract has it. */
interface Clients {
  data: { data: Client[] }[];
}

export class Portal {
  private token: Promise<string> | undefined;

  private constructor(
    readonly office: Office,
    readonly wire: Wire,
  ) {}

  static async open(clients: number): Promise<Portal> {
    const office = await Office.open(clients);
    return new Portal(office, await Wire.to(office.port));
  }

  /** What one types to sign in. */
  async signIn(): Promise<SignIn> {
    return { ...(await this.office.signIn()), server: this.wire.url };
  }

  /** How many notes with this text the portal itself has, asked past the wire. */
  async notes(text: string): Promise<number> {
    return (await this.allNotes()).filter((note) => note.note_text === text).length;
  }

  /** The number of a client about whom so many notes were written. */
  async clientWithNotes(enough: (count: number) => boolean): Promise<number> {
    const notes = await this.allNotes();
    const client = (await this.clients()).find(({ id }) =>
      enough(notes.filter((note) => note.client_id === id).length),
    );
    if (client === undefined) {
      throw new Error("No client of this portal has so many notes.");
    }
    return client.id;
  }

  /** What the portal has of its clients. */
  async clients(): Promise<Client[]> {
    const { data } = await this.ask<Clients>("/clients?per_page=200");
    return data.flatMap(({ data }) => data);
  }

  /** What the portal itself has sent, asked past the wire. */
  async sent(): Promise<Sent[]> {
    const { data } = await this.ask<{ data: Sent[] }>("/correspondence?per_page=200");
    return data;
  }

  /** How many documents with this word in what is said of them the portal itself has. */
  async documents(word: string): Promise<number> {
    let found = 0;
    for (const { id } of await this.clients()) {
      const { data } = await this.ask<{ data: unknown[] }>(
        `/client-documents?client_id=${id}&per_page=200`,
      );
      found += data.filter((document) => JSON.stringify(document).includes(word)).length;
    }
    return found;
  }

  /** The bytes of a file that the portal itself has, asked past the wire. */
  async file(id: number): Promise<Buffer> {
    const answer = await this.fetched(`/attachments/${id}/download`);
    return Buffer.from(await answer.arrayBuffer());
  }

  async close(): Promise<void> {
    await this.wire.close();
    await this.office.close();
  }

  private async allNotes(): Promise<Note[]> {
    const all: Note[] = [];
    for (let page = 1; ; page += 1) {
      const { data } = await this.ask<{ data: Note[] }>(`/notes?per_page=200&page=${page}`);
      all.push(...data);
      if (data.length < 200) {
        return all;
      }
    }
  }

  private async ask<T>(path: string): Promise<T> {
    return (await (await this.fetched(path)).json()) as T;
  }

  private async fetched(path: string): Promise<Response> {
    const { server, api_key } = await this.office.signIn();
    this.token ??= this.fetchToken();
    const headers = { "x-api-key": api_key, authorization: `Bearer ${await this.token}` };
    const answer = await fetch(server + path, { headers });
    if (!answer.ok) {
      throw new Error(`GET ${path}: ${answer.status}`);
    }
    return answer;
  }

  private async fetchToken(): Promise<string> {
    const { server, api_key, email, password } = await this.office.signIn();
    const answer = await fetch(`${server}/auth/login`, {
      method: "POST",
      headers: { "x-api-key": api_key, "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    const { token } = (await answer.json()) as { token: string };
    return token;
  }
}
