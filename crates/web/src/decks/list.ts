/**
 * `<deck-list>`: folds decks without loading the page again, puts a deck into another one by dragging
 * it there, and tells the server where the learner is, so that her day ends when it ends there. Without
 * script the arrows are buttons of forms, and the menu of a deck has a page for moving it.
 */
class DeckList extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("submit", (event) => this.#fold(event));
    this.#listenToDrags();
    this.addEventListener("toggle", (event) => this.#opened(event.target), { capture: true });
    document.addEventListener("click", (event) => this.#closeMenus(event.target));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#closeMenus(null);
    });
    void this.#tellZone();
  }

  #rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("tr[data-level]")];
  }

  #fold(event: SubmitEvent): void {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(".deck-fold")) return;
    const button = form.querySelector("button");
    const folded = form.querySelector("input");
    if (!button || !folded) return;
    event.preventDefault();
    const body = new URLSearchParams({ folded: folded.value });
    const headers = { accept: "application/json" };
    void fetch(form.action, { method: "POST", body, headers, keepalive: true });
    const isFolded = folded.value === "yes";
    folded.value = isFolded ? "no" : "yes";
    button.setAttribute("aria-expanded", String(!isFolded));
    const label = button.getAttribute("aria-label") ?? "";
    button.setAttribute("aria-label", button.dataset.other ?? label);
    button.dataset.other = label;
    this.#draw();
  }

  /** Shows the rows that no folded deck hides. */
  #draw(): void {
    let hiddenBelow = Number.POSITIVE_INFINITY;
    for (const row of this.#rows()) {
      const level = Number(row.dataset.level);
      if (level <= hiddenBelow) hiddenBelow = Number.POSITIVE_INFINITY;
      row.hidden = level > hiddenBelow;
      const isFolded = row.querySelector("[aria-expanded=false]") !== null;
      if (isFolded && !row.hidden) hiddenBelow = level;
    }
  }

  #listenToDrags(): void {
    let dragged: string | undefined;
    for (const row of this.#rows()) row.draggable = true;
    this.addEventListener("dragstart", (event) => {
      const row = this.#rowOf(event.target);
      dragged = row?.dataset.deck;
      if (dragged) event.dataTransfer?.setData("text/plain", dragged);
    });
    this.addEventListener("dragover", (event) => {
      const row = this.#rowOf(event.target);
      this.#mark(row);
      if (row && dragged && row.dataset.deck !== dragged) event.preventDefault();
    });
    this.addEventListener("dragend", () => {
      dragged = undefined;
      this.#mark(null);
    });
    this.addEventListener("drop", (event) => {
      const into = this.#rowOf(event.target)?.dataset.deck;
      if (!dragged || !into || into === dragged) return;
      event.preventDefault();
      this.#move(dragged, into);
    });
  }

  #rowOf(target: EventTarget | null): HTMLElement | null {
    return target instanceof Element ? target.closest<HTMLElement>("tr[data-deck]") : null;
  }

  #mark(row: HTMLElement | null): void {
    for (const marked of this.querySelectorAll("[data-over]")) marked.removeAttribute("data-over");
    row?.setAttribute("data-over", "");
  }

  #move(deck: string, into: string): void {
    const form = document.createElement("form");
    form.method = "post";
    form.action = `/decks/${deck}/parent`;
    const field = document.createElement("input");
    field.name = "into";
    field.value = into;
    form.append(field);
    form.hidden = true;
    this.append(form);
    form.submit();
  }

  #opened(target: EventTarget | null): void {
    if (target instanceof HTMLDetailsElement && target.open) this.#closeMenus(target);
  }

  #closeMenus(but: EventTarget | null): void {
    for (const menu of this.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      if (!(but instanceof Node && menu.contains(but))) menu.open = false;
    }
  }

  async #tellZone(): Promise<void> {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || zone === this.dataset.zone) return;
    const answer = await fetch("/decks/zone", {
      method: "POST",
      body: new URLSearchParams({ zone }),
      headers: { accept: "application/json" },
    }).catch(() => undefined);
    // The day may begin at another hour there: other cards are due.
    const isOther = answer?.ok && (await answer.text()) === "other";
    if (isOther) location.reload();
  }
}

customElements.define("deck-list", DeckList);
