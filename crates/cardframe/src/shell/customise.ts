// The learner's own script, which changes the states of a card before it is answered, as Anki runs it
// (`ts/reviewer/answering.ts`). It runs in a frame of its own, in which no card is ever shown.
import type { Matter } from "./protocol.ts";

type Kept = Record<string, Record<string, unknown>>;

const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (
  ...parts: string[]
) => (states: Matter["states"], customData: Kept, ctx: unknown) => Promise<void>;

/** The changed states with what the script keeps, as text; nothing if it broke. */
export async function customise(script: string, matter: Matter): Promise<string | null> {
  const { states, context } = matter;
  const kept = () => parsed(matter.customData);
  const customData: Kept = { again: kept(), hard: kept(), good: kept(), easy: kept() };
  const ctx = {
    deckName: context.deckName,
    seed: BigInt(context.seed),
    decay: context.decay ?? undefined,
    desiredRetention: context.desiredRetention ?? undefined,
  };
  try {
    await new AsyncFunction("states", "customData", "ctx", `${script}\n`)(states, customData, ctx);
    return JSON.stringify({ states, customData });
  } catch (error) {
    console.error(error);
    return null;
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
