import { mkdir } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { DROID, expect, logIn, type Person, type Site, test } from "./site.ts";

const FOR_ALL = [
  "/",
  "/about",
  "/status",
  "/apps",
  "/support",
  "/account/login",
  "/account/signup",
  "/account/resetpw",
  "/account/terms",
  "/account/privacy",
  "/account/privacy/history",
  "/account/privacy/register",
  "/statistics",
  "/account/remove-account",
  "/account/verify-email?token=x",
  "/account/new-password?token=x",
  "/account/email/confirmation?token=x",
  "/account/email/return?token=x",
  "/account/second-factor/return?token=x",
  "/account/keeping?token=x",
  "/nowhere",
];
const FOR_MEMBERS = [
  "/account/connect",
  "/account",
  "/account/email",
  "/account/second-factor",
  "/account/device-passwords",
  "/account/data",
  "/account/proof",
];
const WIDTHS = [375, 768, 1440];
const SHOTS = "test-results/screenshots";

const name = (address: string) =>
  address === "/" ? "home" : address.slice(1).replace(/\?.*/, "").replaceAll("/", "-");

/** Every page in turn, with the forms as they come back, too. */
async function visitAll(page: Page, person: Person, look: (name: string) => Promise<void>) {
  for (const address of FOR_ALL) {
    await page.goto(address);
    await look(name(address));
  }
  await page.goto("/account/login");
  await page.getByLabel("Email address").fill(person.email);
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Log in" }).click();
  await look("account-login-refused");
  await page.goto("/account/signup");
  await page.getByLabel("Email address").fill("mia");
  await page.getByRole("button", { name: "Sign up" }).click();
  await look("account-signup-refused");
  await logIn(page, person);
  for (const address of FOR_MEMBERS) {
    await page.goto(address);
    await look(name(address));
  }
  for (const details of await page.locator("details").all()) await details.click();
}

/** A page on which all has been filled in once: two devices. */
async function withDevices(site: Site, member: Person) {
  await site.sync(await site.app(member.email, member.password));
  await site.sync(await site.app(member.email, member.password, DROID), DROID);
}

async function open(browser: Browser, site: Site, options: BrowserContextOptions) {
  const context = await browser.newContext({ baseURL: site.url, ...options });
  return context.newPage();
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page, ${colorScheme}`, async ({ browser, site, member }) => {
    test.setTimeout(180_000);
    await withDevices(site, member);
    const page = await open(browser, site, { colorScheme });
    await visitAll(page, member, async (where) => {
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      const found = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze();
      const said = found.violations.map(
        (violation) =>
          `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`,
      );
      expect(said, where).toEqual([]);
    });
    await page.context().close();
  });

  test(`pages fit ${WIDTHS.join(", ")} pixels, ${colorScheme}`, async ({
    browser,
    site,
    member,
  }) => {
    test.setTimeout(240_000);
    await withDevices(site, member);
    await mkdir(SHOTS, { recursive: true });
    for (const width of WIDTHS) {
      const viewport = { width, height: width < 500 ? 812 : 900 };
      const page = await open(browser, site, { colorScheme, viewport });
      await visitAll(page, member, async (where) => {
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `${where} at ${width}`).toBeLessThanOrEqual(0);
        const path = `${SHOTS}/${where}-${width}-${colorScheme}.png`;
        await page.screenshot({ path, fullPage: true });
      });
      await page.context().close();
    }
  });
}

test("at 320 pixels, and with text twice as large, nothing is cut off", async ({
  browser,
  site,
  member,
}) => {
  test.setTimeout(120_000);
  const page = await open(browser, site, { viewport: { width: 320, height: 640 } });
  await visitAll(page, member, async (where) => {
    for (const size of ["100%", "200%"]) {
      await page.evaluate((size) => {
        document.documentElement.style.fontSize = size;
      }, size);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${where} at ${size}`).toBeLessThanOrEqual(0);
    }
  });
  await page.context().close();
});

test("PR-11 no page asks another host for anything, and no page complains about its policy", async ({
  page,
  site,
  member,
}) => {
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${site.url}/`)) foreign.push(request.url());
  });
  page.on("console", (line) => {
    // The browser notes every answer that is not 200; some of these pages are meant to be none.
    if (line.type() === "error" && !/status of 4\d\d/.test(line.text()))
      complaints.push(line.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));

  await visitAll(page, member, async () => {});

  expect(foreign).toEqual([]);
  expect(complaints).toEqual([]);
  const names = (await page.context().cookies()).map((cookie) => cookie.name);
  expect(names).toEqual(["sid"]);
});

test("PR-11 the policy of a page stops a script and a style that somebody slipped in", async ({
  page,
}) => {
  const answer = await page.goto("/");
  const policy = answer?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
  const asked: string[] = [];
  await page.route("http://evil.test/**", (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: "text/css", body: "* { position: absolute }" });
  });

  const ran = await page.evaluate(async () => {
    const inline = document.createElement("div");
    inline.setAttribute("style", "position:fixed");
    document.body.append(inline);
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = "http://evil.test/style.css";
    document.head.append(link);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return getComputedStyle(inline).position;
  });

  expect(ran).toBe("static");
  expect(asked).toEqual([]);
});

test("PR-00a the seven links of the frame lead to pages, without login, cookie or script", async ({
  browser,
  site,
}) => {
  const page = await open(browser, site, { javaScriptEnabled: false });
  await page.goto("/account/privacy");
  const links: [string, string][] = [];
  for (const label of ["Log in", "Sign up", "Apps", "About", "Support", "Terms", "Privacy"]) {
    const part = ["Log in", "Sign up"].includes(label) ? "banner" : "contentinfo";
    const link = page.getByRole(part).getByRole("link", { name: label, exact: true });
    links.push([label, (await link.getAttribute("href")) ?? ""]);
  }

  for (const [label, address] of links) {
    const answer = await page.goto(address);
    expect(answer?.status(), label).toBe(200);
    expect(await answer?.headerValue("set-cookie"), label).toBeNull();
    await expect(page.getByRole("heading", { level: 1 }), label).toHaveCount(1);
  }
  await page.context().close();
});

test("without script everything works: signing up, logging in, reading, logging out", async ({
  browser,
  site,
  member,
}) => {
  await withDevices(site, member);
  const page = await open(browser, site, { javaScriptEnabled: false });
  await logIn(page, member);
  await expect(page.locator("copy-text code")).toHaveText(`${site.url}/`);
  await expect(page.getByRole("button", { name: "Copy" })).toBeHidden();
  await page.getByText("2.1.28 to 2.1.56").click();
  await expect(page.getByText(`export SYNC_ENDPOINT=${site.url}/sync/`)).toBeVisible();
  await page.goto("/account");
  await page
    .getByRole("button", { name: /^Log out Anki$/ })
    .first()
    .click();
  await expect(page.getByText("The device is logged out.")).toBeVisible();
  await page.getByRole("banner").getByRole("button", { name: "Log out" }).click();
  await expect(page.getByText("You are logged out.")).toBeVisible();
  await page.context().close();
});

test("the keyboard alone is enough to log in, and shows where it is", async ({ page, member }) => {
  await page.goto("/account/login");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Email address")).toBeFocused();
  const outline = await page
    .getByLabel("Email address")
    .evaluate((field) => getComputedStyle(field).outlineStyle);
  expect(outline).toBe("solid");
  await page.keyboard.type(member.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(member.password);
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "Connect your Anki" })).toBeVisible();
});

test("an unknown address has a kind page of its own", async ({ page }) => {
  const answer = await page.goto("/shared/nothing/here");

  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await page.getByRole("link", { name: "To the first page" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a phone sees the steps for its own app first", async ({ browser, site }) => {
  for (const [userAgent, app] of [
    ["Mozilla/5.0 (Linux; Android 14; Pixel 7) Mobile", "AnkiDroid"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)", "AnkiMobile"],
    ["Mozilla/5.0 (X11; Linux x86_64)", "Anki on the desktop"],
  ] as const) {
    const page = await open(browser, site, { userAgent });
    await page.goto("/apps");
    await expect(page.locator("details[open] .app-name")).toHaveText([app]);
    await page.context().close();
  }
});
