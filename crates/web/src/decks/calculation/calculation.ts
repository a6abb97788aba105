/**
 * `<calculation-watch>`: looks again every second while something is calculated, and shows the result
 * when it is there. Without script a link does the same.
 */
interface Way {
  words: string;
  thousandths: number | null;
  isOver: boolean;
}

const EVERY_MS = 1_000;

class CalculationWatch extends HTMLElement {
  #timer: number | undefined;

  connectedCallback(): void {
    if (this.dataset.underWay !== undefined) this.#later();
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
  }

  #later(): void {
    this.#timer = window.setTimeout(() => void this.#look(), EVERY_MS);
  }

  async #look(): Promise<void> {
    const headers = { accept: "application/json" };
    const answer = await fetch(this.dataset.address ?? "", { headers }).catch(() => undefined);
    if (answer?.ok) {
      const way = (await answer.json()) as Way;
      if (way.isOver) {
        location.reload();
        return;
      }
      this.#draw(way);
    }
    this.#later();
  }

  #draw({ words, thousandths }: Way): void {
    const place = this.querySelector("[data-place=words]");
    // Said again only if it is something else.
    if (place && place.textContent !== words) place.textContent = words;
    const bar = this.querySelector<HTMLProgressElement>("progress");
    if (!bar) return;
    if (thousandths === null) bar.removeAttribute("value");
    else bar.value = thousandths;
  }
}

customElements.define("calculation-watch", CalculationWatch);
