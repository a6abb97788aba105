// How the learner likes cards shown in this browser: text size, swiping.
import { Preferences } from "./preferences.ts";
import type { Screen } from "./screen.ts";

export class Comfort {
  readonly #preferences = new Preferences();

  constructor(
    private readonly screen: Screen,
    /** Shows cards at so many percent of their size. */
    private readonly size: (percent: number) => void,
  ) {
    size(this.#preferences.size);
    this.#draw();
  }

  get swipes(): boolean {
    return this.#preferences.swipes;
  }

  resize(by: number): void {
    this.size(this.#preferences.resize(by));
    this.#draw();
  }

  toggleSwipe(): void {
    const word = this.#preferences.toggleSwipe() ? "swipe-on" : "swipe-off";
    this.screen.say(this.screen.word(word));
    this.#draw();
  }

  #draw(): void {
    this.screen.place("size").textContent = `${this.#preferences.size} %`;
    this.screen.button("swipe")?.setAttribute("aria-pressed", String(this.swipes));
  }
}
