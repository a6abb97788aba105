// A sound of five minutes, 26 MB: it begins at once, and the learner goes to any place in it.
import { card, comeIn, expect, Learner, study, test } from "./learner.ts";

declare global {
  interface Window {
    playing?: HTMLMediaElement;
    spoken?: string[];
  }
}

test("a long sound plays at once, and what is skipped is not fetched", async ({
  page,
  site,
  member,
}) => {
  test.setTimeout(120_000);
  const learner = await Learner.begin(site, member, undefined, "recital");
  // What plays is no part of the page.
  await page.addInitScript(() => {
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function () {
      window.playing = this;
      return play.call(this);
    };
  });
  const parts: { status: number; range: string; first: number }[] = [];
  page.on("response", (response) => {
    if (!response.url().endsWith("/recital.wav")) return;
    const range = response.headers()["content-range"] ?? "";
    parts.push({ status: response.status(), range, first: Number(/\d+/.exec(range)?.[0]) });
  });
  const at = () => page.evaluate(() => window.playing?.currentTime ?? 0);
  await comeIn(page, member);
  await study(page, "Recital");

  await expect.poll(at).toBeGreaterThan(0.2);
  expect(await at()).toBeLessThan(60);
  expect(await page.evaluate(() => Math.round(window.playing?.duration ?? 0))).toBe(300);
  await page.evaluate(() => {
    if (window.playing) window.playing.currentTime = 240;
  });
  await expect.poll(at).toBeGreaterThan(240.2);
  const far = await at();
  await page.keyboard.press("7");
  await expect.poll(at).toBeGreaterThan(far + 4.5);
  await page.keyboard.press("6");
  await expect.poll(at, { intervals: [50] }).toBeLessThan(far + 4.5);

  // Whole seconds from the far place on were asked for, and no byte between the two.
  expect(parts.every(({ status }) => status === 206)).toBe(true);
  expect(parts.every(({ range }) => /^bytes \d+-\d+\/26460044$/.test(range))).toBe(true);
  const size = 88_200;
  expect(parts.some(({ first }) => first > 200 * size)).toBe(true);
  expect(parts.filter(({ first }) => first > 60 * size && first < 200 * size)).toEqual([]);
  expect(await page.evaluate(() => window.playing?.error ?? null)).toBeNull();
  await learner.end();
});

test("a card lists the voices of this browser as tags, and such a tag chooses the voice", async ({
  page,
  site,
  member,
}) => {
  const learner = await Learner.begin(site, member, undefined, "recital");
  // This browser comes without voices, and without anything that could speak.
  await page.addInitScript(() => {
    const voices = [
      { lang: "ja-JP", name: "Kyoko" },
      { lang: "en-GB", name: "Quiet Heron" },
      { lang: "en-GB", name: "Loud Crow" },
    ];
    window.spoken = [];
    class Words extends EventTarget {
      voice?: { name: string };
      constructor(readonly text: string) {
        super();
      }
    }
    const speechSynthesis = {
      getVoices: () => voices,
      speak: (words: Words) => window.spoken?.push(`${words.voice?.name}: ${words.text}`),
      cancel: () => undefined,
    };
    Object.defineProperty(window, "speechSynthesis", { value: speechSynthesis });
    Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Words });
  });
  await comeIn(page, member);
  await study(page, "Voices");

  await expect(card(page).locator(".tts-voices")).toHaveText(
    "Voices of this browser:{{tts en_GB voices=Loud_Crow}}{{tts en_GB voices=Quiet_Heron}}{{tts ja_JP voices=Kyoko}}",
  );
  await expect.poll(() => page.evaluate(() => window.spoken)).toEqual(["Quiet Heron: Say it"]);
  await learner.end();
});
