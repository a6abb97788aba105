// What a browser made of a card: every element of it, where it stands and how it looks. Both windows
// answer this same question, so it uses nothing that only one of them has.
(() => {
  const NAMES = [
    "font-family", "font-size", "font-weight", "font-style", "line-height", "letter-spacing",
    "color", "background-color", "background-image", "opacity", "filter", "zoom", "visibility",
    "text-align", "text-decoration-line", "direction", "overflow-wrap", "white-space-collapse",
    "display", "position", "vertical-align", "box-sizing", "float", "cursor", "fill", "stroke",
    "margin-top", "margin-right", "margin-bottom", "margin-left",
    "padding-top", "padding-right", "padding-bottom", "padding-left",
    "border-top-width", "border-right-width", "border-bottom-width", "border-left-width",
    "border-top-color", "border-bottom-color", "border-top-style",
    "border-top-left-radius", "border-bottom-right-radius", "box-shadow",
    "max-width", "max-height", "color-scheme", "outline-style", "list-style-type",
  ];
  const COLOURS = [
    "--fg", "--fg-subtle", "--fg-disabled", "--fg-faint", "--fg-link", "--canvas", "--canvas-elevated",
    "--canvas-inset", "--canvas-overlay", "--canvas-code", "--border", "--border-subtle", "--border-strong",
    "--border-focus", "--border-radius", "--button-bg", "--shadow", "--scrollbar-bg", "--font-size",
  ];
  const qa = document.getElementById("qa");
  if (!qa || qa.childNodes.length === 0 || getComputedStyle(qa).opacity !== "1") return null;
  if (getComputedStyle(document.body).opacity !== "1") return null;
  if (document.fonts.status !== "loaded") return null;
  if ([...document.images].some((image) => !image.complete)) return null;
  const shown = [document.documentElement, document.body, ...qa.querySelectorAll("*")];
  // What is there for reading aloud only is laid out by each browser in its own way.
  const inked = shown.filter((element) => !element.closest("script, style, link, mjx-assistive-mml"));
  const probe = document.createElement("i");
  document.documentElement.append(probe);
  // A colour may be written in many ways; as a background it has one.
  const value = (name) => {
    const written = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    if (/px$/.test(written)) return written;
    probe.style.backgroundColor = written;
    return getComputedStyle(probe).backgroundColor;
  };
  const colours = Object.fromEntries(COLOURS.map((name) => [name, value(name)]));
  probe.remove();
  return inked.map((element) => {
    const style = getComputedStyle(element);
    const { left, top, width, height } = element.getBoundingClientRect();
    const place = [left + scrollX, top + scrollY, width, height].map((n) => Math.round(n * 10) / 10);
    const words = [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE && element !== document.body)
      .map((node) => node.data.trim())
      .join(" ")
      .trim();
    const own = element === document.documentElement ? colours : {};
    return {
      tag: element.tagName.toLowerCase(),
      id: element.id,
      classes: element.getAttribute("class") ?? "",
      place: element === document.documentElement ? [] : place,
      words,
      style: { ...Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(name)])), ...own },
    };
  });
})()
