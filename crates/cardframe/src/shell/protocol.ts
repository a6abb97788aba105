/**
 * What the page around the frame and the shell inside say to each other. The shell shares its frame
 * with the scripts of cards, so the page believes nothing of what comes out: it takes these messages
 * only, of these sizes, and what acts on cards only while the learner's own hand is at work.
 */

/** Which side of a card. */
export type Side = "question" | "answer";

/** From the page into the frame. */
export type Into =
  | {
      t: "show";
      /** Counts what is shown, so that answers to an older one are known as such. */
      turn: number;
      side: Side;
      html: string;
      /** The classes of the body. */
      classes: string;
      /** Where the media of the card lie. */
      base: string;
      night: boolean;
      /** The other side may hold formulas, too: load the program before it is needed. */
      formulasAhead: boolean;
      /** Pictures and sounds of cards to come. */
      ahead: string[];
      /** What stands above the browser's voices, if the card lists them, and in place of none. */
      voices: [heading: string, none: string];
    }
  | { t: "theme"; night: boolean; classes: string }
  | { t: "size"; percent: number }
  | { t: "stores"; local: Record<string, string>; session: Record<string, string> }
  | { t: "customise"; turn: number; script: string; matter: Matter };

/** What the learner's own script for the states of a card gets. */
export interface Matter {
  /** `SchedulingStates` of Anki in JSON. */
  states: Record<string, { customData?: string }>;
  customData: string;
  context: {
    deckName: string;
    seed: string;
    decay: number | null;
    desiredRetention: number | null;
  };
}

/** From the frame to the page. */
export type OutOf =
  | { t: "ready" }
  | { t: "rendered"; turn: number }
  | { t: "key"; key: string; code: string; ctrl: boolean; shift: boolean; alt: boolean }
  | { t: "typed"; turn: number; text: string }
  | { t: "play"; turn: number; side: Side; index: number }
  | { t: "command"; turn: number; name: string }
  | { t: "swipe"; turn: number; way: "left" | "right" | "up" | "down" | "tap" }
  | { t: "link"; href: string }
  | { t: "customised"; turn: number; result: string | null }
  | { t: "store"; area: "local" | "session"; key: string; value: string | null };

export const STATES_MAX = 20_000;
export const TYPED_MAX = 10_000;
export const STORED_MAX = 100_000;
