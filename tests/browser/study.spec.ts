import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { card, comeIn, counts, expect, Learner, said, study, test } from "./learner.ts";

async function shown(page: Page, words: string | RegExp) {
  await expect(card(page).locator("#qa")).toContainText(words);
}

/** Turns the card over and grades it. */
async function grade(page: Page, key: string) {
  await page.keyboard.press("Space");
  await expect(page.locator("[data-place=grades]")).toBeVisible();
  await page.waitForTimeout(200);
  await page.keyboard.press(key);
}

test("what is studied in the browser is what the client has after its next sync", async ({
  page,
  learner,
}) => {
  await comeIn(page, learner.person);
  await study(page, "Geography");
  expect(await counts(page)).toEqual([10, 0, 0]);
  await shown(page, "Capital number 1?");

  await grade(page, "1");
  await shown(page, "Capital number 2?");
  await grade(page, "4");
  await shown(page, "Capital number 3?");
  await expect.poll(() => counts(page)).toEqual([8, 1, 0]);
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: /Easy/ })).toContainText("d");
  await page.getByRole("button", { name: /Good/ }).click();
  await shown(page, "Capital number 4?");
  await expect.poll(() => counts(page)).toEqual([7, 2, 0]);

  const { revlog, check } = await learner.client("sync");
  expect(revlog.map(([, button]) => button)).toEqual([1, 4, 3]);
  expect(check).toBe(true);
});

test("the keys of Anki on the desktop do what they do there, and each can be undone", async ({
  page,
  learner,
}) => {
  await comeIn(page, learner.person);
  await study(page, "Geography");
  await shown(page, "Capital number 1?");

  for (const [key, sentence] of [
    ["Control+3", "Green flag"],
    ["*", "The note is marked."],
    ["-", "One card is buried until tomorrow."],
    ["=", "One card is buried until tomorrow."],
    ["@", "One card is suspended."],
    ["!", "One card is suspended."],
    ["Control+Delete", "The note is deleted, with one card."],
  ] as const) {
    await page.keyboard.press(key);
    await expect(said(page), key).toHaveText(sentence);
    await page.keyboard.press("u");
    await expect(said(page), key).toContainText("Undone:");
    await shown(page, "Capital number 1?");
  }
  await page.keyboard.press("Control+Shift+Z");
  await expect(said(page)).toContainText("Done again: delete note");
  await page.keyboard.press("Control+z");
  await shown(page, "Capital number 1?");

  await page.keyboard.press("i");
  await expect(page.getByRole("heading", { name: "Card info" })).toBeVisible();
  await expect(page.getByRole("dialog")).toContainText("Basic");
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await page.getByLabel("Front").fill("The capital of Styria?");
  await page.getByRole("button", { name: "Save" }).click();
  await shown(page, "The capital of Styria?");
  await page.keyboard.press("Control+Shift+D");
  await page.getByLabel("Days from today").fill("3");
  await page.keyboard.press("Enter");
  await expect(said(page)).toHaveText("The card has a new due date.");
  await page.keyboard.press("Shift+A");
  await expect(said(page)).toHaveText("Cards go on by themselves.");
  await page.keyboard.press("v");
  await expect(said(page)).toContainText("Nothing is recorded yet");

  const { words, cards } = await learner.client("sync");
  expect(words.flat().join()).toContain("The capital of Styria?");
  expect(cards.filter(([, queue]) => queue === 2)).toHaveLength(1);
});

test("keys count inside of the card as well, and scripts cannot press them", async ({
  page,
  learner,
}) => {
  await comeIn(page, learner.person);
  await study(page, "Geography");
  await shown(page, "Capital number 1?");
  await card(page).locator("#qa").click();
  await page.keyboard.press("Space");
  await shown(page, "City 1");
  await page.waitForTimeout(6_000);

  await card(page)
    .locator("body")
    .evaluate((body) => {
      const press = { key: "3", code: "Digit3", bubbles: true };
      body.dispatchEvent(new KeyboardEvent("keydown", press));
    });
  await page.waitForTimeout(500);

  await shown(page, "City 1");
  await card(page).locator("#qa").click();
  await page.keyboard.press("3");
  await shown(page, "Capital number 2?");
});

test("what is typed is compared as in Anki", async ({ page, learner }) => {
  await comeIn(page, learner.person);
  await study(page, "Typing");
  await card(page).locator("input#typeans").waitFor();

  await page.keyboard.type("Viena");
  await page.keyboard.press("Enter");

  await expect(card(page).locator("#typeans .typeGood").first()).toBeVisible();
  await expect(card(page).locator("#typeans .typeMissed").first()).toBeVisible();
});

test("clozes, formulas, scripts, pictures and sounds are shown", async ({ page, learner }) => {
  const played: string[] = [];
  page.on("request", (request) => {
    if (/\.wav$/.test(request.url())) played.push(decodeURI(request.url()).split("/").pop() ?? "");
  });
  await comeIn(page, learner.person);
  await study(page, "Japanese");
  await shown(page, "script ran on card1");
  await expect(card(page).locator("ruby rt")).toHaveText("みず");
  await expect(card(page).locator(".replay-button")).toBeVisible();
  await page.keyboard.press("Space");
  await shown(page, "water");
  await expect.poll(() => played).toContain("answer one.wav");
  expect(played).toContain("mizu.wav");

  await study(page, "Pictures");
  await expect(card(page).locator("#image-occlusion-canvas")).toBeVisible();
  await expect
    .poll(() =>
      card(page)
        .locator("canvas")
        .evaluate((canvas: HTMLCanvasElement) => canvas.width),
    )
    .toBeGreaterThan(100);

  await study(page, "Filtered");
  await page.keyboard.press("Space");
  const formulas = card(page).locator("mjx-container");
  const cloze = card(page).locator(".cloze");
  await expect(formulas.or(cloze).first()).toBeVisible();
});

test("PR-11 a card reaches no page, no cookie, no other host and no other file", async ({
  page,
  site,
  member,
}) => {
  const reached: string[] = [];
  const foreign = createServer((request, response) => {
    reached.push(request.url ?? "");
    response.end("x");
  });
  await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
  const { port } = foreign.address() as AddressInfo;
  const learner = await Learner.begin(site, member, `http://127.0.0.1:${port}`);
  await comeIn(page, member);
  await study(page, "Probe");
  const probe = card(page).locator("#probe");
  await expect(probe).toContainText("network");

  const found = JSON.parse((await probe.textContent()) ?? "{}");

  expect(found).toEqual({
    cookie: "threw",
    parent: "threw",
    top: "threw",
    indexedDB: "threw",
    popup: "got:null",
    serviceWorker: "threw",
    peer: "threw",
    origin: "got:null",
    network: Array(9).fill("rejected").join(","),
  });
  await page.waitForTimeout(500);
  expect(reached).toEqual([]);
  expect(page.context().pages()).toHaveLength(1);
  await expect(page.getByRole("button", { name: "Show answer" })).toBeVisible();
  foreign.close();
  await learner.end();
});

test("a card whose script does not end is named, and can be put aside", async ({
  page,
  learner,
}) => {
  await comeIn(page, learner.person);
  await page.goto("/decks");
  await study(page, "Loop");

  await expect(page.locator("[data-place=line]")).toContainText("keep it busy", {
    timeout: 12_000,
  });
  await page.getByRole("link", { name: "Decks" }).focus();
  await page.keyboard.press("@");

  await expect(said(page).or(page.getByRole("heading", { name: "Congratulations" }))).toBeVisible();
});

test("while the line is down grades wait, and each counts once when it is back", async ({
  page,
  learner,
}) => {
  await comeIn(page, learner.person);
  await study(page, "Geography");
  await shown(page, "Capital number 1?");
  await page.waitForTimeout(500);
  await page.context().setOffline(true);

  await grade(page, "3");
  await shown(page, "Capital number 2?");
  await expect(page.locator("[data-place=line]")).toContainText("The line is down.");
  await grade(page, "3");
  await shown(page, "Capital number 3?");
  await page.context().setOffline(false);

  await expect(page.locator("[data-place=line]")).toBeHidden({ timeout: 20_000 });
  await expect.poll(() => counts(page)).toEqual([8, 2, 0]);
  const { revlog } = await learner.client("sync");
  expect(revlog.map(([, button]) => button)).toEqual([3, 3]);
  expect(new Set(revlog.map(([card]) => card)).size).toBe(2);
});

test("an answer that is sent twice, because its reply was lost, counts once", async ({
  page,
  learner,
}) => {
  await comeIn(page, learner.person);
  await study(page, "Geography");
  await shown(page, "Capital number 1?");
  let lost = 0;
  await page.route("**/study/answer", async (route) => {
    const answer = await route.fetch();
    lost += 1;
    if (lost === 1) await route.abort();
    else await route.fulfill({ response: answer });
  });

  await grade(page, "3");
  await expect.poll(() => lost).toBe(2);
  await shown(page, "Capital number 2?");

  const { revlog } = await learner.client("sync");
  expect(revlog).toHaveLength(1);
});

test("a card that a device has answered in the meantime is not answered twice", async ({
  page,
  learner,
}) => {
  await comeIn(page, learner.person);
  await study(page, "Japanese");
  await shown(page, "script ran");
  const before = await learner.client("answer");
  expect(before.revlog).toHaveLength(1);

  await grade(page, "3");
  await expect(said(page)).toContainText("has changed since you saw it");
  await grade(page, "4");
  await expect.poll(() => counts(page)).toEqual([4, 1, 0]);

  const { revlog, check } = await learner.client("sync");
  expect(revlog).toHaveLength(2);
  expect(new Set(revlog.map(([card]) => card)).size).toBe(2);
  expect(check).toBe(true);
});

for (const [colorScheme, width] of [
  ["light", 375],
  ["dark", 1440],
] as const) {
  test(`axe finds nothing on the pages of studying, ${colorScheme}, ${width} pixels`, async ({
    browser,
    site,
    learner,
  }) => {
    const viewport = { width, height: 800 };
    const context = await browser.newContext({ baseURL: site.url, colorScheme, viewport });
    const page = await context.newPage();
    await comeIn(page, learner.person);
    const look = async (where: string) => {
      const found = await new AxeBuilder({ page })
        .exclude("iframe")
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze();
      const violations = found.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
      );
      expect(violations, where).toEqual([]);
      await page.screenshot({
        path: `test-results/screenshots/study-${where}-${width}-${colorScheme}.png`,
      });
    };
    await study(page, "Geography");
    await shown(page, "Capital number 1?");
    await look("question");
    await page.keyboard.press("Control+1");
    await page.keyboard.press("*");
    await expect(said(page)).toHaveText("The note is marked.");
    await page.keyboard.press("Space");
    await shown(page, "City 1");
    await look("answer");
    await page.keyboard.press("m");
    await look("menu");
    await page.keyboard.press("m");
    await page.keyboard.press("i");
    await expect(page.getByRole("dialog")).toBeVisible();
    await look("info");
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    await expect(page.getByLabel("Front")).toBeVisible();
    await look("edit");
    await context.close();
  });
}
