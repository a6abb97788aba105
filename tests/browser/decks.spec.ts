import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { addressOf, card, comeIn, expect, said, study, test } from "./learner.ts";

async function axe(page: Page) {
  const found = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
  );
}

test("without script decks are folded, made, renamed, moved, described, deleted and brought back", async ({
  browser,
  site,
  learner,
}) => {
  const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await comeIn(page, learner.person);
  await expect(page.getByRole("link", { name: "Japanese" })).toBeHidden();
  await page.getByRole("button", { name: "Unfold Languages" }).click();
  await expect(page.getByRole("link", { name: "Japanese" })).toBeVisible();

  await page.getByText("Create deck").first().click();
  await page.getByRole("button", { name: "Create deck" }).click();
  await expect(page.getByText("A deck needs a name.")).toBeVisible();
  await page.getByLabel("Name of the deck").fill("Music");
  await page.getByRole("button", { name: "Create deck" }).click();
  await expect(page.getByText("The deck is there.")).toBeVisible();

  const music = await addressOf(page, "Music");
  await page.goto(`${music}/name`);
  await page.getByLabel("Name of the deck").fill("Songs");
  await page.getByRole("button", { name: "Save" }).click();
  await page.goto(`${music}/parent`);
  await page.getByLabel("Into").selectOption({ label: "Languages" });
  await page.getByRole("button", { name: "Move" }).click();
  await page.goto(`${music}/description`);
  await page.getByLabel("Description").fill("To sing along.<script>alert(1)</script>");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("To sing along.")).toBeVisible();
  await page.goto(`${music}/subdeck`);
  await page.getByLabel("Name of the deck").fill("Old");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByText("The deck is there.")).toBeVisible();

  const geography = await addressOf(page, "Geography");
  await page.goto(`${geography}/removal`);
  await expect(page.getByText("10 cards in it are deleted")).toBeVisible();
  await page.getByRole("button", { name: "Delete the deck" }).click();
  await expect(page.getByRole("link", { name: "Geography" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo: delete deck" }).click();
  await expect(page.getByRole("link", { name: "Geography" })).toBeVisible();

  const { decks, check } = await learner.client("sync");
  expect(decks).toContain("Languages::Songs::Old");
  expect(decks).toContain("Geography::Flags");
  expect(check).toBe(true);
  await context.close();
});

test("filtered decks are emptied and built anew, and custom study makes one", async ({
  page,
  learner,
}) => {
  await comeIn(page, learner.person);
  const filtered = await addressOf(page, "Filtered");
  await page.goto(filtered);
  await page.getByRole("button", { name: "Empty" }).click();
  await expect(page.getByText("The deck is empty")).toBeVisible();
  await page.goto(filtered);
  await page.getByRole("button", { name: "Rebuild" }).click();
  await expect(page.getByText("The deck is built anew.")).toBeVisible();

  const geography = await addressOf(page, "Geography");
  await page.goto(`${geography}/custom-study`);
  await page.getByLabel("Look at new cards added").first().check();
  await page.getByRole("button", { name: "Go" }).click();
  await expect(page.getByRole("heading", { name: "Custom Study Session" })).toBeVisible();
  await page.getByRole("button", { name: "Study now" }).click();
  await expect(page.getByRole("button", { name: "Show answer" })).toBeVisible();
  await page.goto(`${geography}/custom-study`);
  await page.getByLabel("Review cards forgotten").first().check();
  await page.getByRole("button", { name: "Go" }).click();
  await expect(page.getByText("No cards fit")).toBeVisible();
});

test("options of a deck are kept, and what cannot be used is said", async ({ page, learner }) => {
  await comeIn(page, learner.person);
  const address = `${await addressOf(page, "Geography")}/options`;
  await page.goto(address);
  expect(await axe(page)).toEqual([]);

  await page.getByLabel("Learning steps", { exact: true }).fill("tomorrow");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Learning steps: this value cannot be used.")).toBeVisible();
  await page.getByLabel("Learning steps", { exact: true }).fill("2m 15m");
  await page.getByLabel("New cards a day", { exact: true }).fill("3");
  await page.getByLabel("Show the timer").check();
  await page.getByLabel("Name of the preset").fill("Slow");
  await page.getByRole("button", { name: "Save as a new preset" }).click();
  await expect(page.getByText("The options are saved.")).toBeVisible();

  await expect(page.getByLabel("Name of the preset")).toHaveValue("Slow");
  await expect(page.getByLabel("Learning steps", { exact: true })).toHaveValue("2m 15m");
  await study(page, "Geography");
  await expect(page.locator("[data-place=time]")).toBeVisible();
  await expect(page.locator("[data-count='0']")).toHaveText("3");
  await page.keyboard.press("o");
  await expect(page.getByRole("heading", { name: "Options of Geography" })).toBeVisible();
  expect((await learner.client("sync")).check).toBe(true);
});

test("a deck that is done says so, and buried cards can be brought back", async ({
  page,
  learner,
}) => {
  await comeIn(page, learner.person);
  await study(page, "Typing");
  // The field in the card takes the focus; a menu that is open closes then.
  await expect(card(page).locator("#typeans")).toBeFocused();
  await page.getByRole("button", { name: "More" }).or(page.locator("summary.tool")).first().click();
  await page.getByRole("button", { name: "Bury card" }).click();

  await expect(page.getByRole("heading", { name: "Congratulations" })).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await page.getByRole("button", { name: "Unbury" }).click();
  await expect(page.getByRole("button", { name: "Study now" })).toBeVisible();
  await expect(said(page)).toHaveCount(0);
});

test("the keyboard alone folds, opens a menu and moves a deck; the mouse drags it", async ({
  page,
  learner,
}) => {
  await comeIn(page, learner.person);
  await page.getByRole("button", { name: "Unfold Languages" }).press("Enter");
  await expect(page.getByRole("link", { name: "Japanese" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Fold Languages" })).toBeFocused();
  await page.reload();
  await expect(page.getByRole("link", { name: "Japanese" })).toBeVisible();

  await page
    .getByRole("row", { name: "Typing" })
    .dragTo(page.getByRole("row", { name: "Pictures" }));
  await expect(page.getByText("The deck has moved.")).toBeVisible();
  expect((await learner.client("sync")).decks).toContain("Pictures::Typing");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on the decks, and they fit every screen, ${colorScheme}`, async ({
    browser,
    site,
    learner,
  }) => {
    test.setTimeout(120_000);
    for (const width of [320, 375, 768, 1440]) {
      const viewport = { width, height: 800 };
      const context = await browser.newContext({ baseURL: site.url, colorScheme, viewport });
      const page = await context.newPage();
      await comeIn(page, learner.person);
      const geography = await addressOf(page, "Geography");
      for (const [name, address] of [
        ["list", "/decks"],
        ["deck", geography],
        ["options", `${geography}/options`],
        ["custom-study", `${geography}/custom-study`],
        ["removal", `${geography}/removal`],
        ["parent", `${geography}/parent`],
        ["description", `${geography}/description`],
        ["forecast", `${geography}/forecast`],
        ["filtered", "/decks/filtered"],
        ["settings", "/study/settings"],
      ] as const) {
        await page.goto(address);
        if (name === "list") await page.locator("summary.gear").first().click();
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `${name} at ${width}`).toBeLessThanOrEqual(0);
        if (width === 375) expect(await axe(page), name).toEqual([]);
        await page.screenshot({
          path: `test-results/screenshots/decks-${name}-${width}-${colorScheme}.png`,
          fullPage: true,
        });
      }
      await context.close();
    }
  });
}
