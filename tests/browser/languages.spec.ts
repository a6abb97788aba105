import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { card, counts, expect, Learner, test } from "./learner.ts";
import { somebody } from "./site.ts";

interface Words {
  code: string;
  locale: string;
  signUp: string;
  confirm: RegExp;
  connect: string;
  flip: string;
  good: string;
  left: string;
}

const LANGUAGES: Words[] = [
  {
    code: "de",
    locale: "de-AT",
    signUp: "Registrieren",
    confirm: /^Bestätige deine Adresse/,
    connect: "Verbinde dein Anki",
    flip: "Antwort zeigen",
    good: "Gut",
    left: "Dein Konto wird entfernt",
  },
  {
    code: "es",
    locale: "es-MX",
    signUp: "Registrarse",
    confirm: /^Confirma tu dirección/,
    connect: "Conecta tu Anki",
    flip: "Mostrar respuesta",
    good: "Bien",
    left: "Tu cuenta va a eliminarse",
  },
  {
    code: "ja",
    locale: "ja-JP",
    signUp: "登録する",
    confirm: /メールアドレスを確認してください$/,
    connect: "Ankiをつなぐ",
    flip: "解答を表示",
    good: "正解",
    left: "アカウントは削除されます",
  },
];

/** Nothing stands out of the page, and axe finds nothing. */
async function look(page: Page, name: string, code: string): Promise<void> {
  for (const width of [375, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${name} at ${width}`).toBeLessThanOrEqual(width);
    await expect(page.locator("html")).toHaveAttribute("lang", code);
    await page.screenshot({
      path: `test-results/screenshots/${code}-${name}-${width}.png`,
      fullPage: true,
    });
  }
  const found = await new AxeBuilder({ page })
    .exclude("iframe")
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const violations = found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
  );
  expect(violations, name).toEqual([]);
}

for (const words of LANGUAGES) {
  const { code } = words;
  test(`a learner signs up, studies and leaves, all in her language: ${code}`, async ({
    browser,
    site,
  }) => {
    test.setTimeout(180_000);
    const mia = somebody();
    const context = await browser.newContext({ baseURL: site.url, locale: words.locale });
    const page = await context.newPage();
    await page.goto("/");
    await look(page, "home", code);
    await page.locator("main a[href='/account/signup']").click();
    await page.locator("[name=email]").fill(mia.email);
    await page.locator("[name=password]").fill(mia.password);
    await expect(page.locator(".strength-words")).not.toBeEmpty();
    await look(page, "signup", code);
    await page.getByRole("button", { name: words.signUp, exact: true }).click();
    const letter = await site.letter(mia.email, words.confirm);
    await page.goto(letter.link);
    await look(page, "confirm", code);
    await page.getByRole("main").getByRole("button").click();
    await expect(page.getByRole("heading", { name: words.connect })).toBeVisible();
    await look(page, "connect", code);

    const learner = await Learner.begin(site, mia);
    await page.goto("/decks");
    await expect(page.getByRole("table")).toBeVisible();
    await page.waitForLoadState("networkidle");
    await look(page, "decks", code);
    const deck = page.locator("a.deck-link").filter({ hasText: /^Geography/ });
    await page.goto((await deck.first().getAttribute("href")) ?? "");
    await look(page, "deck", code);
    const address = new URL(page.url()).pathname;
    await page.goto(`${address}/options`);
    await look(page, "options", code);
    await page.goto(address);
    await page.locator("main form[action$=study] button, main .button").first().click();
    await expect(card(page).locator("#qa")).toContainText("Capital number 1?");
    await look(page, "question", code);
    await page.getByRole("button", { name: words.flip }).click();
    await expect(card(page).locator("#qa")).toContainText("City 1");
    await look(page, "answer", code);
    await page.getByRole("button", { name: words.good }).click();
    await expect.poll(() => counts(page)).toEqual([9, 1, 0]);
    await learner.end();

    await page.goto("/account");
    await look(page, "account", code);
    for (const [name, place] of [
      ["privacy", "/account/privacy"],
      ["apps", "/apps"],
      ["support", "/support"],
      ["factor", "/account/second-factor"],
      ["passwords", "/account/device-passwords"],
      ["email", "/account/email"],
      ["passkeys", "/account/passkeys"],
      ["data", "/account/data"],
      ["terms", "/account/terms"],
      ["about", "/about"],
    ] as const) {
      await page.goto(place);
      await look(page, name, code);
    }
    await page.goto("/account/remove-account");
    await look(page, "leave", code);
    await page.getByRole("main").locator("form[action='/account/remove-account'] button").click();
    await expect(page.getByRole("main")).toContainText(words.left);
    await context.close();
  });
}

test("without script a visitor chooses her language, and a member hers for good", async ({
  browser,
  site,
  member,
}) => {
  const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/account/login");
  await page.getByRole("link", { name: "Deutsch" }).click();
  await expect(page.getByRole("heading", { name: "Anmelden" })).toBeVisible();
  await page.getByRole("contentinfo").getByRole("link", { name: "Datenschutz" }).click();
  await expect(page.getByRole("heading", { name: "Datenschutz", exact: true })).toBeVisible();
  expect(await context.cookies()).toEqual([]);

  await page.goto("/account/login?lang=de");
  await page.locator("[name=email]").fill(member.email);
  await page.locator("[name=password]").fill(member.password);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await expect(page.getByRole("heading", { name: "Connect your Anki" })).toBeVisible();
  await page.getByRole("contentinfo").getByRole("button", { name: "日本語" }).click();
  await expect(page.getByRole("heading", { name: "Ankiをつなぐ" })).toBeVisible();
  await page.goto("/account");
  await page.locator("#language-field").selectOption("es");
  await page.locator("main form[action='/account/language'] button").click();

  await expect(
    page.getByText("Estas páginas y tus mensajes están ahora en español."),
  ).toBeVisible();
  expect(await context.cookies()).toHaveLength(1);
  await context.close();
});
