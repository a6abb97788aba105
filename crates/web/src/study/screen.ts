// What stands around the card: counts, buttons, the line that says what happened.
import type { Shown, State } from "./state.ts";

export class Screen {
  constructor(
    private readonly root: HTMLElement,
    readonly words: Record<string, string>,
  ) {}

  place(name: string): HTMLElement {
    const found = this.root.querySelector<HTMLElement>(`[data-place=${name}]`);
    if (!found) throw new Error(`the page has no place ${name}`);
    return found;
  }

  button(act: string): HTMLButtonElement | null {
    return this.root.querySelector<HTMLButtonElement>(`[data-act=${act}]`);
  }

  word(name: string): string {
    return this.words[name] ?? "";
  }

  counts(counts: readonly number[], kind: number | undefined, isShown: boolean): void {
    this.place("counts").hidden = !isShown;
    counts.forEach((count, index) => {
      const place = this.root.querySelector(`[data-count="${index}"]`);
      if (!place) return;
      place.textContent = String(count);
      place.parentElement?.toggleAttribute("data-now", index === kind);
      if (index === kind) place.parentElement?.setAttribute("aria-current", "true");
      else place.parentElement?.removeAttribute("aria-current");
    });
  }

  steps(state: State): void {
    for (const [act, words, otherwise] of [
      ["undo", state.undo, this.word("undo")],
      ["redo", state.redo, this.word("redo")],
    ] as const) {
      for (const button of this.root.querySelectorAll<HTMLButtonElement>(`[data-act=${act}]`)) {
        button.disabled = !words;
        if (button.matches(".tool")) button.setAttribute("aria-label", words ?? otherwise);
        button.title = words ?? otherwise;
      }
    }
  }

  card(card: Shown): void {
    const mark = this.place("mark");
    mark.hidden = !card.isMarked;
    const flag = this.place("flag");
    flag.hidden = card.flag === 0;
    flag.className = `study-flag flag-${card.flag}`;
    const drawn = this.button(`flag-${card.flag}`)?.querySelector("svg")?.cloneNode(true);
    flag.replaceChildren(...(drawn ? [drawn] : []), this.#unseen(`flag-${card.flag}`));
    for (let number = 1; number <= 7; number += 1) {
      this.button(`flag-${number}`)?.setAttribute("aria-pressed", String(number === card.flag));
    }
    card.labels.forEach((label, index) => {
      const place = this.root.querySelector(`[data-label="${index}"]`);
      if (place) place.textContent = label;
    });
  }

  #unseen(act: string): HTMLElement {
    const words = this.button(act)?.getAttribute("aria-label") ?? "";
    return element("span", { className: "unseen", textContent: words });
  }

  /** Which buttons stand below the card. */
  side(side: "question" | "answer" | "none"): void {
    this.place("show").hidden = side !== "question";
    this.place("grades").hidden = side !== "answer";
    if (side !== "none") this.place("wait").hidden = true;
  }

  say(words: string | null): void {
    const place = this.place("said");
    // A screen reader says a sentence again only if it is another one.
    place.textContent = "";
    if (words) place.textContent = words;
  }

  line(words: string | null): void {
    const place = this.place("line");
    place.hidden = words === null;
    place.textContent = words ?? "";
  }
}

/** An element with its properties and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}
