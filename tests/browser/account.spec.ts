import { DROID, expect, logIn, looksWell, test } from "./site.ts";

test("PR-25 devices are listed with program, version, system and days, and one can be logged out", async ({
  page,
  site,
  member,
}) => {
  const desktop = await site.app(member.email, member.password);
  const phone = await site.app(member.email, member.password, DROID);
  await site.sync(desktop);
  await site.sync(phone, DROID);
  await logIn(page, member);
  await page.getByRole("banner").getByRole("link", { name: "Account" }).click();

  const devices = page.getByRole("region", { name: "Devices" }).getByRole("listitem");
  await expect(devices).toHaveCount(2);
  const anki = devices.filter({ hasText: "26.09.3" });
  await expect(anki).toContainText("Anki");
  await expect(anki).toContainText("Linux debian 12");
  await expect(anki).toContainText("Last sync");
  await expect(anki).toContainText("today");
  await expect(devices.filter({ hasText: "AnkiDroid" })).toContainText("Android 14");

  await anki.getByRole("button", { name: "Log out Anki" }).click();

  await expect(page.getByText("The device is logged out.")).toBeVisible();
  await expect(devices).toHaveCount(1);
  expect(await site.sync(desktop)).toBe(403);
  expect(await site.sync(phone, DROID)).toBe(200);
});

test("PR-05 nobody logs out somebody else's device", async ({ page, browser, site, member }) => {
  const key = await site.app(member.email, member.password);
  await logIn(page, member);
  await page.goto("/account");
  const action = await page.locator("form[action*=revocation]").getAttribute("action");

  const other = { email: `other.${member.email}`, password: "some other herons" };
  await site.account(other.email, other.password);
  const stranger = await browser.newPage({ baseURL: site.url });
  await logIn(stranger, other);
  await stranger.evaluate((address) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = address ?? "";
    document.body.append(form);
    form.submit();
  }, action);
  await expect(stranger.getByText("That device was logged out already.")).toBeVisible();

  expect(await site.sync(key)).toBe(200);
  await stranger.close();
});

test("storage says what the collection and the media take", async ({ page, member }) => {
  await logIn(page, member);
  await page.goto("/account");

  const storage = page.getByRole("region", { name: "Storage" });
  await expect(storage).toContainText("0 notes, 0 cards, 0 reviews");
  await expect(storage).toContainText("0 files");
  await expect(storage.getByRole("img")).toBeVisible();
});

test("a changed password ends other browsers and all devices, and says so", async ({
  page,
  browser,
  site,
  member,
}) => {
  const elsewhere = await browser.newPage({ baseURL: site.url });
  await logIn(elsewhere, member);
  const key = await site.app(member.email, member.password);
  await logIn(page, member);
  await page.goto("/account");
  const current = page.getByLabel("Current password");
  const next = page.getByLabel("New password");
  const submit = page.getByRole("button", { name: "Change password" });
  await expect(current).toHaveAttribute("autocomplete", "current-password");
  await expect(next).toHaveAttribute("autocomplete", "new-password");

  await submit.click();
  await expect(current).toHaveAccessibleDescription("Enter your current password.");
  await current.fill("not mine");
  await next.fill("yet another heron");
  await submit.click();
  await expect(current).toHaveAccessibleDescription("This is not your current password.");
  await current.fill(member.password);
  await next.fill("short");
  await submit.click();
  await expect(next).toHaveAccessibleDescription(/too short/);
  await current.fill(member.password);
  await next.fill("yet another heron");
  await submit.click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();

  await page.reload();
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  await elsewhere.goto("/account");
  await expect(elsewhere).toHaveURL(/\/account\/login/);
  expect(await site.sync(key)).toBe(403);
  await site.letter(member.email, /password was changed/);
  await logIn(elsewhere, { ...member, password: "yet another heron" });
  await elsewhere.close();
});

test("PR-10 logging out everywhere ends every browser's session and leaves the apps alone", async ({
  page,
  browser,
  site,
  member,
}) => {
  const elsewhere = await browser.newPage({ baseURL: site.url });
  await logIn(elsewhere, member);
  const key = await site.app(member.email, member.password);
  await logIn(page, member);
  await page.goto("/account");

  await page.getByRole("button", { name: "Log out everywhere" }).click();

  await expect(page.getByText("You are logged out everywhere")).toBeVisible();
  await elsewhere.goto("/account");
  await expect(elsewhere).toHaveURL(/\/account\/login/);
  expect(await site.sync(key)).toBe(200);
  await elsewhere.close();
});

test("PR-10 PR-61 browsers are listed and logged out one by one, and a log-in with another is told", async ({
  page,
  browser,
  site,
  member,
}) => {
  test.setTimeout(90_000);
  await logIn(page, member);
  const phone = await browser.newPage({
    baseURL: site.url,
    userAgent: "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
  });
  await logIn(phone, member);
  const safari = await browser.newPage({
    baseURL: site.url,
    userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.6 Safari/605.1.15",
  });
  await logIn(safari, member);
  const letter = await site.letter(member.email, /new log-in/);
  expect(letter.text).toContain("It was Firefox on Android.");
  await page.goto("/account");
  const sessions = page.getByRole("region", { name: "This and other browsers" });
  const rows = sessions.getByRole("listitem");
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText("Chrome on Linux This browser");
  await expect(rows.nth(1)).toContainText("Safari on macOS");
  await expect(rows.nth(2)).toContainText(/Last seen\s*today/);
  await looksWell(page, "account");

  await rows.filter({ hasText: "Firefox on Android" }).getByRole("button").click();
  await expect(page.getByText("That browser is logged out.")).toBeVisible();
  await phone.goto("/account");
  await expect(phone).toHaveURL(/\/account\/login/);
  await safari.goto("/account");
  await expect(safari).toHaveURL(/\/account$/);
  await page.getByRole("button", { name: "Log out all others" }).click();
  await expect(page.getByText("All other browsers are logged out.")).toBeVisible();
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Log out all others" })).toHaveCount(0);
  await safari.goto("/account");
  await expect(safari).toHaveURL(/\/account\/login/);

  await page.goto(letter.link);
  await expect(page.getByRole("heading", { name: "Lock everybody out" })).toBeVisible();
  await looksWell(page, "login-return");
  await page.getByRole("button", { name: "Lock everybody out" }).click();
  await expect(page.getByRole("heading", { name: "Everybody is locked out" })).toBeVisible();
  await looksWell(page, "login-returned");
  await page.goto("/account");
  await expect(page).toHaveURL(/\/account\/login/);
  await site.letter(member.email, /Choose a new password/);
  await phone.close();
  await safari.close();
});

test("PR-62 password managers find the place to change a password", async ({ page, member }) => {
  await logIn(page, member);

  await page.goto("/.well-known/change-password");

  await expect(page).toHaveURL(/\/account#password$/);
});

test("the address is copied by its button", async ({ page, context, site, member }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await logIn(page, member);

  await page.getByRole("button", { name: "Copy" }).click();

  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${site.url}/`);
});
