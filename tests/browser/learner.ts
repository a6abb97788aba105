// A learner with a stock client: her collection comes from the real Anki, by `learner.py`.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { test as base, expect, type Person, type Site } from "./site.ts";

const here = path.dirname(fileURLToPath(import.meta.url));
const python = process.env.ANKI_PYTHON ?? path.resolve(here, "../../.lab/v26.9.3/bin/python");

/** What a client has, rows in the order of their ids. */
export interface Contents {
  /** Card, button, kind, interval, milliseconds. */
  revlog: number[][];
  /** Card, queue, kind, reviews, due, flags. */
  cards: number[][];
  tags: [number, string][];
  decks: string[];
  words: [string][];
  check: boolean;
  /** What scripts for custom scheduling keep with cards. */
  custom: string[];
  /** Some keys of the configuration. */
  config: Record<string, unknown>;
}

/** Which collection: a small one of all kinds; with a long history; of a scheduler of old; with
 * note types as people have them; with five minutes of sound in a card. */
export type Kind = "plain" | "veteran" | "old" | "popular" | "recital";

export class Learner {
  private constructor(
    private readonly site: Site,
    readonly person: Person,
    private readonly folder: string,
  ) {}

  /** `foreign` is a host that the probe among her cards tries to reach. */
  static async begin(
    site: Site,
    person: Person,
    foreign = "http://foreign.test",
    kind: Kind = "plain",
  ): Promise<Learner> {
    const learner = new Learner(site, person, await mkdtemp(path.join(tmpdir(), "fuda-learner-")));
    await learner.client("upload", foreign, kind);
    return learner;
  }

  /** Runs the client on its own folder. */
  async client(
    what: "upload" | "sync" | "answer" | "download",
    ...rest: string[]
  ): Promise<Contents> {
    const { email, password } = this.person;
    const script = path.join(here, "learner.py");
    const args = [script, what, this.folder, `${this.site.url}/`, email, password, ...rest];
    const { stdout } = await promisify(execFile)(python, args, {
      maxBuffer: 1 << 26,
      env: this.site.environment,
    });
    return JSON.parse(stdout);
  }

  async end(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

export const test = base.extend<{ learner: Learner }>({
  learner: async ({ site, member }, use) => {
    const learner = await Learner.begin(site, member);
    await use(learner);
    await learner.end();
  },
});

export async function comeIn(page: Page, { email, password }: Person): Promise<void> {
  await page.goto("/account/login");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("table")).toBeVisible();
  // The script of the list tells the zone; if that is news, the list comes again.
  await page.waitForLoadState("networkidle");
}

/** Opens a deck by its link in the list, folded or not, and begins. */
export async function study(page: Page, deck: string): Promise<void> {
  await page.goto(await addressOf(page, deck));
  await page.getByRole("button", { name: "Study now" }).click();
  await expect(page.getByRole("button", { name: "Show answer" })).toBeVisible();
}

export async function addressOf(page: Page, deck: string): Promise<string> {
  await page.goto("/decks");
  const link = page.locator("a.deck-link").filter({ hasText: new RegExp(`^${deck}( |$)`) });
  const address = await link.first().getAttribute("href");
  if (!address) throw new Error(`there is no deck ${deck}`);
  return address;
}

/** The frame in which cards are shown. */
export const card = (page: Page) => page.frameLocator(".study-card iframe");

/** New, learning, to review. */
export async function counts(page: Page): Promise<number[]> {
  const numbers = await page.locator("[data-count]").allInnerTexts();
  return numbers.map(Number);
}

export const said = (page: Page) => page.locator("[data-place=said]");

export { expect };
