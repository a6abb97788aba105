// Sounds and films of cards, one after the other, voices of the browser, and the learner's own voice.
// They play in the page and not in the frame, so that the keys for them work wherever the focus is.
import type { Sound } from "./state.ts";

const SEEK_SECONDS = 5;

export class Player {
  #queue: Sound[] = [];
  #media: HTMLMediaElement | undefined;
  #isSpeaking = false;
  #base = "";
  #recorder: MediaRecorder | undefined;
  #own: string | undefined;

  constructor(
    /** Where films are shown. */
    private readonly screen: HTMLElement,
    /** All was played. */
    private readonly ended: () => void,
    /** The browser wants a touch first. */
    private readonly blocked: () => void,
  ) {}

  get isPlaying(): boolean {
    return this.#media !== undefined || this.#isSpeaking || this.#queue.length > 0;
  }

  play(sounds: Sound[], base: string): void {
    this.stop();
    this.add(sounds, base);
  }

  /** After those that still play. */
  add(sounds: Sound[], base: string): void {
    const isIdle = !this.isPlaying;
    this.#base = base;
    this.#queue.push(...sounds);
    if (isIdle) this.#next();
  }

  stop(): void {
    this.#queue = [];
    this.#drop();
    if (this.#isSpeaking) {
      this.#isSpeaking = false;
      window.speechSynthesis?.cancel();
    }
  }

  pause(): void {
    if (this.#media) {
      if (this.#media.paused) void this.#media.play();
      else this.#media.pause();
    } else if (this.#isSpeaking) {
      if (speechSynthesis.paused) speechSynthesis.resume();
      else speechSynthesis.pause();
    }
  }

  seek(direction: -1 | 1): void {
    if (this.#media) this.#media.currentTime += direction * SEEK_SECONDS;
  }

  /** Begins to record, or ends it and plays what was recorded. */
  async record(): Promise<"recording" | "recorded" | "refused"> {
    if (this.#recorder) {
      this.#recorder.stop();
      this.#recorder = undefined;
      return "recorded";
    }
    this.stop();
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const recorder = new MediaRecorder(stream);
      const parts: Blob[] = [];
      recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
      recorder.addEventListener("stop", () => {
        for (const track of stream.getTracks()) track.stop();
        if (this.#own) URL.revokeObjectURL(this.#own);
        this.#own = URL.createObjectURL(new Blob(parts, { type: recorder.mimeType }));
        this.playOwn();
      });
      recorder.start();
      this.#recorder = recorder;
      return "recording";
    } catch {
      return "refused";
    }
  }

  /** Whether there was something to play. */
  playOwn(): boolean {
    if (!this.#own) return false;
    this.stop();
    this.#start(this.#own, false);
    return true;
  }

  #next(): void {
    const sound = this.#queue.shift();
    if (!sound) {
      this.ended();
    } else if ("file" in sound) {
      const isFilm = /\.(mp4|m4v|mov|webm|ogv|mkv|mpe?g|avi)$/i.test(sound.file);
      this.#start(this.#base + encodeURIComponent(sound.file), isFilm);
    } else {
      this.#speak(sound);
    }
  }

  #start(address: string, isFilm: boolean): void {
    const media = document.createElement(isFilm ? "video" : "audio");
    media.src = address;
    if (isFilm) {
      media.controls = true;
      media.setAttribute("playsinline", "");
      this.screen.replaceChildren(media);
      this.screen.hidden = false;
    }
    const done = () => {
      if (this.#media !== media) return;
      this.#drop();
      this.#next();
    };
    media.addEventListener("ended", done);
    media.addEventListener("error", done);
    this.#media = media;
    media.play().catch((error: DOMException) => {
      if (this.#media !== media) return;
      if (error.name === "NotAllowedError") {
        this.#queue = [];
        this.#drop();
        this.blocked();
      }
    });
  }

  #drop(): void {
    const media = this.#media;
    this.#media = undefined;
    if (!media) return;
    media.pause();
    media.removeAttribute("src");
    media.load();
    this.screen.replaceChildren();
    this.screen.hidden = true;
  }

  #speak(sound: Extract<Sound, { speech: string }>): void {
    if (!("speechSynthesis" in window)) {
      this.#next();
      return;
    }
    const words = new SpeechSynthesisUtterance(sound.speech);
    words.lang = sound.language.replace("_", "-");
    words.rate = sound.speed;
    const voices = speechSynthesis.getVoices();
    const wanted = sound.voices.map(plain);
    const voice =
      voices.find(({ name }) => wanted.includes(plain(name))) ??
      voices.find(({ lang }) => plain(lang) === plain(words.lang));
    if (voice) words.voice = voice;
    const done = () => {
      if (!this.#isSpeaking) return;
      this.#isSpeaking = false;
      this.#next();
    };
    words.addEventListener("end", done);
    words.addEventListener("error", done);
    this.#isSpeaking = true;
    speechSynthesis.speak(words);
  }
}

/** Names in tags have no spaces, and languages are written with either stroke. */
const plain = (name: string) => name.toLowerCase().replaceAll(/[ -]/g, "_");
