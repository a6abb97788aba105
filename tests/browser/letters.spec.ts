// Every letter there is, as readers of mail show it: the page at three widths, light and dark, and the
// plain text.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { binary, expect, test } from "./site.ts";

const LANGUAGES = ["en", "de", "es", "ja"];
/** With LETTERS=all or LETTERS=en there are pictures of them in test-results/screenshots. */
const looks = process.env.LETTERS;
const LOOKED_AT = ["new-log-in", "check-address", "removal-certified", "unused"];

interface Part {
  kind: string;
  text: string;
}

interface Sample {
  name: string;
  language: string;
  plain: string;
  html: string;
}

/** The two parts of a letter; in a file they stand as they are, in UTF-8. */
function parts(raw: string): Part[] {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1];
  if (!boundary) throw new Error("a letter has two parts");
  return raw
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [head = "", ...rest] = part.split("\r\n\r\n");
      expect(head).toMatch(/Content-Transfer-Encoding: (8bit|7bit)/);
      return { kind: /Content-Type: ([^;\r]+)/.exec(head)?.[1] ?? "", text: rest.join("\r\n\r\n") };
    });
}

async function everyLetter(): Promise<Sample[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "fuda-letters-"));
  const config = path.join(folder, "fuda.toml");
  await writeFile(config, '[web]\nbase_url = "https://anki.example.org"\n');
  const args = [
    "letters",
    "samples",
    "--config",
    config,
    "--data",
    folder,
    path.join(folder, "all"),
  ];
  await promisify(execFile)(binary, args);
  const files = (await readdir(path.join(folder, "all"))).sort();
  const letters = files.map(async (file) => {
    const raw = await readFile(path.join(folder, "all", file), "utf8");
    const [plain, html] = parts(raw);
    expect([plain?.kind, html?.kind]).toEqual(["text/plain", "text/html"]);
    const [name = "", language = ""] = file.split(".");
    return { name, language, plain: plain?.text ?? "", html: html?.text ?? "" };
  });
  const read = await Promise.all(letters);
  await rm(folder, { recursive: true });
  return read;
}

for (const language of LANGUAGES) {
  test(`PR-03 every letter reads well at every width, light and dark: ${language}`, async ({
    browser,
  }) => {
    test.setTimeout(180_000);
    const letters = (await everyLetter()).filter((letter) => letter.language === language);
    expect(letters.length).toBeGreaterThan(20);
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));

    for (const { name, html, plain } of letters) {
      expect(plain.split("\r\n").every((line) => line.length <= 72 || /^https:/.test(line))).toBe(
        true,
      );
      await page.setContent(html);
      // Letters bring no ground of their own: it is the reader's, in the scheme of the letter.
      await page.addStyleTag({ content: "html { background: Canvas }" });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        for (const width of [320, 600, 800]) {
          await page.setViewportSize({ width, height: 700 });
          const [wide, shown] = await page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return [scrollWidth, clientWidth];
          });
          expect(wide, `${name} at ${width}`).toBe(shown);
          if (looks === "all" || looks === language) {
            const place = `test-results/screenshots/letter-${name}-${language}-${width}-${colorScheme}.png`;
            await page.screenshot({ path: place, fullPage: true });
          }
        }
        // Other languages put other words into the same page, and darkness other colours.
        const isSame = language !== "en" || colorScheme === "dark";
        if (isSame && !LOOKED_AT.includes(name)) continue;
        const axe = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
          .analyze();
        expect(
          axe.violations.map((violation) => violation.id),
          `${name} ${colorScheme}`,
        ).toEqual([]);
      }
    }
    expect(asked, "nothing is fetched").toEqual([]);
    await context.close();
  });
}
