// The classes of a card's body, as Anki on the desktop sets them.

export function bodyClasses(card: string, night: boolean): string {
  const agent = navigator.userAgent;
  const system = /Android|iPhone|iPad/.test(agent)
    ? ""
    : /Windows/.test(agent)
      ? "isWin"
      : /Mac OS/.test(agent)
        ? "isMac"
        : "isLin";
  return [card, system, ...(night ? ["nightMode", "night_mode"] : []), "fancy"]
    .filter((name) => name !== "")
    .join(" ");
}
