// A learner who sits up late: at four in the morning another day begins, under her hands.
import { card, comeIn, counts, expect, Learner, said, study, test } from "./learner.ts";
import { Site, somebody, WallClock } from "./site.ts";

test("the page open while the day ends builds the queue anew, and the old card is not lost", async ({
  browser,
}) => {
  const eve = new Date("2031-05-07T03:59:56Z");
  const morning = new Date("2031-05-07T04:00:02Z");
  const clock = await WallClock.at(eve);
  const site = await Site.start({ clock });
  const person = somebody();
  await site.account(person.email, person.password);
  const learner = await Learner.begin(site, person);
  const context = await browser.newContext({ baseURL: site.url, timezoneId: "UTC" });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await comeIn(page, person);
  await study(page, "Geography");
  await expect(card(page).locator("#qa")).toContainText("Capital number 1?");
  expect(await counts(page)).toEqual([10, 0, 0]);

  await page.keyboard.press("-");
  await expect(said(page)).toHaveText("One card is buried until tomorrow.");
  await expect.poll(() => counts(page)).toEqual([9, 0, 0]);
  const before = asked.filter((path) => path === "/study/state").length;
  await clock.set(morning);

  // Nobody touches the page: it knows when the day ends.
  await expect(said(page)).toHaveText("A new day has begun.", { timeout: 15_000 });
  await expect.poll(() => counts(page)).toEqual([10, 0, 0]);
  expect(asked.filter((path) => path === "/study/state").length).toBe(before + 1);
  await expect(card(page).locator("#qa")).toContainText("Capital number 1?");
  await page.keyboard.press("Space");
  await expect(page.locator("[data-place=grades]")).toBeVisible();
  await page.waitForTimeout(200);
  await page.keyboard.press("3");
  await expect.poll(() => counts(page)).toEqual([9, 1, 0]);

  const { revlog, cards, check } = await learner.client("sync");
  expect(revlog.map(([, button]) => button)).toEqual([3]);
  expect(cards.filter(([, queue]) => Number(queue) < 0)).toEqual([]);
  expect(check).toBe(true);
  await context.close();
  await learner.end();
  await site.stop();
});
