import { expect, Site, somebody, test } from "./site.ts";

async function fillIn(page: import("@playwright/test").Page, email: string, password: string) {
  await page.goto("/account/signup");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign up" }).click();
}

test("PR-01 a learner signs up, follows the link in the letter, and is where Anki is connected", async ({
  page,
  site,
}) => {
  const mia = somebody();
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Sign up" }).click();
  await page.getByLabel("Email address").fill(mia.email);
  await page.getByLabel("Password").fill(mia.password);
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByRole("heading", { name: "Look in your mailbox" })).toBeVisible();
  await expect(page.getByText(mia.email)).toBeVisible();

  const letter = await site.letter(mia.email, /Confirm your address/);
  expect(letter.link.startsWith(`${site.url}/account/verify-email?token=`), letter.link).toBe(true);
  await page.goto(letter.link);
  const asked = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("button", { name: "Confirm and log in" }).click();
  expect((await (await asked).allHeaders()).referer ?? "").not.toContain("token");

  await expect(page.getByRole("heading", { name: "Connect your Anki" })).toBeVisible();
  await expect(page.getByText("Your address is confirmed.")).toBeVisible();
  await expect(page.locator("copy-text code")).toHaveText(`${site.url}/`);
  expect(await site.sync(await site.app(mia.email, mia.password))).toBe(200);
});

test("PR-01 the link works once", async ({ page, browser, site }) => {
  const mia = somebody();
  await fillIn(page, mia.email, mia.password);
  const { link } = await site.letter(mia.email, /Confirm your address/);
  await page.goto(link);
  await page.getByRole("button", { name: "Confirm and log in" }).click();
  await expect(page.getByRole("heading", { name: "Connect your Anki" })).toBeVisible();

  const other = await browser.newPage({ baseURL: site.url });
  await other.goto(link);
  await other.getByRole("button", { name: "Confirm and log in" }).click();

  await expect(other.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await other.close();
});

test("PR-01 before the address is confirmed nobody gets in, and is told why", async ({
  page,
  site,
}) => {
  const mia = somebody();
  await fillIn(page, mia.email, mia.password);
  await site.letter(mia.email, /Confirm your address/);

  await page.goto("/account/login");
  await page.getByLabel("Email address").fill(mia.email);
  await page.getByLabel("Password").fill(mia.password);
  await page.getByRole("button", { name: "Log in" }).click();

  await expect(page.getByRole("alert")).toContainText("Your address is not confirmed yet");
});

test("each mistake has its sentence beside the field, and what was typed stays", async ({
  page,
}) => {
  await fillIn(page, "", "");
  const email = page.getByLabel("Email address");
  await expect(email).toHaveAccessibleDescription(/^Enter your email address\./);
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expect(email).toBeFocused();
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/^Choose a password\./);

  for (const bad of ["mia", "mia@", "@example.org", "mia@exa mple.org", "mia@example..org"]) {
    await fillIn(page, bad, "three quiet herons");
    await expect(email, bad).toHaveAccessibleDescription(/does not look like an email address/);
    await expect(email).toHaveValue(bad);
  }

  const password = page.getByLabel("Password");
  const { email: good } = somebody();
  for (const [typed, sentence] of [
    ["", /^Choose a password/],
    ["short", /too short\. Use at least 8/],
    ["password", /first that anybody would guess/],
    ["x".repeat(1025), /too long\. Up to 1,024 bytes/],
  ] as const) {
    await fillIn(page, good, typed);
    await expect(password).toHaveAccessibleDescription(sentence);
    await expect(email).toHaveValue(good);
    await expect(password).toHaveValue("");
  }
});

test("PR-61 known and unknown addresses get the same answer; only the letter differs", async ({
  page,
  site,
  member,
}) => {
  const stranger = somebody();
  const seen: string[] = [];
  for (const email of [member.email, stranger.email]) {
    await fillIn(page, email, "another quiet heron");
    const words = (await page.getByRole("main").textContent()) ?? "";
    seen.push(words.replaceAll(email, "ADDRESS"));
  }

  expect(seen[0]).toBe(seen[1]);
  await site.letter(member.email, /already have/);
  await site.letter(stranger.email, /Confirm your address/);
});

test("PR-62 password managers know the fields, pasting works, and 1,000 characters are fine", async ({
  page,
  context,
  site,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const mia = { ...somebody(), password: "long password ".repeat(72).slice(0, 1000) };
  await page.goto("/account/signup");
  await expect(page.getByLabel("Email address")).toHaveAttribute("autocomplete", "username");
  const password = page.getByLabel("Password");
  await expect(password).toHaveAttribute("autocomplete", "new-password");
  await page.getByLabel("Email address").fill(mia.email);
  await page.evaluate((text) => navigator.clipboard.writeText(text), mia.password);
  await password.focus();
  await page.keyboard.press("Control+V");
  await expect(password).toHaveValue(mia.password);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.goto((await site.letter(mia.email, /Confirm your address/)).link);
  await page.getByRole("button", { name: "Confirm and log in" }).click();
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByText("You are logged out.")).toBeVisible();

  await page.goto("/account/login");
  await page.getByLabel("Email address").fill(mia.email);
  await page.getByLabel("Password").fill(mia.password);
  await page.getByRole("button", { name: "Log in" }).click();

  await expect(page.getByRole("heading", { name: "Connect your Anki" })).toBeVisible();
});

test("the address that the apps open leads to signing up", async ({ page }) => {
  await page.goto("/account/register");

  await expect(page).toHaveURL(/\/account\/signup$/);
  await expect(page.getByRole("heading", { name: "Sign up" })).toBeVisible();
});

test("by invitation only: the printed link lets the first person in, once, and nobody else", async ({
  browser,
}) => {
  const site = await Site.start({ registration: "invite" });
  try {
    const page = await browser.newPage({ baseURL: site.url });
    await page.goto("/account/signup");
    await expect(page.getByRole("heading", { name: "By invitation" })).toBeVisible();
    await page.goto("/account/signup?invitation=made-up");
    await expect(page.getByText("This invitation has been used already")).toBeVisible();

    const link = /http\S+\/account\/signup\?invitation=\S+/.exec(site.said())?.[0] ?? "";
    expect(link, site.said()).not.toBe("");
    const operator = somebody();
    await page.goto(link);
    await page.getByLabel("Email address").fill(operator.email);
    await page.getByLabel("Password").fill(operator.password);
    await page.getByRole("button", { name: "Sign up" }).click();
    await page.goto((await site.letter(operator.email, /Confirm your address/)).link);
    await page.getByRole("button", { name: "Confirm and log in" }).click();
    await expect(page.getByRole("heading", { name: "Setting up this server" })).toBeVisible();

    await page.getByRole("button", { name: "Log out" }).click();
    await expect(page.getByText("You are logged out.")).toBeVisible();
    await page.goto(link);
    await page.getByLabel("Email address").fill(somebody().email);
    await page.getByLabel("Password").fill("three other herons");
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page.getByRole("alert")).toContainText("This invitation has been used already");
    await page.close();
  } finally {
    await site.stop();
  }
});

test("a closed site says so", async ({ browser }) => {
  const site = await Site.start({ registration: "closed" });
  try {
    const page = await browser.newPage({ baseURL: site.url });
    await page.goto("/account/signup");
    await expect(
      page.getByRole("heading", { name: "This server is not taking new members" }),
    ).toBeVisible();
    await page.close();
  } finally {
    await site.stop();
  }
});
