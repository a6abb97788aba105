/**
 * `<card-review>`: studying. Shows the cards that the server hands out in the sealed frame, takes the
 * keys of Anki on the desktop, and sends what was done in its order. Cards to come are there before
 * they are needed, so that a grade shows the next one at once.
 */
import { CardClock } from "./clock.ts";
import { Comfort } from "./comfort.ts";
import { Customizer } from "./customizer.ts";
import { Dialogs } from "./dialogs.ts";
import { FaceStore } from "./faces.ts";
import { CardFrame } from "./frame.ts";
import { type Action, actionOf, type Press } from "./keys.ts";
import { listen } from "./listening.ts";
import { Outbox, post, type Step, type Trouble } from "./outbox.ts";
import { Player } from "./player.ts";
import { Screen } from "./screen.ts";
import { Sitting } from "./sitting.ts";
import type { Faces, Shown, State } from "./state.ts";
import { bodyClasses } from "./surroundings.ts";

/** A script could press the key that flips and the one that grades in one breath. */
const SEEN_MS_MIN = 150;
const GRADES: Action[] = ["again", "hard", "good", "easy"];

class CardReview extends HTMLElement {
  #screen!: Screen;
  #frame!: CardFrame;
  #player!: Player;
  #clock!: CardClock;
  #dialogs!: Dialogs;
  #outbox!: Outbox;
  #comfort!: Comfort;
  #customizer!: Customizer;
  readonly #faces = new FaceStore();
  readonly #sitting = new Sitting((isNewDay) => this.#askAgain(isNewDay));
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");
  #state: State | undefined;
  #card: Shown | undefined;
  #side: "question" | "answer" | "none" = "none";
  #typed = "";
  #flippedAt = 0;
  #lastCard: string | undefined;

  connectedCallback(): void {
    const words = this.querySelector("[data-place=words]")?.textContent ?? "{}";
    this.#screen = new Screen(this, JSON.parse(words));
    this.#player = new Player(
      this.#screen.place("film"),
      () => this.#side !== "none" && this.#clock.soundsEnded(this.#side),
      () => this.#screen.say(this.#screen.word("touch-first")),
    );
    this.#clock = new CardClock(
      this.#screen.place("time"),
      () => this.#player.isPlaying,
      (side) => this.#timeUp(side),
    );
    this.#outbox = new Outbox(
      {
        arrived: (state, step, isLast) => this.#arrived(state, step, isLast),
        refused: (state, said, step) => this.#refused(state, said, step),
        waiting: (trouble) => this.#waiting(trouble),
      },
      () => ({
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        known: this.#faces.known,
        base: this.#state?.base,
      }),
    );
    this.#dialogs = new Dialogs(this.#screen, (path, body) => this.#outbox.put(path, body));
    this.#frame = this.#makeFrame();
    this.#customizer = new Customizer(
      this,
      () => this.dataset.shell ?? "",
      (card, labels) => this.#card === card && this.#screen.card(Object.assign(card, { labels })),
    );
    this.#listen();
    this.#comfort = new Comfort(this.#screen, (percent) => this.#frame.size(percent));
    this.#outbox.put("state");
  }

  disconnectedCallback(): void {
    this.#player.stop();
    this.#clock.end();
    this.#sitting.end();
    this.#frame.end();
    this.#customizer.end();
  }

  #makeFrame(): CardFrame {
    const place = this.#screen.place("card");
    const shell = () => (this.#state?.loadsRemote ? this.dataset.openShell : this.dataset.shell);
    return new CardFrame(place, () => shell() ?? "", this.#screen, {
      pressed: (press) => void (this.#isSeen() && this.#press(press)),
      typed: (text) => {
        this.#typed = text;
      },
      played: (side, index) => this.#playOne(side, index),
      commanded: (name) => this.#isSeen() && this.#command(name),
      swiped: (way) => this.#isSeen() && this.#swipe(way),
      linked: (address) => window.open(address, "_blank", "noopener,noreferrer"),
      rendered: () => this.#screen.line(null),
      hung: () => this.#screen.line(this.#screen.word("hung")),
      stopped: () => this.#screen.line(this.#screen.word("stopped")),
    });
  }

  #listen(): void {
    listen(this, this.#screen.place("more"), {
      pressed: (press) => !this.#dialogs.isOpen && this.#press(press),
      chosen: (act) => this.#do(act as Action),
    });
    this.#dark.addEventListener("change", () => {
      const faces = this.#faces.get(this.#card);
      if (faces) this.#frame.theme(this.#dark.matches, this.#classes(faces));
    });
  }

  #classes = (faces: Faces) => bodyClasses(faces.classes, this.#dark.matches);

  /** Whether the key means something here. */
  #press(press: Press): boolean {
    if (this.#dialogs.isOpen) return false;
    const action = actionOf(press);
    if (action) this.#do(action);
    return action !== undefined;
  }

  #do(action: Action | "smaller" | "larger" | "swipe"): void {
    const grade = GRADES.indexOf(action as Action);
    if (grade >= 0) {
      this.#grade(grade + 1);
      return;
    }
    const flag = /^flag-(\d)$/.exec(action)?.[1];
    if (flag) {
      const number = Number(flag);
      this.#onCard("flag", { flag: this.#card?.flag === number ? 0 : number });
      return;
    }
    this.#deeds[action]?.();
  }

  readonly #deeds: Record<string, () => void> = {
    flip: () => (this.#side === "answer" ? this.#grade(3) : void this.#flip()),
    undo: () => this.#step("undo"),
    redo: () => this.#step("redo"),
    edit: () => void (this.#card && this.#dialogs.edit(this.#card.note)),
    info: () => void (this.#card && this.#dialogs.info(this.#card.id)),
    "last-info": () => void (this.#lastCard && this.#dialogs.info(this.#lastCard)),
    due: () => this.#card && this.#dialogs.due(this.#card.id),
    forget: () => this.#card && this.#dialogs.forget(this.#card.id),
    replay: () => this.#replay(),
    mark: () => this.#onCard("mark", {}),
    "bury-card": () => this.#away("burial", "card"),
    "bury-note": () => this.#away("burial", "note"),
    "suspend-card": () => this.#away("suspension", "card"),
    "suspend-note": () => this.#away("suspension", "note"),
    delete: () => this.#away("removal", "note"),
    options: () => void (this.#card && location.assign(`/decks/${this.#card.deck}/options`)),
    decks: () => location.assign("/decks"),
    overview: () => location.assign(`/decks/${this.#state?.deck ?? ""}`),
    more: () => this.#screen.place("more").toggleAttribute("open"),
    pause: () => this.#player.pause(),
    back: () => this.#player.seek(-1),
    forward: () => this.#player.seek(1),
    record: () => void this.#record(),
    "own-voice": () => {
      if (!this.#player.playOwn()) this.#screen.say(this.#screen.word("no-voice"));
    },
    advance: () => this.#toggleAdvance(),
    smaller: () => this.#comfort.resize(-10),
    larger: () => this.#comfort.resize(10),
    swipe: () => this.#comfort.toggleSwipe(),
  };

  /** What the server says about the desk; the last word if nothing waits behind it. */
  #arrived(state: State, step: Step, isLast: boolean): void {
    this.#faces.keep(state);
    if (state.said || step.path !== "state") this.#screen.say(state.said);
    if (!isLast) return;
    this.#settle(state, step.path === "answer");
  }

  #refused(state: State | null, said: string, step: Step): void {
    if (state) this.#faces.keep(state);
    this.#screen.say(said);
    if (state && this.#outbox.isEmpty) this.#settle(state, false);
    else if (this.#outbox.isEmpty && step.path !== "state") this.#outbox.put("state");
  }

  #waiting(trouble: Trouble | null): void {
    this.#screen.line(trouble === null ? null : this.#screen.word(`line-${trouble}`));
  }

  #settle(state: State, wasGuessed: boolean): void {
    this.#state = state;
    this.#sitting.heard(state);
    this.#screen.steps(state);
    const [top] = state.cards;
    if (!top) {
      this.#side = "none";
      this.#screen.side("none");
      if (state.done) location.assign(state.done);
      return;
    }
    const shown = this.#side !== "none" ? this.#card : undefined;
    const same = shown && state.cards.find(({ id }) => id === shown.id);
    // A guess that the learner has already turned over stays: the server takes its grade, too.
    const stays = shown && (shown.id === top.id || (wasGuessed && same && this.#side === "answer"));
    if (stays && same) {
      this.#card = same;
      if (same.print !== shown.print)
        this.#showSide(this.#side === "answer" ? "answer" : "question");
    } else {
      this.#show(top);
    }
    this.#screen.counts(state.counts, this.#card?.kind, state.showsCounts);
    if (this.#card) this.#screen.card(this.#card);
  }

  #show(card: Shown): void {
    this.#card = card;
    this.#typed = "";
    this.#screen.card(card);
    if (this.#state) this.#screen.counts(this.#state.counts, card.kind, this.#state.showsCounts);
    this.#showSide("question");
    this.#clock.begin(card.clock);
    this.#customizer.begin(card, this.#state);
  }

  #showSide(side: "question" | "answer", answer?: string): void {
    const card = this.#card;
    const faces = this.#faces.get(card);
    if (!card || !faces || !this.#state) {
      this.#blank();
      return;
    }
    this.#side = side;
    const html = side === "question" ? faces.question : (answer ?? faces.answer);
    const ahead = this.#state.cards
      .slice(1)
      .flatMap((next) => this.#faces.get(next)?.pictures ?? []);
    this.#frame.show(
      {
        side,
        html,
        classes: this.#classes(faces),
        base: this.#state.base,
        formulasAhead: /\\[([]/.test(faces.answer),
        ahead: side === "question" ? [...faces.pictures, ...ahead].slice(0, 30) : [],
      },
      this.#dark.matches,
    );
    this.#screen.side(side);
    if (side === "question" && faces.isTyped) this.#frame.focus();
    const sounds = side === "question" ? faces.questionSounds : faces.answerSounds;
    const { base, interruptsSounds } = this.#state;
    if (interruptsSounds) this.#player.stop();
    if (card.play.byItself) this.#player.add(sounds, base);
  }

  /** Nothing to show yet: the line is slow. */
  #blank(): void {
    this.#side = "none";
    this.#player.stop();
    this.#screen.side("none");
    this.#screen.place("wait").hidden = false;
  }

  async #flip(): Promise<void> {
    const card = this.#card;
    const faces = this.#faces.get(card);
    if (this.#side !== "question" || !card || !faces) return;
    this.#flippedAt = performance.now();
    this.#clock.turned();
    if (!faces.isTyped) {
      this.#showSide("answer");
      return;
    }
    this.#side = "answer";
    this.#screen.side("answer");
    const answer = await post("/study/comparison", { card: card.id, typed: this.#typed });
    const told = answer?.ok ? ((await answer.json()) as { answer: string }) : undefined;
    if (this.#card === card) this.#showSide("answer", told?.answer);
  }

  /** Whether the side on the screen has been there long enough for what comes out of the frame. */
  #isSeen = () => performance.now() - this.#flippedAt >= SEEN_MS_MIN;

  #grade(rating: number): void {
    const card = this.#card;
    if (this.#side !== "answer" || !card) return;
    if (this.#customizer.isBusy(() => this.#card === card && this.#grade(rating))) return;
    this.#lastCard = card.id;
    const { id, version } = card;
    const more = { taken: this.#clock.taken(), ...this.#customizer.statesOf(card) };
    this.#outbox.put("answer", { card: id, version, rating, ...more });
    this.#sitting.graded();
    this.#goOn(card);
    this.#sitting.rest(this.#state, this.#dialogs, () => {
      if (this.#card && this.#side !== "none") this.#clock.begin(this.#card.clock);
    });
  }

  /** The day is over, or the page slept for long: other cards may be due. */
  #askAgain(isNewDay: boolean): void {
    if (!this.#outbox.isEmpty) return;
    if (isNewDay) this.#screen.say(this.#screen.word("day-over"));
    this.#outbox.put("state");
  }

  /** Shows what will probably come next, before the server has said so. */
  #goOn(card: Shown): void {
    const state = this.#state;
    if (!state) return;
    state.cards = state.cards.filter(({ id }) => id !== card.id);
    state.counts[card.kind] = Math.max(0, state.counts[card.kind] - 1);
    const [next] = state.cards;
    this.#screen.say(null);
    if (next && this.#faces.get(next)) this.#show(next);
    else this.#blank();
  }

  #onCard(path: string, body: Record<string, unknown>): void {
    if (this.#card && this.#side !== "none")
      this.#outbox.put(path, { card: this.#card.id, ...body });
  }

  #away(path: string, what: "card" | "note"): void {
    const card = this.#card;
    if (!card || this.#side === "none") return;
    this.#lastCard = card.id;
    this.#outbox.put(path, { card: card.id, what });
    this.#side = "none";
    this.#screen.side("none");
    this.#player.stop();
  }

  #step(path: "undo" | "redo"): void {
    if (this.#state?.[path] || !this.#outbox.isEmpty) this.#outbox.put(path);
    else this.#screen.say(this.#screen.word(`nothing-to-${path}`));
  }

  #replay(): void {
    const faces = this.#faces.get(this.#card);
    if (!faces || !this.#state) return;
    const isAnswer = this.#side === "answer";
    const first = !isAnswer || this.#card?.play.questionToo ? faces.questionSounds : [];
    this.#player.play([...first, ...(isAnswer ? faces.answerSounds : [])], this.#state.base);
  }

  #playOne(side: "question" | "answer", index: number): void {
    const faces = this.#faces.get(this.#card);
    const sound = (side === "question" ? faces?.questionSounds : faces?.answerSounds)?.[index];
    if (sound && this.#state) this.#player.play([sound], this.#state.base);
  }

  /** What scripts of templates ask for by `pycmd`. */
  #command(name: string): void {
    const ease = /^ease([1-4])$/.exec(name)?.[1];
    if (ease) this.#grade(Number(ease));
    else if (name === "ans") void this.#flip();
    else if (name === "edit" || name === "more") this.#do(name);
  }

  #swipe(way: string): void {
    if (!this.#comfort.swipes) return;
    if (this.#side === "question") void this.#flip();
    else if (way === "left") this.#grade(1);
    else if (way === "right") this.#grade(3);
  }

  #timeUp(side: "question" | "answer"): void {
    const clock = this.#card?.clock;
    if (!clock || document.hidden || this.#dialogs.isOpen) {
      this.#clock.wait(side);
      return;
    }
    if (side === "question") {
      if (clock.atQuestion === "answer") void this.#flip();
      else this.#screen.say(this.#screen.word("time-up"));
    } else if (clock.atAnswer === "bury") this.#do("bury-card");
    else if (clock.atAnswer === "reminder") this.#screen.say(this.#screen.word("time-up"));
    else this.#do(clock.atAnswer as Action);
  }

  #toggleAdvance(): void {
    this.#clock.isAdvancing = !this.#clock.isAdvancing;
    const word = this.#clock.isAdvancing ? "advance-on" : "advance-off";
    this.#screen.say(this.#screen.word(word));
    if (this.#side !== "none") this.#clock.wait(this.#side);
  }

  async #record(): Promise<void> {
    const outcome = await this.#player.record();
    this.#screen.say(this.#screen.word(`voice-${outcome}`));
  }
}

customElements.define("card-review", CardReview);
