// How this browser shows cards. Kept in the browser alone; nobody else is told.

const SIZE = "study.size";
const SWIPE = "study.swipe";

export class Preferences {
  get size(): number {
    const kept = Number(read(SIZE) ?? 100);
    return kept >= 50 && kept <= 300 ? kept : 100;
  }

  resize(by: number): number {
    const size = Math.min(300, Math.max(50, this.size + by));
    write(SIZE, String(size));
    return size;
  }

  get swipes(): boolean {
    return read(SWIPE) === "on";
  }

  toggleSwipe(): boolean {
    write(SWIPE, this.swipes ? "off" : "on");
    return this.swipes;
  }
}

const remembered = new Map<string, string>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return remembered.get(key) ?? null;
  }
}

/** A browser that keeps nothing remembers it as long as the page is open. */
function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    remembered.set(key, value);
  }
}
