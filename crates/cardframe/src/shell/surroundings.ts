// What templates expect to find around them, as in Anki on the desktop: classes that tell the system,
// stores that browsers refuse to an origin that is nobody's, and the names that Anki gives scripts.
import { imageOcclusion } from "./occlusion.ts";
import type { OutOf } from "./protocol.ts";

type Tell = (message: OutOf) => void;

/** Functions that scripts of cards add; they are called at each side that is shown. */
export type Hook = () => unknown;

export interface Surroundings {
  onUpdateHook: Hook[];
  onShownHook: Hook[];
}

/** Classes of the root element by which templates tell systems and browsers (`ts/reviewer/browser_selector.ts`). */
export function rootClasses(agent: string): string[] {
  const says = (words: RegExp) => words.test(agent.toLowerCase());
  const classes: string[] = [];
  if (says(/ipad/)) classes.push("ipad");
  else if (says(/iphone/)) classes.push("iphone");
  else if (says(/android/)) classes.push("android");
  if (says(/ipad|iphone|ipod/)) classes.push("ios");
  if (says(/ipad|iphone|ipod|android/)) classes.push("mobile");
  else if (says(/linux/)) classes.push("linux");
  else if (says(/windows/)) classes.push("win");
  else if (says(/mac/)) classes.push("mac");
  if (says(/firefox\//)) classes.push("firefox");
  else if (says(/chrome\//)) classes.push("chrome");
  else if (says(/safari\//)) classes.push("safari");
  return classes;
}

/** A store that lasts as long as the learner stays in the deck: the page around keeps a copy. */
class Store {
  readonly #values = new Map<string, string>();

  constructor(
    private readonly area: "local" | "session",
    private readonly tell: Tell,
  ) {}

  fill(values: Record<string, string>): void {
    for (const [key, value] of Object.entries(values)) this.#values.set(key, value);
  }

  get length(): number {
    return this.#values.size;
  }

  key(index: number): string | null {
    return [...this.#values.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.#values.get(String(key)) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#values.set(String(key), String(value));
    this.tell({ t: "store", area: this.area, key: String(key), value: String(value) });
  }

  removeItem(key: string): void {
    this.#values.delete(String(key));
    this.tell({ t: "store", area: this.area, key: String(key), value: null });
  }

  clear(): void {
    for (const key of [...this.#values.keys()]) this.removeItem(key);
  }
}

/** `store.name` is the item, as with the stores of browsers. */
function asStorage(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      if (typeof name === "symbol" || name in target) {
        const value = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      }
      return target.getItem(name) ?? undefined;
    },
    set(target, name, value) {
      target.setItem(String(name), value);
      return true;
    },
    deleteProperty(target, name) {
      target.removeItem(String(name));
      return true;
    },
  });
}

/** Puts everything in its place, before the first script of a card runs. */
export function prepare(tell: Tell, turn: () => number) {
  const local = new Store("local", tell);
  const session = new Store("session", tell);
  const onUpdateHook: Hook[] = [];
  const onShownHook: Hook[] = [];
  const give = (name: string, value: unknown) =>
    Object.defineProperty(window, name, { value, configurable: true, writable: true });
  give("localStorage", asStorage(local));
  give("sessionStorage", asStorage(session));
  // Peer connections would reach other hosts past every policy.
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel"]) {
    Reflect.deleteProperty(window, name);
    give(name, undefined);
  }
  const command = (name: string) => {
    const played = /^play:([qa]):(\d+)$/.exec(name);
    if (played) {
      const side = played[1] === "q" ? "question" : "answer";
      tell({ t: "play", turn: turn(), side, index: Number(played[2]) });
    } else {
      tell({ t: "command", turn: turn(), name: String(name).slice(0, 20) });
    }
    return false;
  };
  give("pycmd", command);
  give("bridgeCommand", command);
  // The field for typing calls it; the key itself is heard in `shell.ts`.
  give("_typeAnsPress", () => undefined);
  give("ankiPlatform", "desktop");
  give("onUpdateHook", onUpdateHook);
  give("onShownHook", onShownHook);
  give("anki", { imageOcclusion, setupImageCloze: imageOcclusion.setup });
  give("getTypedAnswer", () => typeField()?.value ?? null);
  document.documentElement.classList.add(...rootClasses(navigator.userAgent));
  return { local, session, onUpdateHook, onShownHook };
}

export function typeField(): HTMLInputElement | null {
  const field = document.getElementById("typeans");
  return field instanceof HTMLInputElement ? field : null;
}
