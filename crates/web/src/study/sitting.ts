// How long the learner has been at it, and when her day ends.
import type { Dialogs } from "./dialogs.ts";
import type { State } from "./state.ts";

/** What was heard longer ago may have changed on another device. */
const STALE_MS = 15 * 60_000;
/** Longer waits are not taken by the timers of browsers. */
const WAIT_MS_MAX = 2 ** 31 - 1;

export class Sitting {
  #begun = performance.now();
  #cards = 0;
  #heardAt = performance.now();
  #dayOver: number | undefined;

  constructor(
    /** Asks how things are now; `words` if a new day has begun. */
    private readonly ask: (isNewDay: boolean) => void,
  ) {
    document.addEventListener("visibilitychange", () => {
      const age = performance.now() - this.#heardAt;
      if (document.visibilityState === "visible" && age > STALE_MS) this.ask(false);
    });
  }

  heard({ dayEndsInSecs }: State): void {
    this.#heardAt = performance.now();
    window.clearTimeout(this.#dayOver);
    const wait = Math.min(Math.max(1, dayEndsInSecs + 1) * 1_000, WAIT_MS_MAX);
    this.#dayOver = window.setTimeout(() => this.ask(true), wait);
  }

  end(): void {
    window.clearTimeout(this.#dayOver);
  }

  graded(): void {
    this.#cards += 1;
  }

  /** Tells when the time box is full, if the learner wants one; `again` when she goes on. */
  rest(state: State | undefined, dialogs: Dialogs, again: () => void): void {
    const seconds = state?.timeboxSecs ?? 0;
    if (seconds <= 0 || performance.now() - this.#begun <= seconds * 1_000) return;
    dialogs.rest({ cards: this.#cards, minutes: Math.round(seconds / 60) }, () => {
      this.#begun = performance.now();
      this.#cards = 0;
      again();
    });
  }
}
