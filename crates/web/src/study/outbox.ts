// Sends what the learner did, one after the other. While the line is down everything waits here, in
// its order; each step carries a key by which the server knows one that it has seen before.
import type { State } from "./state.ts";

export interface Step {
  path: string;
  body: Record<string, unknown>;
  key: string;
  /** When it was done, by the page's own steady clock. */
  at: number;
}

export type Trouble = "offline" | "busy" | "logged-out" | "broken";

export interface Listener {
  /** A step was done; `isLast` if nothing waits behind it. */
  arrived(state: State, step: Step, isLast: boolean): void;
  /** The server did not take a step: it no longer fits. The state is how things are. */
  refused(state: State | null, said: string, step: Step): void;
  /** Steps wait, and why; nothing when all is well again. */
  waiting(trouble: Trouble | null, count: number): void;
}

const PATIENCE_MS = 20_000;
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000];

export class Outbox {
  readonly #steps: Step[] = [];
  #isSending = false;
  #failures = 0;
  #retry: number | undefined;

  constructor(
    private readonly listener: Listener,
    /** What every request carries beside its own words. */
    private readonly around: () => Record<string, unknown>,
  ) {
    window.addEventListener("online", () => this.#now());
    window.addEventListener("beforeunload", (event) => {
      if (this.#steps.some((step) => step.path !== "state")) event.preventDefault();
    });
  }

  get isEmpty(): boolean {
    return this.#steps.length === 0;
  }

  /** The request must not be larger than what a page may send while it is closed. */
  put(path: string, body: Record<string, unknown> = {}): void {
    this.#steps.push({ path, body, key: key(), at: performance.now() });
    if (this.#failures > 0) this.listener.waiting("offline", this.#steps.length);
    void this.#send();
  }

  #now(): void {
    window.clearTimeout(this.#retry);
    void this.#send();
  }

  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    window.clearTimeout(this.#retry);
    for (let step = this.#steps[0]; step; step = this.#steps[0]) {
      const trouble = await this.#deliver(step);
      if (!trouble) continue;
      this.listener.waiting(trouble, this.#steps.length);
      if (trouble === "offline" || trouble === "busy" || trouble === "broken") {
        const wait = RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)];
        this.#failures += 1;
        this.#retry = window.setTimeout(() => this.#now(), wait);
      }
      break;
    }
    this.#isSending = false;
  }

  /** Nothing if the step is settled, one way or the other. */
  async #deliver(step: Step): Promise<Trouble | null> {
    const answer = await post(`/study/${step.path}`, {
      ...step.body,
      ...this.around(),
      key: step.key,
      ago: Math.round(performance.now() - step.at),
    });
    if (!answer) return "offline";
    if (answer.type === "opaqueredirect" || answer.status === 401) return "logged-out";
    if (answer.status === 503) return "busy";
    if (answer.status >= 500) return "broken";
    const told = (await answer.json().catch(() => null)) as
      | (State & { refused?: string })
      | { refused: string; state?: State }
      | null;
    if (!told) return "offline";
    this.#steps.shift();
    if (this.#failures > 0) {
      this.#failures = 0;
      this.listener.waiting(null, this.#steps.length);
    }
    if (answer.ok) {
      this.listener.arrived(told as State, step, this.isEmpty);
    } else {
      const refusal = told as { refused?: string; state?: State };
      this.listener.refused(refusal.state ?? null, refusal.refused ?? "", step);
    }
    return null;
  }
}

/** Nothing if the line is down. */
export async function post(path: string, body: Record<string, unknown>): Promise<Response | null> {
  const patience = new AbortController();
  const timer = window.setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: patience.signal,
    });
  } catch {
    return null;
  } finally {
    window.clearTimeout(timer);
  }
}

function key(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
