import type { Matter } from "../../../cardframe/src/shell/protocol.ts";

/** What the server says about the desk of a learner; made in `turn.rs`. Ids are text: they are longer than numbers here can be. */
export interface State {
  deck: string;
  deckName: string;
  /** New, learning, review. */
  counts: [number, number, number];
  /** The card to study, and those that will probably follow. */
  cards: Shown[];
  /** What the last step did, to be taken back or done again. */
  undo: string | null;
  redo: string | null;
  /** What happened just now. */
  said: string | null;
  /** Where the media of these cards lie. */
  base: string;
  /** After so long a notice says how many cards were studied; 0 for none. */
  timeboxSecs: number;
  showsCounts: boolean;
  /** Cards may load pictures from other hosts. */
  loadsRemote: boolean;
  interruptsSounds: boolean;
  dayEndsInSecs: number;
  /** The learner's own script for the states of cards. */
  script: string | null;
  /** Where to go when there is nothing more to study. */
  done: string | null;
}

export interface Shown {
  id: string;
  note: string;
  /** Its home deck. */
  deck: string;
  /** Which of the counts it belongs to. */
  kind: 0 | 1 | 2;
  /** Changes when the card is no longer as it was shown; goes back with the answer. */
  version: string;
  /** Changes with what is shown. */
  print: string;
  /** Left out if the page said that it knows this print. */
  faces?: Faces;
  /** When each button brings the card back. */
  labels: [string, string, string, string];
  /** What her own script gets. */
  matter?: Matter;
  flag: number;
  isMarked: boolean;
  play: Play;
  clock: Clock;
}

export interface Faces {
  question: string;
  answer: string;
  /** `card card1` */
  classes: string;
  questionSounds: Sound[];
  answerSounds: Sound[];
  /** Something is to be typed. */
  isTyped: boolean;
  /** Names of pictures. */
  pictures: string[];
}

export type Sound =
  | { file: string }
  | { speech: string; language: string; voices: string[]; speed: number };

/** What the preset says about sounds. */
export interface Play {
  byItself: boolean;
  /** Replaying an answer begins with the sounds of the question. */
  questionToo: boolean;
}

/** What the preset says about time. */
export interface Clock {
  isShown: boolean;
  stopsAtAnswer: boolean;
  msMax: number;
  questionMs: number;
  answerMs: number;
  /** `answer` or `reminder` */
  atQuestion: string;
  /** `bury`, `again`, `hard`, `good` or `reminder` */
  atAnswer: string;
  waitsForSounds: boolean;
}
