// The time spent on a card, and going on by itself when it is up.
import type { Clock } from "./state.ts";

export class CardClock {
  #begun = 0;
  #stoppedAt: number | undefined;
  #settings: Clock | undefined;
  #tick: number | undefined;
  #advance: number | undefined;
  #isDue = false;
  isAdvancing = false;

  constructor(
    private readonly place: HTMLElement,
    private readonly sounds: () => boolean,
    private readonly due: (side: "question" | "answer") => void,
  ) {}

  /** A question appeared. */
  begin(settings: Clock): void {
    this.#begun = performance.now();
    this.#stoppedAt = undefined;
    this.#settings = settings;
    window.clearInterval(this.#tick);
    this.place.hidden = !settings.isShown;
    this.#draw();
    if (settings.isShown) this.#tick = window.setInterval(() => this.#draw(), 1_000);
    this.wait("question");
  }

  /** The answer appeared. */
  turned(): void {
    if (this.#settings?.stopsAtAnswer) this.#stoppedAt = performance.now();
    this.#draw();
    this.wait("answer");
  }

  end(): void {
    window.clearInterval(this.#tick);
    window.clearTimeout(this.#advance);
  }

  /** How long the learner took, as far as the preset counts it. */
  taken(): number {
    const ms = Math.round(performance.now() - this.#begun);
    return Math.min(ms, this.#settings?.msMax ?? ms);
  }

  /** Waits for the end of a side, if cards go on by themselves. */
  wait(side: "question" | "answer"): void {
    window.clearTimeout(this.#advance);
    this.#isDue = false;
    const settings = this.#settings;
    if (!this.isAdvancing || !settings) return;
    const ms = side === "question" ? settings.questionMs : settings.answerMs;
    if (ms <= 0) return;
    this.#advance = window.setTimeout(() => {
      this.#isDue = true;
      if (!(settings.waitsForSounds && this.sounds())) this.#fire(side);
    }, ms);
  }

  /** The sounds have ended; perhaps they were what was waited for. */
  soundsEnded(side: "question" | "answer"): void {
    if (this.#isDue && this.isAdvancing) this.#fire(side);
  }

  #fire(side: "question" | "answer"): void {
    this.#isDue = false;
    this.due(side);
  }

  #draw(): void {
    const settings = this.#settings;
    if (!settings?.isShown) return;
    const now = this.#stoppedAt ?? performance.now();
    const seconds = Math.floor(Math.min(now - this.#begun, settings.msMax) / 1_000);
    const minutes = Math.floor(seconds / 60);
    this.place.textContent = `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
    this.place.toggleAttribute("data-over", now - this.#begun >= settings.msMax);
  }
}
