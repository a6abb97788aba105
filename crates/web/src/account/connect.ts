/**
 * `<copy-text>`: gives the address beside it a button that copies. Without script there is no button
 * and the address can be selected with one click.
 */
class CopyText extends HTMLElement {
  connectedCallback(): void {
    const text = this.querySelector("code");
    const button = this.querySelector("button");
    const status = this.querySelector("[role=status]");
    if (!text || !button || !status) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (!(await copy(text))) return;
      const said = this.dataset.copied ?? "";
      const label = button.textContent;
      button.textContent = said;
      status.textContent = said;
      window.setTimeout(() => {
        button.textContent = label;
        status.textContent = "";
      }, 2000);
    });
  }
}

/** On a page that is not encrypted there is no clipboard to ask for; there a selection is copied. */
async function copy(text: HTMLElement): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text.textContent ?? "");
      return true;
    } catch {
      // The reader has forbidden it; the selection below still shows what to copy.
    }
  }
  window.getSelection()?.selectAllChildren(text);
  return document.execCommand("copy");
}

customElements.define("copy-text", CopyText);
