// What opens over the card: its history, its note, its next day.
import { plainOf, sourceOf } from "./plain_field.ts";
import { element, type Screen } from "./screen.ts";

interface Info {
  title: string;
  rows: [string, string][];
  heads: string[];
  reviews: string[][];
}

interface NoteText {
  notetype: string;
  fields: { name: string; text: string; isRtl: boolean }[];
  tags: string;
}

type Put = (path: string, body: Record<string, unknown>) => void;

export class Dialogs {
  readonly #dialog: HTMLDialogElement;

  constructor(
    private readonly screen: Screen,
    private readonly put: Put,
  ) {
    const place = screen.place("dialog");
    if (!(place instanceof HTMLDialogElement)) throw new Error("the page has no dialog");
    this.#dialog = place;
    place.addEventListener("click", (event) => {
      if (event.target === place) place.close();
    });
  }

  get isOpen(): boolean {
    return this.#dialog.open;
  }

  async info(card: string): Promise<void> {
    const info = await ask<Info>(`/study/cards/${card}`);
    if (!info) {
      this.screen.say(this.screen.word("offline"));
      return;
    }
    const facts = element("dl", { className: "facts" });
    for (const [name, value] of info.rows) {
      facts.append(
        element(
          "div",
          {},
          element("dt", { textContent: name }),
          element("dd", { textContent: value }),
        ),
      );
    }
    const table = element("table", { className: "reviews" });
    table.append(element("thead", {}, row("th", info.heads)));
    table.append(element("tbody", {}, ...info.reviews.map((cells) => row("td", cells))));
    const wide = element("div", { className: "reviews-wide", tabIndex: 0 }, table);
    wide.setAttribute("role", "region");
    wide.setAttribute("aria-label", info.title);
    this.#open(info.title, [facts, ...(info.reviews.length > 0 ? [wide] : [])]);
  }

  async edit(note: string): Promise<void> {
    const text = await ask<NoteText>(`/study/notes/${note}`);
    if (!text) {
      this.screen.say(this.screen.word("offline"));
      return;
    }
    const fields = text.fields.map((field, index) => {
      const plain = plainOf(field.text);
      const area = element("textarea", { id: `field-${index}`, value: plain ?? field.text });
      area.rows = Math.min(10, Math.max(2, area.value.split("\n").length));
      area.dir = field.isRtl ? "rtl" : "auto";
      const label = element("label", { textContent: field.name, htmlFor: area.id });
      if (plain === null) label.append(element("small", { textContent: " HTML" }));
      return {
        area,
        isPlain: plain !== null,
        row: element("div", { className: "field" }, label, area),
      };
    });
    const tags = element("input", { id: "field-tags", value: text.tags, autocomplete: "off" });
    const tagsLabel = element("label", { textContent: this.screen.word("tags"), htmlFor: tags.id });
    const tagsRow = element("div", { className: "field" }, tagsLabel, tags);
    this.#form(this.screen.word("edit"), [...fields.map(({ row }) => row), tagsRow], () => {
      const texts = fields.map(({ area, isPlain }) =>
        isPlain ? sourceOf(area.value) : area.value,
      );
      this.put("note", { note, fields: texts, tags: tags.value });
    });
  }

  due(card: string): void {
    const days = element("input", { id: "due-days", value: "0", autocomplete: "off" });
    days.setAttribute("aria-describedby", "due-hint");
    const hint = element("p", {
      id: "due-hint",
      className: "field-hint",
      textContent: this.screen.word("due-hint"),
    });
    const label = element("label", { textContent: this.screen.word("due-days"), htmlFor: days.id });
    const row = element("div", { className: "field" }, label, days, hint);
    this.#form(this.screen.word("due"), [row], () => this.put("due", { card, days: days.value }));
    days.select();
  }

  forget(card: string): void {
    const position = check("forget-position", this.screen.word("forget-position"), true);
    const counts = check("forget-counts", this.screen.word("forget-counts"), false);
    this.#form(this.screen.word("forget"), [position.row, counts.row], () =>
      this.put("reset", { card, position: position.box.checked, counts: counts.box.checked }),
    );
  }

  /** The time box is full: the learner goes on or goes. */
  rest({ cards, minutes }: { cards: number; minutes: number }, goOn: () => void): void {
    const words = this.screen.word("timebox");
    const told = words.replace("{cards}", String(cards)).replace("{minutes}", String(minutes));
    const finish = element("a", {
      className: "button button-quiet",
      href: "/decks",
      textContent: this.screen.word("timebox-finish"),
    });
    const on = element("button", {
      className: "button",
      type: "button",
      textContent: this.screen.word("timebox-go-on"),
      autofocus: true,
    });
    on.addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("close", goOn, { once: true });
    const head = element("h2", {
      id: "dialog-title",
      textContent: this.screen.word("timebox-title"),
    });
    const acts = element("p", { className: "actions" }, on, finish);
    this.#dialog.replaceChildren(head, element("p", { textContent: told }), acts);
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  #form(title: string, rows: HTMLElement[], done: () => void): void {
    const form = element("form", { className: "form", method: "dialog" }, ...rows);
    const save = element("button", {
      className: "button",
      type: "submit",
      textContent: this.screen.word("save"),
    });
    form.append(element("p", { className: "actions" }, this.#cancel("cancel"), save));
    form.addEventListener("submit", done);
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(save);
    });
    this.#open(title, [form]);
  }

  #cancel(word: string): HTMLButtonElement {
    const button = element("button", {
      className: "button button-quiet",
      type: "button",
      textContent: this.screen.word(word),
    });
    button.addEventListener("click", () => this.#dialog.close());
    return button;
  }

  #open(title: string, content: HTMLElement[]): void {
    const head = element("h2", { id: "dialog-title", textContent: title });
    const hasForm = content.some((part) => part instanceof HTMLFormElement);
    const close = element("p", { className: "actions" }, this.#cancel("close"));
    this.#dialog.replaceChildren(head, ...content, ...(hasForm ? [] : [close]));
    if (!this.#dialog.open) this.#dialog.showModal();
  }
}

function row(cell: "th" | "td", texts: string[]): HTMLTableRowElement {
  const cells = texts.map((text) => {
    const made = element(cell, { textContent: text });
    if (cell === "th") made.scope = "col";
    return made;
  });
  return element("tr", {}, ...cells);
}

function check(id: string, words: string, checked: boolean) {
  const box = element("input", { id, type: "checkbox", checked });
  const label = element("label", { htmlFor: id, textContent: words });
  return { box, row: element("div", { className: "check" }, box, label) };
}

async function ask<T>(path: string): Promise<T | null> {
  try {
    const answer = await fetch(path, { headers: { accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}
