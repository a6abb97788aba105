// The voices that this browser reads with, where a template asks for them with `{{tts-voices:}}`:
// each as the tag that chooses it, in the order of languages, as on the desktop (`qt/aqt/tts.py`).

/** Browsers fetch their voices when they are first asked for them. */
const WAIT_MS_MAX = 2_000;

/** The words above the list, and in place of an empty one. */
export type VoiceWords = [heading: string, none: string];

export function listVoices(place: HTMLElement, words: VoiceWords): void {
  const lists = place.querySelectorAll<HTMLElement>(".tts-voices");
  if (lists.length === 0) return;
  void voices().then((found) => {
    for (const list of lists) fill(list, found, words);
  });
}

async function voices(): Promise<SpeechSynthesisVoice[]> {
  if (!("speechSynthesis" in window)) return [];
  const synthesis = window.speechSynthesis;
  if (synthesis.getVoices().length === 0) {
    await new Promise((resolve) => {
      synthesis.addEventListener("voiceschanged", resolve, { once: true });
      setTimeout(resolve, WAIT_MS_MAX);
    });
  }
  return synthesis.getVoices();
}

/** `{{tts en_US voices=Samantha}}`: a name in a tag has no spaces. */
function tag({ lang, name }: SpeechSynthesisVoice): string {
  return `{{tts ${lang.replaceAll("-", "_")} voices=${name.replaceAll(" ", "_")}}}`;
}

function fill(list: HTMLElement, found: SpeechSynthesisVoice[], [heading, none]: VoiceWords): void {
  const sorted = [...found].sort((a, b) => order(a.lang, b.lang) || order(a.name, b.name));
  const tags = sorted.map(tag);
  list.style.fontSize = "14px";
  list.style.textAlign = "left";
  list.replaceChildren(tags.length > 0 ? heading : none);
  for (const one of tags) list.append(document.createElement("br"), one);
}

const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
