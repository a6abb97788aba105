// Runs the learner's own script for the states of cards in a sealed frame, apart from all cards, and
// believes of what comes out only that it is text of a bearable length: the server reads it.
import { type Into, type OutOf, STATES_MAX } from "../../../cardframe/src/shell/protocol.ts";
import { post } from "./outbox.ts";
import type { Shown, State } from "./state.ts";

/** A script that takes longer is given up. */
const PATIENCE_MS = 3_000;

export class Customizer {
  #frame: HTMLIFrameElement | undefined;
  #port: Promise<MessagePort> | undefined;
  #turn = 0;
  #busy: Promise<void> | undefined;
  #made: { card: Shown; states: unknown } | undefined;
  #answers = new Map<number, (result: string | null) => void>();

  constructor(
    private readonly place: HTMLElement,
    private readonly address: () => string,
    /** The buttons say something else now. */
    private readonly relabelled: (card: Shown, labels: Shown["labels"]) => void,
  ) {}

  /** A card is shown: its states are changed while its question is read. */
  begin(card: Shown, state: State | undefined): void {
    this.#made = undefined;
    this.#busy = undefined;
    const { matter } = card;
    const script = state?.script;
    if (!script || !matter) return;
    const busy = this.#run(script, matter).then(async (states) => {
      if (this.#busy !== busy) return;
      this.#busy = undefined;
      if (states === null) return;
      this.#made = { card, states };
      const answer = await post("/study/labels", { card: card.id, states });
      const told = answer?.ok ? ((await answer.json()) as Pick<Shown, "labels">) : undefined;
      if (told && this.#made?.card === card && card.labels.some(Boolean)) {
        this.relabelled(card, told.labels);
      }
    });
    this.#busy = busy;
  }

  /** Whether the states are not there yet; then it is called when they are. */
  isBusy(then: () => void): boolean {
    const busy = this.#busy;
    if (!busy) return false;
    void busy.then(then);
    return true;
  }

  /** What goes with a grade. */
  statesOf(card: Shown): { states?: unknown } {
    return this.#made?.card.id === card.id ? { states: this.#made.states } : {};
  }

  end(): void {
    this.#frame?.remove();
    this.#frame = undefined;
    this.#port = undefined;
  }

  async #run(script: string, matter: NonNullable<Shown["matter"]>): Promise<unknown> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#port ??= this.#connect();
    const answer = new Promise<string | null>((resolve) => this.#answers.set(turn, resolve));
    const message: Into = { t: "customise", turn, script, matter };
    void this.#port.then((port) => port.postMessage(message));
    const tooLong = new Promise<"late">((resolve) =>
      window.setTimeout(() => resolve("late"), PATIENCE_MS),
    );
    const result = await Promise.race([answer, tooLong]);
    this.#answers.delete(turn);
    if (result === "late") {
      this.end();
      return null;
    }
    try {
      return result === null ? null : JSON.parse(result);
    } catch {
      return null;
    }
  }

  #connect(): Promise<MessagePort> {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.setAttribute("aria-hidden", "true");
    frame.tabIndex = -1;
    frame.hidden = true;
    frame.referrerPolicy = "no-referrer";
    frame.src = this.address();
    this.#frame = frame;
    const ready = new Promise<MessagePort>((resolve) => {
      frame.addEventListener("load", () => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => {
          if (isAnswer(data)) this.#answers.get(data.turn)?.(data.result);
          else if (data?.t === "ready") resolve(port1);
        };
        frame.contentWindow?.postMessage({ t: "init", v: 1 }, "*", [port2]);
      });
    });
    this.place.append(frame);
    return ready;
  }
}

function isAnswer(data: unknown): data is Extract<OutOf, { t: "customised" }> {
  const message = data as Partial<Extract<OutOf, { t: "customised" }>> | null;
  if (message?.t !== "customised" || !Number.isInteger(message.turn)) return false;
  const { result } = message;
  return result === null || (typeof result === "string" && result.length <= STATES_MAX);
}
