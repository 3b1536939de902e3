/** Looks at a room in both themes and sizes: takes its picture and asks axe what is wrong with it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { pictures } from "../harness/place";

const SMALL = { width: 1280, height: 800 } as const;
/** The smaller last: there the room is asked about, because there it is tightest. */
const SIZES = [{ width: 1920, height: 1080 }, SMALL] as const;
const THEMES = ["light", "dark"] as const;

/** The rules that another theme can break. */
const OF_COLORS = ["color-contrast", "link-in-text-block"];

type Size = (typeof SIZES)[number];

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

interface Asked {
  runOnly?: string[];
  resultTypes: ["violations"];
  preload: false;
}

interface Axe {
  axe: {
    run(where: { exclude: string[][] }, asked: Asked): Promise<{ violations: Finding[] }>;
  };
}

/** Rows of a list are made alike: what is wrong with one is wrong with one of the first. */
const ALIKE = "[role=rowgroup] > [role=row]:nth-child(n + 13)";

/** Photographs a room in a state and holds it to zero accessibility violations. */
export async function look(page: Page, room: string, state: string): Promise<void> {
  await photograph(page, room, state, SIZES);
}

/** The same for what looks alike in every room: one size is enough. */
export async function glance(page: Page, room: string, state: string): Promise<void> {
  await photograph(page, room, state, [SMALL]);
}

async function photograph(
  page: Page,
  room: string,
  state: string,
  sizes: readonly Size[],
): Promise<void> {
  const wrong: string[] = [];
  // The mouse stays where the test has left it; nothing in a picture should be under it.
  await page.mouse.move(0, 0);
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    await page.waitForFunction(
      (wanted) => document.documentElement.dataset.mantineColorScheme === wanted,
      theme,
    );
    for (const size of sizes) {
      await page.setViewportSize(size);
      await settled(page);
      const path = join(pictures, `${room}-${theme}-${state}-${size.width}.png`);
      await page.screenshot({ path, animations: "disabled", caret: "hide" });
    }
    const found = await faults(page, theme === "light" ? undefined : OF_COLORS);
    wrong.push(...found.map((fault) => `${theme}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(SMALL);
  expect(wrong, `accessibility of ${room}, ${state}`).toEqual([]);
}

/** Two frames drawn and every font there. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    await frame();
    await frame();
  });
}

/** What axe finds by all its rules, or by these only. */
async function faults(page: Page, rules?: string[]): Promise<string[]> {
  // Through the debugger, because the page's own policy admits no foreign script.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const asked: Asked = {
    ...(rules === undefined ? {} : { runOnly: rules }),
    resultTypes: ["violations"],
    preload: false,
  };
  const violations = await page.evaluate(
    async ([alike, asked]) => {
      const { axe } = window as unknown as Axe;
      return (await axe.run({ exclude: [[alike]] }, asked)).violations;
    },
    [ALIKE, asked] as const,
  );
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.map(
      ({ html, failureSummary }) => `  ${html}\n    ${failureSummary ?? ""}`,
    );
    return `${id}: ${help}\n${places.join("\n")}`;
  });
}
