/** Where the programs under test lie and where pictures go. `cargo xtask` says so; by hand, the usual places. */
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");
const target = resolve(root, process.env.CARGO_TARGET_DIR || "target");
const suffix = process.platform === "win32" ? ".exe" : "";

/** The folder into which pictures are saved. */
export const pictures = process.env.REDRESS_PICTURES || join(target, "shots");

/** The path of a program of ours. Says what to do when it was not built. */
export function built(name: string): string {
  const file = join(process.env.REDRESS_BUILT || join(target, "debug"), name + suffix);
  return there(file, `${name} is not built; start the tests with: cargo xtask test`);
}

/** The program that drives the real window. */
export function windowDriver(): string {
  const file = process.env.TAURI_DRIVER || join(target, "tools", "bin", `tauri-driver${suffix}`);
  return there(file, "tauri-driver is not installed; start the tests with: cargo xtask test");
}

/** A browser of the Chromium family. */
export function chromium(): string {
  const named = process.env.CHROMIUM;
  if (named) {
    return there(named, `CHROMIUM names ${named}, which is not there`);
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];
  const found = names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find(existsSync);
  return there(found ?? "", "no Chromium found; name one in the variable CHROMIUM");
}

function there(file: string, otherwise: string): string {
  if (!existsSync(file)) {
    throw new Error(otherwise);
  }
  return file;
}
