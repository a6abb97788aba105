// A field of a note as text without HTML, where nothing is lost by it. Notes are never shown as HTML
// in a page: what is in them is a stranger's.

const LETTERS: Record<string, string> = { nbsp: "\u{a0}", lt: "<", gt: ">", quot: '"', amp: "&" };

/** The text, with line breaks; nothing if the field says more than text can. */
export function plainOf(source: string): string | null {
  const lines = source.replace(/<br\s*\/?>/g, "\n");
  if (lines.includes("<")) return null;
  const text = lines.replace(/&(nbsp|lt|gt|quot|amp);/g, (_, name: string) => LETTERS[name] ?? "");
  return same(sourceOf(text), source) ? text : null;
}

/** The field that shows this text. */
export function sourceOf(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\u{a0}", "&nbsp;")
    .replace(/\r?\n/g, "<br>");
}

/** Differences that no reader sees. */
function same(one: string, other: string): boolean {
  const plain = (source: string) =>
    source
      .replace(/<br\s*\/?>/g, "<br>")
      .replaceAll("&quot;", '"')
      .replaceAll(">", "&gt;");
  return plain(one) === plain(other);
}
