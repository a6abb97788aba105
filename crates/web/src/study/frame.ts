// The page's side of the sealed frame: makes it, hands cards into it, and believes little of what
// comes out of it (see `cardframe`).
import type { Into, OutOf, Side } from "../../../cardframe/src/shell/protocol.ts";
import { STORED_MAX, TYPED_MAX } from "../../../cardframe/src/shell/protocol.ts";
import type { Press } from "./keys.ts";

export interface FrameListener {
  pressed(press: Press): void;
  typed(text: string): void;
  played(side: Side, index: number): void;
  commanded(name: string): void;
  swiped(way: "left" | "right" | "up" | "down" | "tap"): void;
  linked(address: string): void;
  rendered(): void;
  /** The scripts of the card keep the frame busy. */
  hung(): void;
  /** The card misbehaved; the frame was taken away from it. */
  stopped(): void;
}

export interface Side_ {
  side: Side;
  html: string;
  classes: string;
  base: string;
  formulasAhead: boolean;
  ahead: string[];
}

const HUNG_MS = 5_000;
const MESSAGES_PER_SECOND_MAX = 50;
const STRIKES_MAX = 3;
const STORED_KEYS_MAX = 200;

export class CardFrame {
  #port: MessagePort | undefined;
  #frame: HTMLIFrameElement | undefined;
  #isReady = false;
  #turn = 0;
  #waiting: Into[] = [];
  #watch: number | undefined;
  #strikes = 0;
  #count = 0;
  #second = 0;
  #percent = 100;
  readonly #stores = { local: new Map<string, string>(), session: new Map<string, string>() };

  constructor(
    private readonly place: HTMLElement,
    private readonly address: () => string,
    private readonly words: { word(name: string): string },
    private readonly listener: FrameListener,
  ) {}

  /** A new frame: the scripts of all cards before are gone. */
  begin(): void {
    this.end();
    const frame = document.createElement("iframe");
    frame.title = this.words.word("card");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.setAttribute("allow", "autoplay");
    frame.referrerPolicy = "no-referrer";
    frame.src = this.address();
    frame.addEventListener("load", () => this.#connect(frame), { once: true });
    this.#frame = frame;
    this.place.append(frame);
  }

  end(): void {
    window.clearTimeout(this.#watch);
    this.#port?.close();
    this.#port = undefined;
    this.#isReady = false;
    this.#strikes = 0;
    this.#frame?.remove();
    this.#frame = undefined;
  }

  show(side: Side_, night: boolean): void {
    if (!this.#frame) this.begin();
    this.#turn += 1;
    const voices: [string, string] = [this.words.word("voices"), this.words.word("voices-none")];
    const message: Into = { t: "show", turn: this.#turn, night, ...side, voices };
    this.#waiting = this.#waiting.filter(({ t }) => t !== "show");
    this.#post(message);
    window.clearTimeout(this.#watch);
    this.#watch = window.setTimeout(() => this.listener.hung(), HUNG_MS);
  }

  theme(night: boolean, classes: string): void {
    this.#post({ t: "theme", night, classes });
  }

  size(percent: number): void {
    this.#percent = percent;
    this.#post({ t: "size", percent });
  }

  focus(): void {
    this.#frame?.focus({ preventScroll: true });
  }

  #connect(frame: HTMLIFrameElement): void {
    if (frame !== this.#frame || !frame.contentWindow) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => this.#hear(data, port1);
    this.#port = port1;
    // The frame's origin is nobody's, so no other target can be named; nothing secret is said here,
    // and the page's policy keeps the frame from being led elsewhere.
    frame.contentWindow.postMessage({ t: "init", v: 1 }, "*", [port2]);
  }

  #post(message: Into): void {
    if (this.#isReady) this.#port?.postMessage(message);
    else this.#waiting.push(message);
  }

  #ready(): void {
    if (this.#isReady) return;
    this.#isReady = true;
    const { local, session } = this.#stores;
    const stores: Into = {
      t: "stores",
      local: Object.fromEntries(local),
      session: Object.fromEntries(session),
    };
    const messages: Into[] = [stores, { t: "size", percent: this.#percent }, ...this.#waiting];
    this.#waiting = [];
    for (const message of messages) this.#port?.postMessage(message);
  }

  #hear(data: unknown, from: MessagePort): void {
    if (from !== this.#port) return;
    if (this.#isFlooded() || !isOut(data)) {
      this.#strike();
      return;
    }
    if (data.t === "ready") {
      this.#ready();
      return;
    }
    if ("turn" in data && data.turn !== this.#turn) return;
    switch (data.t) {
      case "rendered":
        window.clearTimeout(this.#watch);
        this.listener.rendered();
        break;
      case "typed":
        this.listener.typed(data.text);
        break;
      case "store":
        this.#keep(data.area, data.key, data.value);
        break;
      default:
        this.#act(data);
    }
  }

  /** A script can forge these, too: they count only while the learner's own hand is at work. */
  #act(message: OutOf): void {
    if (!(navigator.userActivation?.isActive ?? true)) return;
    if (message.t === "key") this.listener.pressed(message);
    else if (message.t === "play") this.listener.played(message.side, message.index);
    else if (message.t === "command") this.listener.commanded(message.name);
    else if (message.t === "swipe") this.listener.swiped(message.way);
    else if (message.t === "link") this.listener.linked(message.href);
  }

  #keep(area: "local" | "session", key: string, value: string | null): void {
    const store = this.#stores[area];
    if (value === null) store.delete(key);
    else if (store.has(key) || store.size < STORED_KEYS_MAX) store.set(key, value);
  }

  #isFlooded(): boolean {
    const second = Math.floor(performance.now() / 1_000);
    this.#count = second === this.#second ? this.#count + 1 : 1;
    this.#second = second;
    return this.#count > MESSAGES_PER_SECOND_MAX;
  }

  #strike(): void {
    this.#strikes += 1;
    if (this.#strikes < STRIKES_MAX) return;
    this.end();
    this.listener.stopped();
  }
}

const isText = (value: unknown, most: number): value is string =>
  typeof value === "string" && value.length <= most;

/** Whether a message is one of ours, with all its parts and of a size that we take. */
function isOut(data: unknown): data is OutOf {
  if (typeof data !== "object" || data === null || !("t" in data)) return false;
  const message = data as Record<string, unknown>;
  switch (message.t) {
    case "ready":
    case "rendered":
      return true;
    case "key":
      return isText(message.key, 20) && isText(message.code, 40);
    case "typed":
      return isText(message.text, TYPED_MAX);
    case "play":
      return (
        (message.side === "question" || message.side === "answer") &&
        Number.isInteger(message.index)
      );
    case "command":
      return isText(message.name, 20);
    case "swipe":
      return isText(message.way, 5);
    case "link":
      return isText(message.href, 2_000) && /^(https?|mailto):/i.test(message.href);
    case "store":
      return (
        (message.area === "local" || message.area === "session") &&
        isText(message.key, 1_000) &&
        (message.value === null || isText(message.value, STORED_MAX))
      );
    default:
      return false;
  }
}
