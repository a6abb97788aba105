import { readFile } from "node:fs/promises";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, Site, somebody, test } from "./site.ts";

async function axe(page: Page) {
  const found = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag22aa"])
    .analyze();
  return found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
}

test("whoever has the link of the first start sets the site up", async ({ browser }) => {
  const site = await Site.start({ registration: "invite" });
  const context = await browser.newContext({ baseURL: site.url });
  const page = await context.newPage();
  const ann = somebody();
  const link = /\S+signup\?invitation=\S+/.exec(site.said())?.[0] ?? "";
  await page.goto(link);
  await page.getByLabel("Email address").fill(ann.email);
  await page.getByLabel("Password").fill(ann.password);
  await page.getByRole("button", { name: "Sign up" }).click();
  const letter = await site.letter(ann.email, /Confirm your address/);
  await page.goto(letter.link);
  await page.getByRole("button", { name: "Confirm and log in" }).click();

  await expect(page.getByRole("heading", { name: "Setting up this server" })).toBeVisible();
  await expect(page.getByText("there are no backups")).toBeVisible();
  await expect(page.getByLabel("Who runs it")).toBeDisabled();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [375, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const [wide, shown] = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return [scrollWidth, clientWidth];
      });
      expect(wide).toBe(shown);
    }
    expect(await axe(page)).toEqual([]);
  }

  await page.getByRole("button", { name: "Send me a letter" }).click();
  await expect(page.getByText("A letter to you is on its way.")).toBeVisible();
  await site.letter(ann.email, /Letters from this server arrive/);
  await page.getByLabel("Address of this site").fill("gopher://anki.example.org");
  await page.getByRole("button", { name: "Keep for the next start" }).click();
  await expect(page.getByRole("alert")).toContainText("web.base_url must begin with");
  await page.getByLabel("Address of this site").fill("https://anki.example.org");
  await page.getByLabel("Mail server", { exact: true }).fill("mail.example.org");
  await page.getByRole("button", { name: "Keep for the next start" }).click();
  await expect(page.getByRole("alert")).toContainText("mail.from must be an address of yours");
  // What was typed stands there to be mended.
  await expect(page.getByLabel("Mail server", { exact: true })).toHaveValue("mail.example.org");
  await page.getByLabel("Sender of letters").fill("Fuda <fuda@example.org>");
  await page.getByLabel("Encryption to it").selectOption("none");
  await page.getByLabel("User at the mail server").fill("fuda");
  await page.getByLabel("Password at the mail server").fill("frogs and herons");
  await page.getByRole("button", { name: "Keep for the next start" }).click();
  await expect(page.getByRole("alert")).toContainText("choose starttls or tls");
  await expect(page.getByLabel("Password at the mail server")).toHaveValue("");
  await page.getByLabel("User at the mail server").fill("");
  await page.getByLabel("Address of this site").fill("https://Anki.Example.org:443/");
  await page.getByRole("button", { name: "Keep for the next start" }).click();

  await expect(page.getByText("Kept. Restart the server")).toBeVisible();
  await expect(page.getByLabel("Address of this site")).toHaveValue("https://anki.example.org");
  const kept = await readFile(path.join(site.data, "settings.toml"), "utf8");
  expect(kept).toContain('smtp_host = "mail.example.org"');
  await context.close();
  await site.stop();
});

test("apps in use and the status are for everybody, and fit every screen", async ({ page }) => {
  for (const address of ["/in-use", "/status", "/about", "/support", "/apps"]) {
    await page.goto(address);
    for (const width of [375, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const isWide = () =>
        document.documentElement.scrollWidth > document.documentElement.clientWidth;
      expect(await page.evaluate(isWide), `${address} at ${width}`).toBe(false);
    }
    expect(await axe(page), address).toEqual([]);
  }
});
