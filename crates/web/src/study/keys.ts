// The keys of Anki on the desktop, wherever the focus is.

export interface Press {
  key: string;
  code: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
}

export type Action =
  | "flip"
  | "again"
  | "hard"
  | "good"
  | "easy"
  | "undo"
  | "redo"
  | "edit"
  | "replay"
  | "bury-card"
  | "bury-note"
  | "suspend-card"
  | "suspend-note"
  | "mark"
  | "info"
  | "last-info"
  | "options"
  | "own-voice"
  | "record"
  | "pause"
  | "back"
  | "forward"
  | "advance"
  | "more"
  | "forget"
  | "due"
  | "delete"
  | "decks"
  | "overview"
  | `flag-${number}`;

const PLAIN: Record<string, Action> = {
  " ": "flip",
  Enter: "flip",
  "1": "again",
  "2": "hard",
  "3": "good",
  "4": "easy",
  "5": "pause",
  "6": "back",
  "7": "forward",
  u: "undo",
  e: "edit",
  r: "replay",
  F5: "replay",
  "-": "bury-card",
  "=": "bury-note",
  "@": "suspend-card",
  "!": "suspend-note",
  "*": "mark",
  i: "info",
  o: "options",
  v: "own-voice",
  V: "record",
  A: "advance",
  m: "more",
  d: "decks",
  s: "overview",
};

/** Where the digits lie on keyboards that need a shift key for them. */
const PLACES: Record<string, Action> = {
  Digit1: "again",
  Digit2: "hard",
  Digit3: "good",
  Digit4: "easy",
};

export function actionOf(press: Press): Action | undefined {
  const { key, code, ctrl, shift, alt } = press;
  const letter = letterOf(key, code);
  if (ctrl && alt) {
    if (letter === "n") return "forget";
    if (letter === "i") return "last-info";
    return undefined;
  }
  if (ctrl) {
    if (letter === "z") return shift ? "redo" : "undo";
    if (letter === "y") return "redo";
    if (letter === "d" && shift) return "due";
    if (key === "Delete" || key === "Backspace") return "delete";
    const flag = /^Digit([1-7])$/.exec(code)?.[1];
    return flag ? `flag-${Number(flag)}` : undefined;
  }
  if (alt) return undefined;
  const known =
    PLAIN[key] ?? (key.length === 1 ? PLAIN[shift ? letter.toUpperCase() : letter] : undefined);
  return known ?? (shift ? undefined : PLACES[code]);
}

/** On keyboards with other letters the key counts by its place. */
function letterOf(key: string, code: string): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  return place && !/^[\x20-\x7e]$/.test(key) ? place.toLowerCase() : key;
}
