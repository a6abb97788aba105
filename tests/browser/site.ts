// A whole site for a worker's tests: the built binary on an empty folder, its letters, its apps.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const binary = path.resolve(root, process.env.FUDA_BINARY ?? "target/debug/fuda");

/** So wide that tests from one address do not meet it. */
const WIDE = { burst: 100_000, refill_seconds: 1 };

export interface Settings {
  registration?: "open" | "invite" | "closed";
  /** The name by which browsers know the site, which then listens at a port chosen here. */
  name?: string;
  /** How often anything may be tried. */
  limit?: { burst: number; refill_seconds: number };
  /** A wall clock of its own for the site and its apps. */
  clock?: WallClock;
}

/** A wall clock that stands until it is set (`tests/oracle/shared_clock.c`). */
export class WallClock {
  private constructor(
    private readonly file: string,
    readonly environment: Record<string, string>,
  ) {}

  static async at(time: Date): Promise<WallClock> {
    const file = path.join(await mkdtemp(path.join(tmpdir(), "fuda-clock-")), "clock");
    const oracle = path.join(root, "tests/oracle");
    const ask = `import json, shared_clock; print(json.dumps(shared_clock.environment(${JSON.stringify(file)})))`;
    const { stdout } = await promisify(execFile)("python3", ["-c", ask], { cwd: oracle });
    const clock = new WallClock(file, JSON.parse(stdout));
    await clock.set(time);
    return clock;
  }

  /** Written over the old time: who lives by this clock has the file in its memory. */
  async set(time: Date): Promise<void> {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(time.getTime()) * 1_000_000n);
    await writeFile(this.file, bytes, { flag: existsSync(this.file) ? "r+" : "w" });
  }
}

export class Site {
  #read = new Set<string>();

  private constructor(
    readonly url: string,
    readonly data: string,
    readonly said: () => string,
    private process: ChildProcess,
    /** What its programs and apps need around them. */
    readonly environment: NodeJS.ProcessEnv,
  ) {}

  static async start(settings: Settings = {}): Promise<Site> {
    const folder = await mkdtemp(path.join(tmpdir(), "fuda-browser-"));
    const config = path.join(folder, "fuda.toml");
    const { burst, refill_seconds } = settings.limit ?? WIDE;
    const limits = ["sign_in", "sign_up", "reset"]
      .flatMap((what) => [`${what}_network`, `${what}_address`])
      .map((name) => `${name} = { burst = ${burst}, refill_seconds = ${refill_seconds} }`)
      .join("\n");
    const port = settings.name ? await freePort() : 0;
    const address = settings.name ? `base_url = "http://${settings.name}:${port}"` : "";
    await writeFile(
      config,
      `[web]
${address}
operator = "The test operator"
contact = "operator@example.org"
location = "Linz, Austria"
[accounts]
registration = "${settings.registration ?? "open"}"
[accounts.limits]
${limits}
`,
    );
    const data = path.join(folder, "data");
    const environment = { ...process.env, ...settings.clock?.environment };
    const { url, said, child } = await serve(data, config, `127.0.0.1:${port}`, environment);
    const known = settings.name ? `http://${settings.name}:${port}` : url;
    return new Site(known, data, said, child, environment);
  }

  /** Ends the process and begins another one at the same address. */
  async restart(): Promise<void> {
    await this.#end();
    const config = path.join(path.dirname(this.data), "fuda.toml");
    const { child } = await serve(this.data, config, new URL(this.url).host, this.environment);
    this.process = child;
  }

  async #end(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
  }

  async stop(): Promise<void> {
    await this.#end();
    await rm(path.dirname(this.data), { recursive: true, force: true });
  }

  /** An account whose address is confirmed, made by the operator. */
  async account(email: string, password: string): Promise<void> {
    const args = ["account", "add", "--data", this.data, "--verified", "--password-stdin", email];
    const made = promisify(execFile)(binary, args, { env: this.environment });
    made.child.stdin?.end(`${password}\n`);
    await made;
  }

  /** The next letter to an address that was not read yet, by its subject. */
  async letter(to: string, subject: RegExp): Promise<Letter> {
    let found: Letter | undefined;
    await expect(async () => {
      found = (await this.#letters()).find(
        (letter) =>
          letter.to.includes(to) && subject.test(letter.subject) && !this.#read.has(letter.file),
      );
      expect(found, `a letter to ${to} about ${subject}`).toBeDefined();
    }).toPass({ timeout: 15_000 });
    if (!found) throw new Error("unreachable: found above");
    this.#read.add(found.file);
    return found;
  }

  async lettersTo(address: string): Promise<Letter[]> {
    return (await this.#letters()).filter((letter) => letter.to.includes(address));
  }

  async #letters(): Promise<Letter[]> {
    const outbox = path.join(this.data, "outbox");
    const files = await readdir(outbox).catch(() => []);
    const letters = files.filter((file) => file.endsWith(".eml")).sort();
    return Promise.all(
      letters.map(async (file) =>
        readLetter(file, await readFile(path.join(outbox, file), "utf8")),
      ),
    );
  }

  /** An Anki app logs in, as the desktop does it since 2.1.57. Returns its host key. */
  async app(email: string, password: string, client = DESKTOP): Promise<string> {
    const answer = await this.#call("hostKey", "", client, { u: email, p: password });
    expect(answer.status).toBe(200);
    const body = Buffer.from(await answer.arrayBuffer()).toString("latin1");
    const key = /"key":"([^"]+)"/.exec(body)?.[1];
    if (!key) throw new Error("no host key in the answer");
    return key;
  }

  /** Asks what a sync asks first; the status tells whether the app is still logged in. */
  async sync(key: string, client = DESKTOP): Promise<number> {
    const answer = await this.#call("meta", key, client, { v: 11, cv: client });
    return answer.status;
  }

  async #call(method: string, key: string, client: string, body: object): Promise<Response> {
    const header = { v: 11, k: key, c: client, s: "browsertest" };
    return fetch(`${this.url}/sync/${method}`, {
      method: "POST",
      headers: {
        "content-type": "application/octet-stream",
        "anki-sync": JSON.stringify(header),
      },
      body: new Uint8Array(zstd(Buffer.from(JSON.stringify(body)))),
    });
  }
}

/** A port that nobody listens at just now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

/** Serves a folder, and says where. */
async function serve(data: string, config: string, listen: string, env: NodeJS.ProcessEnv) {
  const args = ["serve", "--data", data, "--listen", listen, "--config", config];
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"], env });
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const ready = /listening on (http:\/\/\S+)/.exec(said);
      if (ready?.[1]) resolve(ready[1].replace(/\/$/, ""));
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`fuda ended with ${code}: ${said}`)));
  });
  return { url, said: () => said, child };
}

export const DESKTOP = "anki,26.09.3 (29bb700b),lin:debian:12";
export const DROID = "anki,25.09.2 (dev),android:2.22.1:14:Pixel 7";

export interface Letter {
  file: string;
  to: string;
  subject: string;
  text: string;
  /** The first link in it. */
  link: string;
}

function readLetter(file: string, raw: string): Letter {
  const [head = "", ...rest] = raw.split(/\r?\n\r?\n/);
  const unfolded = head.replace(/\r?\n[ \t]+/g, " ");
  const field = (name: string) =>
    new RegExp(`^${name}: (.*)$`, "im").exec(unfolded)?.[1]?.trim() ?? "";
  let text = rest.join("\n\n");
  if (/quoted-printable/i.test(raw)) {
    text = Buffer.from(
      text
        .replace(/=\r?\n/g, "")
        .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      "latin1",
    ).toString();
  } else if (/base64/i.test(unfolded)) {
    text = Buffer.from(text, "base64").toString("utf8");
  }
  const link = /https?:\/\/[^\s"<>]+/.exec(text)?.[0] ?? "";
  return { file, to: field("To"), subject: decoded(field("Subject")), text, link };
}

/** Words of other alphabets travel encoded in the head of a letter (RFC 2047). */
function decoded(head: string): string {
  return head
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, words) => Buffer.from(words, "base64").toString())
    .replace(/=\?utf-8\?q\?([^?]*)\?=/gi, (_, words: string) =>
      decodeURIComponent(words.replaceAll("_", " ").replace(/=([0-9A-F]{2})/g, "%$1")),
    );
}

/** A zstd frame that holds the bytes as they are: Node 20 cannot compress, but needs not to. */
function zstd(bytes: Buffer): Buffer {
  if (bytes.length > 255) throw new Error("longer than the frame's one byte of length");
  const block = (bytes.length << 3) | 1;
  const head = [0x28, 0xb5, 0x2f, 0xfd, 0x20, bytes.length];
  return Buffer.concat([
    Buffer.from([...head, block & 255, (block >> 8) & 255, (block >> 16) & 255]),
    bytes,
  ]);
}

let people = 0;

export interface Person {
  email: string;
  password: string;
}

/** Somebody nobody has heard of. */
export function somebody(): Person {
  people += 1;
  const name = `mia.${process.pid}.${people}`;
  return { email: `${name}@example.org`, password: `three quiet herons ${people}` };
}

export const test = base.extend<{ member: Person }, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the pattern
    async ({}, use) => {
      const site = await Site.start();
      await use(site);
      await site.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ site }, use) => {
    await use(site.url);
  },
  /** Somebody with an account. */
  member: async ({ site }, use) => {
    const person = somebody();
    await site.account(person.email, person.password);
    await use(person);
  },
});

export async function logIn(page: Page, person: Person): Promise<void> {
  await page.goto("/account/login");
  await page.getByLabel("Email address").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("heading", { name: "Connect your Anki" })).toBeVisible();
}

/** No fault of accessibility, and a picture at every width, light and dark. */
export async function looksWell(page: Page, where: string) {
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

export { expect };
