// Prints one line for each npm package of the lock file: name and version, a tab, its licence.
// A package whose licence the lock file leaves out is read where it is installed.
import { existsSync, readFileSync } from "node:fs";

const read = (file) => JSON.parse(readFileSync(file, "utf8"));

function installed(folder) {
  const file = `${folder}/package.json`;
  if (!existsSync(file)) {
    return "";
  }
  const { license, licenses } = read(file);
  if (Array.isArray(licenses)) {
    return licenses.map((one) => one.type ?? one).join(" OR ");
  }
  return license?.type ?? license ?? "";
}

for (const [folder, entry] of Object.entries(read("package-lock.json").packages)) {
  const ours = entry.link || !folder.includes("node_modules/");
  if (!ours) {
    const name = entry.name ?? folder.slice(folder.lastIndexOf("node_modules/") + 13);
    console.log(`${name} ${entry.version}\t${entry.license ?? installed(folder)}`);
  }
}
