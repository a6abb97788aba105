// The learner's own script, which changes the states of a card before it is answered, as Anki runs it
// (`ts/reviewer/answering.ts`). It runs in a worker of a frame in which no card is ever shown: it has
// no page to reach, and one that never ends is ended.
import type { Matter } from "./protocol.ts";

const PATIENCE_MS = 2_000;

let worker: Worker | undefined;

/** The changed states with what the script keeps, as text; nothing if it broke. */
export function customise(script: string, matter: Matter): Promise<string | null> {
  worker ??= new Worker(URL.createObjectURL(new Blob([`(${program})()`])));
  const running = worker;
  return new Promise((resolve) => {
    const done = (result: string | null) => {
      clearTimeout(patience);
      resolve(result);
    };
    const patience = setTimeout(() => {
      running.terminate();
      worker = undefined;
      done(null);
    }, PATIENCE_MS);
    running.onmessage = ({ data }: MessageEvent<string | null>) => done(data);
    running.onerror = () => done(null);
    running.postMessage({ script, matter });
  });
}

/** What the worker runs: it must not use anything from outside of itself. */
function program(): void {
  type Kept = Record<string, Record<string, unknown>>;
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (
    ...parts: string[]
  ) => (states: Matter["states"], customData: Kept, ctx: unknown) => Promise<void>;
  const parsed = (text: string): Record<string, unknown> => {
    try {
      return JSON.parse(text);
    } catch {
      return {};
    }
  };
  self.onmessage = async ({ data }: MessageEvent<{ script: string; matter: Matter }>) => {
    const { states, customData: text, context } = data.matter;
    const kept = () => parsed(text);
    const customData: Kept = { again: kept(), hard: kept(), good: kept(), easy: kept() };
    const ctx = {
      deckName: context.deckName,
      seed: BigInt(context.seed),
      decay: context.decay ?? undefined,
      desiredRetention: context.desiredRetention ?? undefined,
    };
    let result: string | null = null;
    try {
      const run = new AsyncFunction("states", "customData", "ctx", `${data.script}\n`);
      await run(states, customData, ctx);
      result = JSON.stringify({ states, customData });
    } catch (error) {
      console.error(error);
    }
    (self as unknown as { postMessage(result: string | null): void }).postMessage(result);
  };
}
