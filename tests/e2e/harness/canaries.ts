/** Looks for what must never stand in plain text: in files and in what programs say. */
import type { Dirent } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Something that must not be found, by a name that may stand in a report. */
export interface Canary {
  name: string;
  value: string;
}

/** What was found, and where. Never says the value itself. */
export async function leaks(folder: string, canaries: readonly Canary[]): Promise<string[]> {
  const found: string[] = [];
  for (const file of await filesBelow(folder)) {
    found.push(...leaksIn(file, await contents(file), canaries));
  }
  return found;
}

/** The canaries that these bytes hold, as UTF-8 or as the UTF-16 that web views write. */
export function leaksIn(where: string, bytes: Buffer, canaries: readonly Canary[]): string[] {
  return canaries
    .filter(({ value }) => bytes.includes(value, 0, "utf8") || bytes.includes(value, 0, "utf16le"))
    .map(({ name }) => `${where} holds ${name}`);
}

export async function filesBelow(folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await entries(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      files.push(...(await filesBelow(path)));
    } else if (entry.isFile()) {
      files.push(path);
    }
  }
  return files;
}

// A running program removes files of its own between the listing and the reading.

async function entries(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(unlessGone([]));
}

async function contents(file: string): Promise<Buffer> {
  return readFile(file).catch(unlessGone(Buffer.alloc(0)));
}

function unlessGone<T>(otherwise: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === "ENOENT") {
      return otherwise;
    }
    throw error;
  };
}
