/**
 * What runs in the sealed frame: shows the sides of cards as Anki on the desktop does, one after the
 * other, and tells the page around what the learner did. It shares the frame with the scripts of the
 * cards and defends nothing against them; the frame does.
 */

import { customise } from "./customise.ts";
import { holdsFormulas, loadFormulas, typeset } from "./formulas.ts";
import type { Into, OutOf } from "./protocol.ts";
import { TYPED_MAX } from "./protocol.ts";
import { type Hook, prepare, typeField } from "./surroundings.ts";
import { listVoices } from "./voices.ts";

type Show = Extract<Into, { t: "show" }>;

/** A script of another file that does not come is not waited for longer than this. */
const SCRIPT_MS_MAX = 5_000;
const IMAGES_MS_MAX = 4_000;

const site = location.origin;
const files = `${site}/cardframe/files/`;
const around = window.parent;

let port: MessagePort | undefined;
let shown = 0;
let work: Promise<void> = Promise.resolve();

const tell = (message: OutOf) => port?.postMessage(message);
const { local, session, onUpdateHook, onShownHook } = prepare(tell, () => shown);

window.addEventListener("message", function begin(event: MessageEvent) {
  const [given] = event.ports;
  if (port || event.source !== around || event.origin !== site || !given) return;
  window.removeEventListener("message", begin);
  port = given;
  port.onmessage = ({ data }: MessageEvent<Into>) => hear(data);
  tell({ t: "ready" });
});

function hear(message: Into): void {
  switch (message.t) {
    case "show":
      shown = message.turn;
      work = work.then(() => show(message)).catch((error) => console.error(error));
      break;
    case "theme":
      document.body.className = message.classes;
      document.documentElement.classList.toggle("night-mode", message.night);
      break;
    case "size":
      document.body.style.zoom = String(message.percent / 100);
      break;
    case "customise":
      void customise(message.script, message.matter).then((result) =>
        tell({ t: "customised", turn: message.turn, result }),
      );
      break;
    case "stores":
      local.fill(message.local);
      session.fill(message.session);
      break;
  }
}

async function show(side: Show): Promise<void> {
  const place = document.getElementById("qa");
  if (!place || side.turn !== shown) return;
  setBase(side.base);
  onUpdateHook.length = 0;
  onShownHook.length = 0;
  const hasFormulas = holdsFormulas(side.html);
  if (hasFormulas) await loadFormulas(files);
  place.style.opacity = "0";
  document.body.className = side.classes;
  document.documentElement.classList.toggle("night-mode", side.night);
  await fill(place, side.html);
  listVoices(place, side.voices);
  if (side.side === "question") window.scrollTo(0, 0);
  await run(onUpdateHook);
  if (hasFormulas) await typeset(place).catch((error) => console.error(error));
  place.style.opacity = "1";
  if (side.side === "answer") {
    imagesLoaded().then(() => document.getElementById("answer")?.scrollIntoView());
  } else {
    typeField()?.focus();
    if (side.formulasAhead) loadFormulas(files);
    imagesLoaded().then(() => fetchAhead(side.ahead));
  }
  await run(onShownHook);
  tell({ t: "rendered", turn: side.turn });
}

function setBase(address: string): void {
  const base = document.querySelector("base") ?? document.createElement("base");
  base.href = site + address;
  if (!base.isConnected) document.head.prepend(base);
}

/** Scripts of a card run in the order in which they stand, each after the files before it. */
async function fill(place: HTMLElement, html: string): Promise<void> {
  for (const video of place.querySelectorAll("video, audio")) (video as HTMLMediaElement).pause();
  if (/\$[(.]|jQuery/.test(html)) await loadQueries();
  place.innerHTML = html;
  for (const script of place.querySelectorAll("script")) await runScript(script);
}

let queries: Promise<void> | undefined;

/** Many templates use jQuery, which Anki brings along. */
function loadQueries(): Promise<void> {
  queries ??= new Promise((resolve) => {
    const program = document.createElement("script");
    program.src = `${files}jquery.js`;
    program.onload = () => resolve();
    program.onerror = () => resolve();
    document.head.append(program);
  });
  return queries;
}

function runScript(written: HTMLScriptElement): Promise<void> {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    for (const { name, value } of written.attributes) script.setAttribute(name, value);
    script.textContent = written.textContent;
    if (script.src) {
      script.onload = () => resolve();
      script.onerror = () => resolve();
      setTimeout(resolve, SCRIPT_MS_MAX);
    }
    written.replaceWith(script);
    if (!script.src) resolve();
  });
}

async function run(hooks: Hook[]): Promise<void> {
  const running = hooks.map(async (hook) => hook());
  await Promise.race([
    Promise.allSettled(running),
    new Promise((resolve) => setTimeout(resolve, SCRIPT_MS_MAX)),
  ]);
}

async function imagesLoaded(): Promise<void> {
  const loading = [...document.images].filter((image) => !image.complete);
  const all = loading.map(
    (image) =>
      new Promise((resolve) => {
        image.addEventListener("load", resolve, { once: true });
        image.addEventListener("error", resolve, { once: true });
      }),
  );
  await Promise.race([
    Promise.all(all),
    new Promise((resolve) => setTimeout(resolve, IMAGES_MS_MAX)),
  ]);
}

/** Pictures of the answer and of the next cards come while the question is read. */
function fetchAhead(names: string[]): void {
  for (const name of names) new Image().src = encodeURIComponent(name);
}

const isEditable = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=button]), textarea, select"));
/** What takes Enter and Space itself. */
const takesSpace = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("a, button, summary, audio, video") !== null;

window.addEventListener("keydown", (event) => {
  const { key, code, ctrlKey, metaKey, shiftKey: shift, altKey: alt, target } = event;
  const ctrl = ctrlKey || metaKey;
  if (event.repeat || event.isComposing || !event.isTrusted) return;
  const answers = key === "Enter" && target === typeField();
  if (isEditable(target) && !answers && !ctrl) return;
  if ((key === "Enter" || key === " ") && takesSpace(target)) return;
  if (["Shift", "Control", "Alt", "Meta", "Tab", "CapsLock"].includes(key)) return;
  // What the browser does with these would take the learner away from the card.
  const isOurs = [" ", "Enter", "F5", "/", "'"].includes(key) || (ctrl && /^[1-7zyZ]$/.test(key));
  if (isOurs) event.preventDefault();
  tell({ t: "key", key: key.slice(0, 20), code, ctrl, shift, alt });
});

document.addEventListener("input", (event) => {
  const field = typeField();
  if (field && event.target === field) {
    tell({ t: "typed", turn: shown, text: field.value.slice(0, TYPED_MAX) });
  }
});

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!link || event.defaultPrevented) return;
  const address = link.getAttribute("href") ?? "";
  if (address.startsWith("javascript:")) return;
  // The base of the document lies elsewhere: even `#` would lead away from the card.
  event.preventDefault();
  if (address.startsWith("#")) {
    if (address.length > 1) document.getElementById(address.slice(1))?.scrollIntoView();
  } else if (/^(https?|mailto):/i.test(address)) {
    tell({ t: "link", href: address.slice(0, 2_000) });
  }
});

let touch: { x: number; y: number; at: number } | undefined;
document.addEventListener(
  "touchstart",
  ({ touches, timeStamp }) => {
    const [first, second] = touches;
    touch = first && !second ? { x: first.clientX, y: first.clientY, at: timeStamp } : undefined;
  },
  { passive: true },
);
document.addEventListener(
  "touchend",
  (event) => {
    const [end] = event.changedTouches;
    const begun = touch;
    touch = undefined;
    if (!begun || !end || event.timeStamp - begun.at > 700) return;
    const [across, down] = [end.clientX - begun.x, end.clientY - begun.y];
    if (Math.abs(across) > 80 && Math.abs(across) > 2 * Math.abs(down)) {
      tell({ t: "swipe", turn: shown, way: across < 0 ? "left" : "right" });
    } else if (Math.hypot(across, down) < 8) {
      const target = event.target;
      if (isEditable(target) || takesSpace(target) || getSelection()?.toString()) return;
      if (target instanceof Element && target.closest("[onclick], [tabindex], label, input"))
        return;
      tell({ t: "swipe", turn: shown, way: "tap" });
    }
  },
  { passive: true },
);
