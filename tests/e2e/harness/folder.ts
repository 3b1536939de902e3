/** Folders that live as long as a test. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export async function freshFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "redress-e2e-"));
}

export async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
