// What FSRS takes its time for, presets, filtered decks, older schedulers, and settings of studying.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { addressOf, card, comeIn, expect, Learner, study, test } from "./learner.ts";

async function looksRight(page: Page, name: string) {
  const found = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const violations = found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
  );
  expect(violations, name).toEqual([]);
  for (const width of [375, 768, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name} at ${width}`).toBeLessThanOrEqual(0);
    const dark = process.env.DARK ? "-dark" : "";
    await page.screenshot({
      path: `test-results/screenshots/${name}-${width}${dark}.png`,
      fullPage: true,
    });
  }
}

const calculated = { timeout: 90_000 };

test("parameters are found while the learner studies, are told before and after, and can be undone", async ({
  page,
  site,
  member,
}) => {
  test.setTimeout(240_000);
  const learner = await Learner.begin(site, member, undefined, "veteran");
  await comeIn(page, member);
  const options = `${await addressOf(page, "Geography")}/options`;
  await page.goto(options);
  await page.getByRole("button", { name: "Save and optimise this preset" }).click();
  await expect(page.getByText("Turn FSRS on first")).toBeVisible();

  await page.getByLabel("Schedule with FSRS").check();
  await page.getByRole("button", { name: "Save and optimise this preset" }).click();
  await expect(page.getByRole("heading", { name: "Finding parameters" })).toBeVisible();
  await expect(page.getByText("The parameters fit your answers now.")).toBeVisible(calculated);
  await expect(page.getByText(/Better parameters were found from \d+ answers/)).toBeVisible();
  await expect(page.getByText(/^Log loss 0\.\d{4}, RMSE/)).toHaveCount(2);
  await looksRight(page, "optimised");
  const after = await page
    .locator("dt", { hasText: "Parameters now" })
    .locator("+ dd")
    .textContent();
  await page.goto(options);
  const kept = await page.getByLabel("Parameters", { exact: true }).inputValue();
  expect(kept.split(", ").map((value) => Number(value).toFixed(4))).toEqual(after?.split(", "));

  await page.goto("/decks");
  await page.getByRole("button", { name: "Undo: deck options" }).click();
  await page.goto(options);
  await expect(page.getByLabel("Parameters", { exact: true })).not.toHaveValue(kept);
  await page.getByRole("button", { name: "Save and evaluate" }).click();
  await expect(page.getByText(/^Log loss 0\.\d{4}, RMSE/)).toBeVisible(calculated);
  expect((await learner.client("sync")).check).toBe(true);
  await learner.end();
});

test("without script a link shows how far it is, all presets are optimised, and it can be stopped", async ({
  browser,
  site,
  member,
}) => {
  test.setTimeout(240_000);
  const learner = await Learner.begin(site, member, undefined, "veteran");
  const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await comeIn(page, member);
  const deck = await addressOf(page, "Geography");
  const options = `${deck}/options`;
  await page.goto(options);
  await page.getByText("Add a preset").first().click();
  await page.getByLabel("Name of the new preset").fill("Default");
  await page.getByRole("button", { name: "Add a preset" }).click();
  await expect(page.getByText("The preset is there")).toBeVisible();
  await expect(page.getByLabel("Name of the preset", { exact: true })).toHaveValue("Default 2");

  await page.getByLabel("Schedule with FSRS").check();
  await page.getByRole("button", { name: "Save and optimise all presets" }).click();
  await expect(async () => {
    const again = page.getByRole("link", { name: "Look again" });
    if (await again.isVisible()) await again.click();
    await expect(page.getByRole("heading", { name: "Default", exact: true })).toBeVisible({
      timeout: 500,
    });
  }).toPass({ timeout: 120_000 });
  await expect(page.getByRole("heading", { name: "Default 2" })).toBeVisible();

  await page.goto(`${deck}/forecast`);
  await page.getByLabel("Days to simulate").fill("3650");
  await page.getByRole("button", { name: "Compare all desired retentions" }).click();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(async () => {
    const again = page.getByRole("link", { name: "Look again" });
    if (await again.isVisible()) await again.click();
    await expect(page.getByText("It was stopped. Nothing has changed.")).toBeVisible({
      timeout: 500,
    });
  }).toPass({ timeout: 120_000 });
  await context.close();
  await learner.end();
});

test("the days to come are simulated and drawn, and desired retentions are compared", async ({
  page,
  site,
  member,
}) => {
  test.setTimeout(240_000);
  const learner = await Learner.begin(site, member, undefined, "veteran");
  await comeIn(page, member);
  const forecast = `${await addressOf(page, "Geography")}/forecast`;
  await page.goto(forecast);
  await looksRight(page, "forecast-form");
  await page.getByLabel("Days to simulate").fill("0");
  await page.getByRole("button", { name: "Simulate", exact: true }).click();
  await expect(page.getByText("Days to simulate: this value cannot be used.")).toBeVisible();

  await page.getByLabel("Days to simulate").fill("60");
  await page.getByRole("button", { name: "Simulate", exact: true }).click();
  await expect(page.getByRole("img", { name: "Reviews a day" })).toBeVisible(calculated);
  await expect(page.getByRole("img", { name: "Cards remembered" })).toBeVisible();
  await expect(page.getByRole("rowheader", { name: "Day 0 to 4" })).toBeVisible();
  await looksRight(page, "forecast-days");
  await page.goto(forecast);
  await page.getByLabel("Days to simulate").fill("30");
  await page.getByRole("button", { name: "Compare all desired retentions" }).click();
  await expect(page.getByRole("rowheader", { name: "99 %" })).toBeVisible(calculated);
  await looksRight(page, "forecast-retentions");
  await learner.end();
});

test("a collection of an older scheduler is upgraded before it is studied", async ({
  page,
  site,
  member,
}) => {
  const learner = await Learner.begin(site, member, undefined, "old");
  await comeIn(page, member);
  await expect(page.getByRole("heading", { name: /uses an older scheduler/ })).toBeVisible();
  await expect(page.getByText("This cannot be undone.")).toBeVisible();
  await page.goto(await addressOf(page, "Geography"));
  await expect(page.getByRole("button", { name: "Study now" })).toHaveCount(0);
  await page.goto("/study");
  await page.waitForURL("**/decks");
  await looksRight(page, "old-scheduler");

  await page.getByRole("button", { name: "Upgrade the collection" }).click();

  await expect(page.getByText("The collection is upgraded.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Undo/ })).toHaveCount(0);
  await study(page, "Geography");
  await expect(card(page).locator("#qa")).toContainText("Capital number 1?");
  const { check, decks } = await learner.client("download");
  expect(check).toBe(true);
  expect(decks).toContain("Geography");
  await learner.end();
});

test("filtered decks are made and changed in a form of their own", async ({ page, learner }) => {
  await comeIn(page, learner.person);
  await page.getByText("Create deck").first().click();
  await page.getByRole("link", { name: "Create filtered deck" }).click();
  await page.getByLabel("Name of the deck").fill("Cram");
  await page.getByLabel("Search", { exact: true }).first().fill("deck:Geography (");
  await page.getByRole("button", { name: "Build" }).click();
  await expect(page.getByRole("alert")).toContainText("a bracket is not closed");
  await expect(page.getByLabel("Name of the deck")).toHaveValue("Cram");
  await looksRight(page, "filtered-form");
  await page.getByLabel("Search", { exact: true }).first().fill("deck:Geography nothing");
  await page.getByRole("button", { name: "Build" }).click();
  await expect(page.getByRole("alert")).toContainText("No cards fit");

  await page.getByLabel("Search", { exact: true }).first().fill("deck:Geography number 1");
  await page.getByLabel("In the order").first().selectOption({ label: "Order added" });
  await page.getByLabel("Also take cards of a second search").check();
  await page.getByLabel("Search", { exact: true }).nth(1).fill("deck:Typing");
  await page.getByLabel("Reschedule cards").uncheck();
  await page.getByLabel("Again", { exact: true }).fill("30");
  await page.getByRole("button", { name: "Build" }).click();
  await expect(page.getByRole("heading", { name: "Cram" })).toBeVisible();
  await page.getByRole("link", { name: "Options" }).click();
  await expect(page.getByLabel("Again", { exact: true })).toHaveValue("30");
  await page.getByLabel("Make the deck even if").check();
  await page.getByLabel("Also take cards of a second search").uncheck();
  await page.getByRole("button", { name: "Save and rebuild" }).click();
  await expect(page.getByText("The deck is built.")).toBeVisible();
  await page.getByRole("button", { name: "Study now" }).click();
  await expect(card(page).locator("#qa")).toContainText("Capital number 1?");
  await page.keyboard.press("o");
  await expect(page.getByRole("heading", { name: "Options of Geography" })).toBeVisible();
  expect((await learner.client("sync")).check).toBe(true);
});

test("settings of studying are obeyed: counts, times, time box, rollover", async ({
  page,
  learner,
}) => {
  await comeIn(page, learner.person);
  await page.getByRole("link", { name: "Settings of studying" }).click();
  await looksRight(page, "study-settings");
  await page.getByLabel("The next day starts").fill("24");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/hours past midnight: this value cannot be used/)).toBeVisible();
  await page.getByLabel("The next day starts").fill("3");
  await page.getByLabel("Timebox, minutes").fill("1");
  await page.getByLabel("Show how many cards remain").uncheck();
  await page.getByLabel("Show on the buttons").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The settings of studying are saved.")).toBeVisible();

  await page.clock.install();
  await study(page, "Geography");
  await expect(card(page).locator("#qa")).toContainText("Capital number 1?");
  await expect(page.locator("[data-place=counts]")).toBeHidden();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Good" })).toHaveText("Good");
  await page.clock.fastForward(61_000);
  await page.keyboard.press("3");
  await expect(page.getByRole("dialog")).toContainText("Cards studied: 1. Minutes: 1.");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(card(page).locator("#qa")).toContainText("Capital number 2?");
  expect((await learner.client("sync")).config).toEqual({
    rollover: 3,
    timeLim: 60,
    dueCounts: false,
    estTimes: false,
  });
});

test("the learner's own script changes the states of cards, and one that never ends stops nothing", async ({
  page,
  learner,
}) => {
  test.setTimeout(120_000);
  await comeIn(page, learner.person);
  const options = `${await addressOf(page, "Geography")}/options`;
  const keep = async (script: string) => {
    await page.goto(options);
    await page.getByLabel("Custom scheduling").fill(script);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("The options are saved.")).toBeVisible();
    await study(page, "Geography");
  };
  const grade = async (label: string) => {
    await page.keyboard.press("Space");
    await expect(page.getByRole("button", { name: /Easy/ })).toContainText(label);
    await page.waitForTimeout(250);
    await page.keyboard.press("4");
  };

  await keep(`if (states.easy.normal?.review) {
  states.easy.normal.review.scheduledDays = 123;
  customData.easy.v = ctx.deckName.length;
}
// the last line may be a comment`);
  await expect(card(page).locator("#qa")).toContainText("Capital number 1?");
  await grade("mo");
  await expect(card(page).locator("#qa")).toContainText("Capital number 2?");
  await keep("for (;;);");
  await expect(card(page).locator("#qa")).toContainText("Capital number 2?");
  await grade("d");
  await expect(card(page).locator("#qa")).toContainText("Capital number 3?", { timeout: 20_000 });
  await keep("states.easy.normal.review.scheduledDays = -5;");
  await grade("d");
  await expect(card(page).locator("#qa")).toContainText("Capital number 4?");

  const { revlog, custom } = await learner.client("sync");
  const [first, ...others] = revlog.map(([, , , interval]) => interval);
  expect(first).toBe(123);
  for (const interval of others) expect(interval).toBeLessThan(10);
  expect(custom).toEqual(['{"v":9}']);
});
