import { expect, logIn, somebody, test } from "./site.ts";

test("PR-02 a forgotten password is replaced by the link in a letter; old logins end", async ({
  page,
  browser,
  site,
  member,
}) => {
  const elsewhere = await browser.newPage({ baseURL: site.url });
  await logIn(elsewhere, member);
  const key = await site.app(member.email, member.password);

  await page.goto("/account/login");
  await page.getByRole("link", { name: "Forgotten your password?" }).click();
  await page.getByLabel("Email address").fill(member.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { name: "Look in your mailbox" })).toBeVisible();

  const letter = await site.letter(member.email, /new password/);
  await page.goto(letter.link);
  const field = page.getByLabel("New password");
  await expect(field).toHaveAttribute("autocomplete", "new-password");
  await field.fill("short");
  const asked = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("button", { name: "Save the new password" }).click();
  expect((await (await asked).allHeaders()).referer ?? "").not.toContain("token");
  await expect(field).toHaveAccessibleDescription(/too short/);
  const changed = { ...member, password: "a new pair of herons" };
  await field.fill(changed.password);
  await page.getByRole("button", { name: "Save the new password" }).click();
  await expect(page.getByText("Your new password is saved.")).toBeVisible();

  await logIn(page, changed);
  await elsewhere.goto("/account");
  await expect(elsewhere).toHaveURL(/\/account\/login/);
  expect(await site.sync(key)).toBe(403);
  await elsewhere.goto(letter.link);
  await expect(elsewhere.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await elsewhere.close();
});

test("PR-02 PR-61 an unknown address gets the same answer and no letter", async ({
  page,
  site,
  member,
}) => {
  const stranger = somebody();
  const seen: string[] = [];
  for (const email of [stranger.email, member.email]) {
    await page.goto("/account/resetpw");
    await page.getByLabel("Email address").fill(email);
    await page.getByRole("button", { name: "Send the link" }).click();
    seen.push((await page.content()).replaceAll(email, "ADDRESS"));
  }

  expect(seen[0]).toBe(seen[1]);
  // The member asked later, so when her letter is there, the stranger's would have been, too.
  await site.letter(member.email, /new password/);
  expect(await site.lettersTo(stranger.email)).toEqual([]);
});

test("mistakes have their sentences", async ({ page }) => {
  await page.goto("/account/resetpw");
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByLabel("Email address")).toHaveAccessibleDescription(
    "Enter your email address.",
  );

  await page.getByLabel("Email address").fill("mia");
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByLabel("Email address")).toHaveAccessibleDescription(/does not look like/);
});
