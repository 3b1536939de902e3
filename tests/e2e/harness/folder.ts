/** Folders that live as long as a test. */
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const RETRY = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
const folders = new Set<string>();

export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "redress-e2e-"));
  folders.add(folder);
  return folder;
}

export async function remove(folder: string): Promise<void> {
  folders.delete(folder);
  await rm(folder, RETRY);
}

process.on("exit", () => {
  for (const folder of folders) {
    rmSync(folder, RETRY);
  }
});
