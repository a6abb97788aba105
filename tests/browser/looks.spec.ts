// Cards look as on the desktop: popular note types, rebuilt, with the facts of Anki's reviewer
// (`ts/reviewer/reviewer.scss`, `qt/aqt/data/web/css/webview.scss`, `qt/aqt/theme.py`).
import type { Page } from "@playwright/test";
import { card, comeIn, expect, Learner, study, test } from "./learner.ts";

const style = (page: Page, selector: string, ...names: string[]) =>
  card(page)
    .locator(selector)
    .first()
    .evaluate((element, names) => {
      const computed = getComputedStyle(element);
      return names.map((name) => computed.getPropertyValue(name));
    }, names);

const classes = (page: Page) =>
  card(page)
    .locator("body")
    .evaluate((body) => body.className);

async function flip(page: Page) {
  await page.keyboard.press("Space");
  await expect(page.locator("[data-place=grades]")).toBeVisible();
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`popular note types look as in Anki, ${colorScheme}`, async ({ browser, site, member }) => {
    test.setTimeout(180_000);
    const learner = await Learner.begin(site, member, undefined, "popular");
    const context = await browser.newContext({
      baseURL: site.url,
      colorScheme,
      viewport: { width: 768, height: 900 },
    });
    const page = await context.newPage();
    const isDark = colorScheme === "dark";
    const look = (name: string) =>
      page.screenshot({ path: `test-results/screenshots/card-${name}-${colorScheme}.png` });
    await comeIn(page, member);

    await study(page, "Basic");
    await expect(card(page).locator("#qa")).toContainText("A question");
    const night = isDark ? " nightMode night_mode" : "";
    expect(await classes(page)).toBe(`card card1 isLin${night} fancy`);
    expect(await style(page, "body", "margin-top", "background-color", "font-family")).toEqual([
      "20px",
      isDark ? "rgb(44, 44, 44)" : "rgb(255, 255, 255)",
      "arial",
    ]);
    expect(await style(page, "hr", "height", "margin-top")).toEqual(["1px", "20px"]);
    await flip(page);
    await expect(card(page).locator("#answer")).toBeAttached();
    expect(await style(page, "li", "text-align")).toEqual(["start"]);
    await look("basic");

    await study(page, "Reversed");
    await flip(page);
    await look("reversed");
    await study(page, "Typing");
    await card(page).locator("#typeans").waitFor();
    expect(await style(page, "#typeans", "box-sizing")).toEqual(["border-box"]);
    await page.keyboard.type("Viena");
    await page.keyboard.press("Enter");
    await card(page).locator(".typeGood").first().waitFor();
    expect(await style(page, ".typeGood", "background-color")).toEqual(["rgb(170, 255, 170)"]);
    expect(await style(page, ".typeMissed", "background-color")).toEqual(["rgb(204, 204, 204)"]);
    await look("typed");

    await study(page, "Cloze");
    await expect(card(page).locator(".cloze").first()).toBeVisible();
    expect(await style(page, ".cloze", "font-weight")).toEqual(["700"]);
    await look("cloze");
    await study(page, "Overlapping");
    await expect(card(page).locator("#text")).toHaveText("[...]laterlater");
    await look("overlapping");
    await study(page, "Pictures");
    await expect(card(page).locator("canvas").first()).toBeVisible();
    await look("occlusion");

    await study(page, "Heavy");
    const head = card(page).locator(".head");
    await expect(head).toHaveAttribute("data-times", "1");
    await expect(head).toHaveAttribute("data-hook", "ran");
    await expect(card(page).locator(".ruby rt").first()).toHaveText("にほん");
    await expect(card(page).locator(".kana")).toHaveText("にほんご");
    await expect(card(page).locator(".deck")).toHaveText("Heavy");
    expect(await style(page, ".replay-button svg", "width")).toEqual(["40px"]);
    if (isDark) expect(await style(page, ".tag", "color")).toEqual(["rgb(255, 215, 0)"]);
    await flip(page);
    await expect(card(page).locator("img")).toBeVisible();
    expect(await style(page, "img", "max-width", "border-top-left-radius")).toEqual([
      "100%",
      "6px",
    ]);
    expect(await style(page, "a[href]:not(.replay-button)", "text-decoration-line")).toEqual([
      "none",
    ]);
    await look("heavy");
    await context.close();
    await learner.end();
  });
}
