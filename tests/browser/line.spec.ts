// Slow lines, lines that are cut, how much travels, every key, and pictures of other websites.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { card, comeIn, counts, expect, Learner, said, study, test } from "./learner.ts";

/** “Slow 3G” of the browser's own tools. */
const SLOW_3G = { latency: 2_000, downloadThroughput: 50_000, uploadThroughput: 50_000 };

async function shown(page: Page, words: string | RegExp, timeout = 15_000) {
  await expect(card(page).locator("#qa")).toContainText(words, { timeout });
}

async function turn(page: Page) {
  await page.keyboard.press("Space");
  await expect(page.locator("[data-place=grades]")).toBeVisible();
  await page.waitForTimeout(200);
}

test("on a slow line the next card is there before the server has answered", async ({
  page,
  learner,
}) => {
  test.setTimeout(120_000);
  await comeIn(page, learner.person);
  await study(page, "Geography");
  await shown(page, "Capital number 1?");
  let answered = 0;
  page.on("response", (response) => {
    if (response.url().endsWith("/study/answer")) answered += 1;
  });
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", { offline: false, ...SLOW_3G });

  for (let number = 1; number <= 3; number += 1) {
    await turn(page);
    const before = answered;
    await page.keyboard.press("4");
    await shown(page, `Capital number ${number + 1}?`);
    expect(answered, `the reply to card ${number} is still on its way`).toBe(before);
    // A learner reads; meanwhile the reply comes.
    await expect.poll(() => answered, { timeout: 30_000 }).toBe(number);
  }

  await line.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await expect.poll(() => counts(page), { timeout: 30_000 }).toEqual([7, 0, 0]);
  const { revlog } = await learner.client("sync");
  expect(revlog.map(([, button]) => button)).toEqual([4, 4, 4]);
});

test("a line that is cut while grading loses nothing: grades wait, closing warns, each counts once", async ({
  page,
  learner,
}) => {
  test.setTimeout(120_000);
  await comeIn(page, learner.person);
  await study(page, "Geography");
  await shown(page, "Capital number 1?");
  // The first grade arrives, but its reply is lost: the line goes down while it is on its way.
  let isCut = false;
  await page.route("**/study/answer", async (route) => {
    if (isCut) {
      await route.continue();
      return;
    }
    isCut = true;
    await route.fetch();
    await page.context().setOffline(true);
    await route.abort("connectionreset");
  });

  await turn(page);
  await page.keyboard.press("3");
  await shown(page, "Capital number 2?");
  await expect(page.locator("[data-place=line]")).toContainText("The line is down.");
  await turn(page);
  await page.keyboard.press("1");
  await shown(page, "Capital number 3?");
  await turn(page);
  await page.keyboard.press("4");
  await shown(page, "Capital number 4?");
  const [warning] = await Promise.all([
    page.waitForEvent("dialog"),
    page.evaluate(() => void setTimeout(() => location.reload(), 0)),
  ]);
  expect(warning.type()).toBe("beforeunload");
  await warning.dismiss();
  await shown(page, "Capital number 4?");
  await page.context().setOffline(false);

  await expect(page.locator("[data-place=line]")).toBeHidden({ timeout: 30_000 });
  await expect.poll(() => counts(page), { timeout: 30_000 }).toEqual([7, 2, 0]);
  const { revlog, check } = await learner.client("sync");
  expect(revlog.map(([, button]) => button)).toEqual([3, 1, 4]);
  expect(new Set(revlog.map(([of]) => of)).size).toBe(3);
  expect(check).toBe(true);
});

test("the first look at the decks takes less than 100 KB, at studying less than 150 KB", async ({
  browser,
  site,
  learner,
}) => {
  const transferred = async (path: string) => {
    const context = await browser.newContext({ baseURL: site.url });
    const page = await context.newPage();
    await comeIn(page, learner.person);
    if (path === "/study") await study(page, "Geography");
    const line = await context.newCDPSession(page);
    await line.send("Network.enable");
    await line.send("Network.setCacheDisabled", { cacheDisabled: true });
    let bytes = 0;
    line.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(path);
    if (path === "/study") await shown(page, "Capital number 1?");
    await page.waitForLoadState("networkidle");
    await context.close();
    return bytes;
  };

  const [decks, studying] = [await transferred("/decks"), await transferred("/study")];

  console.log(`transferred: decks ${decks} bytes, study ${studying} bytes`);
  expect(decks).toBeGreaterThan(5_000);
  expect(decks).toBeLessThan(100_000);
  expect(studying).toBeGreaterThan(10_000);
  expect(studying).toBeLessThan(150_000);
});

test("every key of Anki on the desktop does what it does there", async ({ page, learner }) => {
  test.setTimeout(180_000);
  await comeIn(page, learner.person);
  await study(page, "Geography");
  await shown(page, "Capital number 1?");
  const press = (key: string) => page.keyboard.press(key);
  const says = (words: string | RegExp) => expect(said(page)).toContainText(words);
  const back = async () => {
    await press("u");
    await says("Undone:");
    await shown(page, "Capital number 1?");
  };

  const flags = ["Red", "Orange", "Green", "Blue", "Pink", "Turquoise", "Purple"];
  for (const [place, name] of flags.entries()) {
    await press(`Control+${place + 1}`);
    await says(`${name} flag`);
  }
  await press("Control+7");
  await says("No flag any more.");
  await press("*");
  await says("The note is marked.");
  await press("*");
  await says("The note is no longer marked.");
  for (const [key, words] of [
    ["-", "buried"],
    ["=", "buried"],
    ["@", "suspended"],
    ["!", "suspended"],
    ["Control+Delete", "deleted"],
  ] as const) {
    await press(key);
    await says(words);
    await back();
  }
  await press("Control+Shift+Z");
  await says("Done again:");
  await press("Control+z");
  await shown(page, "Capital number 1?");

  const dialog = page.getByRole("dialog");
  for (const [key, heading] of [
    ["e", "Edit note"],
    ["i", "Card info"],
    ["Control+Alt+n", "Reset card…"],
    ["Control+Shift+D", "Set due date…"],
  ] as const) {
    await press(key);
    await expect(dialog.getByRole("heading", { name: heading }), key).toBeVisible();
    await press("Escape");
    await expect(dialog).toBeHidden();
  }
  await press("m");
  await expect(page.getByRole("button", { name: "Bury card" })).toBeVisible();
  await press("m");
  await press("Shift+A");
  await says("Cards go on by themselves.");
  await press("Shift+A");
  await says("Cards wait for you again.");
  await press("v");
  await says("Nothing is recorded yet");

  for (const [flip, grade, button] of [
    ["Space", "1", 1],
    ["Enter", "2", 2],
    ["Space", "3", 3],
    ["Enter", "4", 4],
    ["Space", "Space", 3],
    ["Space", "Enter", 3],
  ] as const) {
    await press(flip);
    await expect(page.locator("[data-place=grades]"), `${flip} ${button}`).toBeVisible();
    await page.waitForTimeout(250);
    await press(grade);
    await expect(page.locator("[data-place=grades]")).toBeHidden();
    await page.waitForTimeout(250);
  }
  await press("Control+Alt+i");
  await expect(dialog.getByRole("heading", { name: "Card info" })).toBeVisible();
  await press("Escape");

  // Sounds: replay twice, stop and go on, back and forward.
  const played = () => page.evaluate(() => Number(sessionStorage.getItem("played") ?? 0));
  await page.addInitScript(() => {
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      if (this.src.endsWith("mizu.wav")) {
        sessionStorage.setItem("played", String(Number(sessionStorage.getItem("played")) + 1));
      }
      return play.call(this);
    };
  });
  await study(page, "Japanese");
  await expect.poll(played).toBe(1);
  for (const [times, key] of ["r", "F5"].entries()) {
    await page.waitForTimeout(600);
    await press(key);
    await expect.poll(played, { message: key }).toBe(times + 2);
  }
  for (const key of ["5", "6", "7"]) await press(key);
  await shown(page, "script ran");
  await press("o");
  await expect(page.getByRole("heading", { name: /Options of Languages::Japanese/ })).toBeVisible();
  await study(page, "Japanese");
  await press("s");
  await expect(page.getByRole("heading", { name: "Japanese" })).toBeVisible();
  await study(page, "Japanese");
  await press("d");
  await expect(page.getByRole("table")).toBeVisible();

  const { revlog } = await learner.client("sync");
  expect(revlog.map(([, button]) => button)).toEqual([1, 2, 3, 4, 3, 3]);
});

test("PR-48 pictures of other websites are loaded into cards only if the learner says so", async ({
  page,
  site,
  member,
}) => {
  const reached: string[] = [];
  const foreign = createServer((request, response) => {
    reached.push(`${request.url} ${request.headers.referer ?? "without referrer"}`);
    response.setHeader("content-type", "image/svg+xml");
    response.end('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  });
  await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
  const { port } = foreign.address() as AddressInfo;
  const learner = await Learner.begin(site, member, `http://127.0.0.1:${port}`);
  await comeIn(page, member);
  await study(page, "Probe");
  await expect(card(page).locator("#probe")).toContainText("network");
  await page.waitForTimeout(500);
  expect(reached).toEqual([]);

  await page.goto("/study/settings");
  await page.getByLabel("Load pictures and sounds from other websites").check();
  await page.getByRole("button", { name: "Save" }).click();
  await study(page, "Probe");
  await expect(card(page).locator("#probe")).toContainText("network");

  await expect.poll(() => reached).toEqual(["/image without referrer"]);
  await page.goto("/study/settings");
  await expect(page.getByLabel("Load pictures and sounds")).toBeChecked();
  foreign.close();
  await learner.end();
});

test("media go on when the server begins anew, and are streamed in parts", async ({
  page,
  site,
  learner,
}) => {
  await comeIn(page, learner.person);
  const bases: string[] = [];
  page.on("response", async (response) => {
    if (!response.url().endsWith("/study/state") || !response.ok()) return;
    bases.push(((await response.json()) as { base: string }).base);
  });
  await study(page, "Japanese");
  await shown(page, "script ran");
  await expect.poll(() => bases.length).toBeGreaterThan(0);
  const address = `${bases[0]}mizu.wav`;
  const part = await page.request.get(address, { headers: { range: "bytes=4-7" } });
  expect(part.status()).toBe(206);
  expect(part.headers()["content-length"]).toBe("4");
  const whole = await page.request.get(address);
  expect((await whole.body()).subarray(4, 8)).toEqual(await part.body());

  await site.restart();
  await page.keyboard.press("*");
  await expect(said(page)).toContainText("marked", { timeout: 30_000 });

  const again = await page.request.get(address);
  expect(again.status()).toBe(200);
});
