// Sides of cards that the page already has, so that they need not travel twice.
import type { Faces, Shown, State } from "./state.ts";

const FACES_MAX = 60;

export class FaceStore {
  readonly #faces = new Map<string, Faces>();

  get(card: Shown | undefined): Faces | undefined {
    return card && this.#faces.get(card.print);
  }

  /** The prints that the server may leave out. */
  get known(): string[] {
    return [...this.#faces.keys()].slice(-FACES_MAX);
  }

  keep(state: State): void {
    for (const card of state.cards) {
      if (card.faces) {
        this.#faces.delete(card.print);
        this.#faces.set(card.print, card.faces);
      }
    }
    while (this.#faces.size > FACES_MAX) {
      const [oldest] = this.#faces.keys();
      if (oldest === undefined) break;
      this.#faces.delete(oldest);
    }
  }
}
