import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, logIn, looksWell, type Person, test } from "./site.ts";

/** What an authenticator app shows for a key, some half minutes from now. */
function code(key: string, ahead = 0): string {
  const letters = key.replaceAll(" ", "").toLowerCase();
  let bits = "";
  for (const letter of letters) {
    bits += "abcdefghijklmnopqrstuvwxyz234567".indexOf(letter).toString(2).padStart(5, "0");
  }
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const step = Buffer.alloc(8);
  step.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const tag = createHmac("sha1", Buffer.from(bytes)).update(step).digest();
  const at = (tag[19] ?? 0) & 15;
  return String((tag.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function turnOn(page: Page): Promise<{ key: string; codes: string[] }> {
  await page.goto("/account/second-factor");
  const key = (await page.locator(".factor-key").textContent()) ?? "";
  await page.getByRole("textbox", { name: "Code" }).fill(code(key));
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  return { key, codes: await page.locator(".codes code").allTextContents() };
}

async function logInUpToCode(page: Page, person: Person) {
  await page.goto("/account/login");
  await page.getByLabel("Email address").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("heading", { name: "Your code" })).toBeVisible();
}

test("PR-61 a second factor asks for a code at log-in, takes none twice, and a recovery code once", async ({
  page,
  site,
  member,
}) => {
  test.setTimeout(120_000);
  await logIn(page, member);
  await page.goto("/account/second-factor");
  await looksWell(page, "second-factor-off");
  await page.getByRole("textbox", { name: "Code" }).fill("000000");
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByRole("textbox", { name: "Code" })).toHaveAccessibleDescription(
    /does not fit/,
  );
  const { key, codes } = await turnOn(page);
  expect(codes).toHaveLength(10);
  await looksWell(page, "second-factor-codes");
  await site.letter(member.email, /has a second factor now/);
  await page.goto("/account/second-factor");
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();
  await looksWell(page, "second-factor-on");
  await page.getByRole("button", { name: "Log out" }).first().click();

  await logInUpToCode(page, member);
  await looksWell(page, "login-code");
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("textbox", { name: "Code" })).toHaveAccessibleDescription(
    /Enter the code/,
  );
  const next = code(key, 1);
  await page.getByRole("textbox", { name: "Code" }).fill(next);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("heading", { name: "Connect your Anki" })).toBeVisible();

  await page.getByRole("button", { name: "Log out" }).first().click();
  await logInUpToCode(page, member);
  await page.getByRole("textbox", { name: "Code" }).fill(next);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("textbox", { name: "Code" })).toHaveAccessibleDescription(
    /does not fit/,
  );
  await page.getByRole("textbox", { name: "Code" }).fill(codes[0] ?? "");
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("heading", { name: "Connect your Anki" })).toBeVisible();
  await site.letter(member.email, /recovery code was used/);

  await page.goto("/account/second-factor");
  await page.getByRole("button", { name: "Turn it off" }).click();
  await expect(page.getByText("The second factor is off.")).toBeVisible();
});

test("PR-61 with a second factor apps come in by device passwords alone", async ({
  page,
  site,
  member,
}) => {
  await logIn(page, member);
  await turnOn(page);
  await expect(site.app(member.email, member.password)).rejects.toThrow();
  await site.letter(member.email, /needs a device password/);

  await page.goto("/account/connect");
  await looksWell(page, "connect-device-password");
  await page.getByRole("link", { name: "Manage device passwords" }).click();
  await page.getByRole("button", { name: "Make a password" }).click();
  await expect(page.getByLabel("For which device?")).toHaveAccessibleDescription(/Give it a name/);
  await page.getByLabel("For which device?").fill("Phone");
  await page.getByRole("button", { name: "Make a password" }).click();
  const made = (await page.locator("main code").textContent()) ?? "";
  await looksWell(page, "device-password-made");
  const key = await site.app(member.email, made);
  expect(await site.sync(key)).toBe(200);

  await page.getByRole("link", { name: "Done" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Phone" })).toContainText("today");
  await looksWell(page, "device-passwords");
  await page.getByRole("button", { name: "End the password for Phone" }).click();
  await expect(page.getByText("The password has ended")).toBeVisible();
  expect(await site.sync(key)).toBe(403);
});

test("PR-02 an address changes by letter, and the old one takes it back", async ({
  page,
  site,
  member,
}) => {
  const changed = { ...member, email: `new.${member.email}` };
  await logIn(page, member);
  await page.goto("/account");
  await page.getByRole("link", { name: "Change the email address" }).click();
  await page.getByLabel("New email address").fill(member.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByLabel("New email address")).toHaveAccessibleDescription(/already have/);
  await page.getByLabel("New email address").fill(changed.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { name: "Look in the new mailbox" })).toBeVisible();

  await page.goto((await site.letter(changed.email, /Confirm your new address/)).link);
  await looksWell(page, "email-confirmation");
  await page.getByRole("button", { name: "Use this address" }).click();
  await expect(page.getByRole("heading", { name: "Your address is changed" })).toBeVisible();
  await page.goto("/account");
  await expect(page.getByText(`Logged in as ${changed.email}`)).toBeVisible();

  await page.goto((await site.letter(member.email, /address was changed/)).link);
  await looksWell(page, "email-return");
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByRole("heading", { name: "It is your address again" })).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL(/\/account\/login/);
  await site.letter(member.email, /Choose a new password/);
});

test("PR-61 the meter says how hard a password is to guess, and the rule agrees", async ({
  page,
}) => {
  await page.goto("/account/signup");
  await page.getByLabel("Email address").fill("mia@example.org");
  const password = page.getByLabel("Password");
  await password.pressSequentially("11/19/1984");
  await expect(page.getByText("Easy to guess")).toBeVisible();
  await looksWell(page, "strength-weak");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(password).toHaveAccessibleDescription(/easy to guess/);
  await password.fill("three quiet herons by a lake");
  await expect(page.getByText("Very good")).toBeVisible();
  await looksWell(page, "strength-good");
});

test("PR-51 leaving waits a week, says so everywhere, and is taken back with one click", async ({
  page,
  site,
  member,
}) => {
  await page.goto("/account/remove-account");
  await expect(page.getByRole("link", { name: "Log in to remove your account" })).toBeVisible();
  await logIn(page, member);
  await page.goto("/account");
  await page.getByRole("link", { name: "How to leave" }).click();
  await looksWell(page, "remove-account");
  await page.getByRole("button", { name: "Remove my account" }).click();
  await expect(page.getByText("We have noted that you want to leave.")).toBeVisible();
  await expect(page.getByText(/On \d+ \w+ \d{4} your account/)).toBeVisible();
  await looksWell(page, "remove-account-asked");
  const key = await site.app(member.email, member.password);
  expect(await site.sync(key)).toBe(200);
  const letter = await site.letter(member.email, /account will be removed/);

  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Your account will be removed" })).toBeVisible();
  await looksWell(page, "account-leaving");
  await page.getByRole("button", { name: "Keep my account" }).click();
  await expect(page.getByText("Your account stays.")).toBeVisible();
  await site.letter(member.email, /account stays/);
  await page.goto(letter.link);
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();

  await page.goto("/account/remove-account");
  await page.getByRole("button", { name: "Remove my account" }).click();
  await page.goto((await site.letter(member.email, /account will be removed/)).link);
  await looksWell(page, "keeping");
  await page.getByRole("button", { name: "Keep my account" }).click();
  await expect(page.getByRole("heading", { name: "Your account stays" })).toBeVisible();
});
