import { AxeBuilder } from "@axe-core/playwright";
import type { CDPSession, Page } from "@playwright/test";
import { test as base, expect, type Person, Site, somebody } from "./site.ts";

/** Browsers make passkeys for names alone, so this site goes by one. */
const test = base.extend<{ person: Person }, { named: Site }>({
  named: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the pattern
    async ({}, use) => {
      const site = await Site.start({ name: "localhost" });
      await use(site);
      await site.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ named }, use) => {
    await use(named.url);
  },
  person: async ({ named }, use) => {
    const person = somebody();
    await named.account(person.email, person.password);
    await use(person);
  },
});

/** A phone that is in the browser's reach and knows its owner. */
async function phone(page: Page): Promise<{ session: CDPSession; id: string }> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { session, id: authenticatorId };
}

async function looksWell(page: Page, where: string) {
  const found = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(
    found.violations.map((violation) => violation.id),
    where,
  ).toEqual([]);
  for (const width of [375, 768, 1440]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const path = `test-results/screenshots/${where}-${width}-${colorScheme}.png`;
      await page.screenshot({ path, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
}

async function byPassword(page: Page, person: Person) {
  await page.goto("/account/login");
  await page.getByLabel("Email address").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
}

async function make(page: Page, name: string) {
  await page.goto("/account/passkeys");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Make a passkey" }).click();
}

async function logOut(page: Page) {
  await page.getByRole("button", { name: "Log out" }).first().click();
  await expect(page.getByText("You are logged out")).toBeVisible();
}

test("PR-61 a passkey is made, logs in alone, is a second factor, proves, and ends", async ({
  page,
  named,
  person,
}) => {
  test.setTimeout(180_000);
  await byPassword(page, person);
  await expect(page.getByRole("heading", { name: "Connect your Anki" })).toBeVisible();
  const { session, id } = await phone(page);
  // So that the log-in page does not log in by itself.
  const away = { authenticatorId: id, enabled: false };
  await page.goto("/account/passkeys");
  await looksWell(page, "passkeys-none");
  await make(page, "Phone");
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  const codes = await page.locator(".codes code").allTextContents();
  expect(codes).toHaveLength(10);
  await named.letter(person.email, /has a new passkey/);
  await page.goto("/account/passkeys");
  await expect(page.getByRole("listitem").filter({ hasText: "Phone" })).toBeVisible();
  await looksWell(page, "passkeys-one");
  await make(page, "Phone again");
  await expect(page.getByRole("alert")).toContainText("No passkey was made");
  await page.goto("/account");
  await expect(page.getByText("One passkey logs you in.")).toBeVisible();
  await logOut(page);

  await session.send("WebAuthn.setAutomaticPresenceSimulation", away);
  await page.goto("/account/login");
  await looksWell(page, "login-passkey");
  await session.send("WebAuthn.setAutomaticPresenceSimulation", { ...away, enabled: true });
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Connect your Anki" })).toBeVisible();
  await logOut(page);

  await session.send("WebAuthn.setAutomaticPresenceSimulation", away);
  await byPassword(page, person);
  await expect(page.getByText("Show your passkey, or enter one of")).toBeVisible();
  await looksWell(page, "login-code-passkey");
  await session.send("WebAuthn.setAutomaticPresenceSimulation", { ...away, enabled: true });
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Connect your Anki" })).toBeVisible();
  await expect(named.app(person.email, person.password)).rejects.toThrow();

  await page.goto("/account/proof?next=/account/passkeys");
  await looksWell(page, "proof-passkey");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Passkeys", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "End the passkey Phone" }).click();
  await expect(page.getByText("The passkey has ended.")).toBeVisible();
  await named.letter(person.email, /second factor of your .* is off/);
  await logOut(page);

  // The browser offers it by itself, once.
  await page.goto("/account/login");
  await expect(page.getByRole("alert")).toContainText("does not fit");
  await byPassword(page, person);
  await expect(page.getByRole("heading", { name: "Connect your Anki" })).toBeVisible();
});

test("PR-61 the browser offers a passkey in the field for the address", async ({
  page,
  person,
}) => {
  await byPassword(page, person);
  await phone(page);
  await make(page, "Phone");
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  await logOut(page);

  await page.goto("/account/login");

  // The virtual phone agrees to what the browser offers.
  await expect(page.getByRole("heading", { name: "Connect your Anki" })).toBeVisible();
});

test("without a name, or without script, the pages say so and passwords work", async ({
  browser,
  named,
  person,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: named.url });
  const page = await context.newPage();
  await page.goto("/account/login");
  await expect(page.getByRole("button", { name: "Use a passkey" })).toBeHidden();
  await byPassword(page, person);
  await page.goto("/account/passkeys");
  await expect(page.getByText("This browser makes no passkeys")).toBeVisible();
  await context.close();
});
