// Keys and buttons of the page around the card.
import type { Press } from "./keys.ts";

export interface Heard {
  /** Whether the key meant something. */
  pressed(press: Press): boolean;
  chosen(act: string): void;
}

/** `more` is the menu, which closes when something else is touched. */
export function listen(root: HTMLElement, more: HTMLElement, heard: Heard): void {
  const close = () => more.removeAttribute("open");
  document.addEventListener("keydown", (event) => {
    const { key, code, ctrlKey, metaKey, shiftKey: shift, altKey: alt, target } = event;
    if (event.repeat || event.isComposing) return;
    const isOnControl = target instanceof Element && target.closest("button, a, summary, input");
    if (isOnControl && (key === "Enter" || key === " ")) return;
    if (key === "Escape") close();
    if (heard.pressed({ key, code, ctrl: ctrlKey || metaKey, shift, alt })) event.preventDefault();
  });
  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-act]") : null;
    if (!(button instanceof HTMLElement)) return;
    close();
    // The next press of the space bar belongs to the card.
    if (!button.closest("dialog")) button.blur();
    heard.chosen(button.dataset.act ?? "");
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !more.contains(event.target)) close();
  });
  window.addEventListener("blur", close);
}
