import { expect, logIn, Site, somebody, test } from "./site.ts";

test("PR-61 a wrong password and an unknown address get the same sentence", async ({
  page,
  member,
}) => {
  const seen: string[] = [];
  for (const email of [member.email, somebody().email]) {
    await page.goto("/account/login");
    await page.getByLabel("Email address").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Log in" }).click();
    await expect(page.getByRole("alert")).toContainText("do not fit together");
    await expect(page.getByLabel("Email address")).toHaveValue(email);
    await expect(page.getByLabel("Password")).toHaveValue("");
    seen.push((await page.content()).replaceAll(email, "ADDRESS"));
  }

  expect(seen[0]).toBe(seen[1]);
});

test("empty fields have their sentences", async ({ page, member }) => {
  await page.goto("/account/login");
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByLabel("Email address")).toHaveAccessibleDescription(
    "Enter your email address.",
  );

  await page.getByLabel("Email address").fill(member.email);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription("Enter your password.");
  await expect(page.getByLabel("Password")).toBeFocused();
});

test("PR-08 PR-11 the only cookie is the session's, out of reach of scripts, and it lasts", async ({
  page,
  context,
  site,
  member,
}) => {
  await page.goto("/");
  expect(await context.cookies()).toEqual([]);

  await logIn(page, member);

  const cookies = await context.cookies();
  expect(cookies.map(({ name, httpOnly, sameSite, path }) => ({ name, httpOnly, sameSite, path })))
    // On http there is neither `Secure` nor the `__Host-` prefix; the handlers' tests look at these.
    .toEqual([{ name: "sid", httpOnly: true, sameSite: "Lax", path: "/" }]);
  expect(cookies[0]?.expires).toBeGreaterThan(Date.now() / 1000 + 100 * 86_400);
  expect(await page.evaluate(() => document.cookie)).toBe("");
  expect(site.said()).not.toContain(cookies[0]?.value);
});

test("PR-10 logging out ends the session and takes the cookie; the old one is refused", async ({
  page,
  context,
  member,
}) => {
  await logIn(page, member);
  const before = await context.cookies();
  const answered = page.waitForResponse((answer) => answer.url().endsWith("/account/logout"));
  await page.getByRole("banner").getByRole("button", { name: "Log out" }).click();

  const headers = await (await answered).allHeaders();
  expect(headers["clear-site-data"]).toContain('"cookies"');
  expect(headers["set-cookie"]).toContain("Max-Age=0");
  await expect(page.getByText("You are logged out.")).toBeVisible();
  expect(await context.cookies()).toEqual([]);

  await context.addCookies(before);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/account\/login\?next=\/account$/);
});

test("PR-12 cookies of others are ignored: the page is the same with and without", async ({
  page,
  context,
  site,
}) => {
  await page.goto("/about");
  const without = await page.content();
  await context.addCookies([{ name: "_ga", value: "GA1.2.marker", url: site.url }]);

  await page.goto("/about");

  expect(await page.content()).toBe(without);
  expect(without).not.toContain("marker");
});

test("who wanted to see the account page lands there after logging in", async ({
  page,
  member,
}) => {
  await page.goto("/account");
  await expect(page.getByText("Log in first")).toBeVisible();
  await page.getByLabel("Email address").fill(member.email);
  await page.getByLabel("Password").fill(member.password);
  await page.getByRole("button", { name: "Log in" }).click();

  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
});

test("a foreign address to go to afterwards is forgotten", async ({ page, member }) => {
  await page.goto("/account/login?next=//evil.example/");
  await page.getByLabel("Email address").fill(member.email);
  await page.getByLabel("Password").fill(member.password);
  await page.getByRole("button", { name: "Log in" }).click();

  await expect(page).toHaveURL(/\/account\/connect$/);
});

test("PR-09 a form on another site's page changes nothing", async ({ page, site, member }) => {
  await logIn(page, member);
  await page.route("http://evil.test/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<form method="post" action="${site.url}/account/logout"><button>win</button></form>`,
    }),
  );
  await page.goto("http://evil.test/");
  await page.getByRole("button", { name: "win" }).click();
  await expect(page.getByText("This form came from another page")).toBeVisible();

  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
});

test("PR-09 in a home network, where browsers tell less, forms still work and are still guarded", async ({
  browser,
  site,
  member,
}) => {
  const home = site.url.replace("127.0.0.1", "fuda.lan");
  const page = await browser.newPage({ baseURL: home });
  await logIn(page, member);
  await page.goto("/account/resetpw");
  await page.getByLabel("Email address").fill(member.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  const { link } = await site.letter(member.email, /new password/);
  await page.goto(link.replace("127.0.0.1", "fuda.lan"));
  await page.getByLabel("New password").fill("herons of the lake");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await expect(page.getByText("Your new password is saved.")).toBeVisible();

  await logIn(page, { ...member, password: "herons of the lake" });
  await page.route("http://evil.test/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<form method="post" action="${home}/account/logout"><button>win</button></form>`,
    }),
  );
  await page.goto("http://evil.test/");
  await page.getByRole("button", { name: "win" }).click();
  await expect(page.getByText("This form came from another page")).toBeVisible();
  await page.close();
});

test("PR-17 after too many failures there is a sentence that says how long to wait", async ({
  browser,
}) => {
  const site = await Site.start({ limit: { burst: 2, refill_seconds: 300 } });
  try {
    const page = await browser.newPage({ baseURL: site.url });
    const victim = somebody();
    const alert = page.getByRole("alert");
    for (const sentence of [/do not fit together/, /do not fit together/, /Wait \d minutes/]) {
      await page.goto("/account/login");
      await page.getByLabel("Email address").fill(victim.email);
      await page.getByLabel("Password").fill("a guess");
      await page.getByRole("button", { name: "Log in" }).click();
      await expect(alert).toContainText(sentence);
    }
    await page.close();
  } finally {
    await site.stop();
  }
});
