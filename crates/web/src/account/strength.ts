/**
 * `<password-strength>`: says beside a new password how hard it is to guess, while it is typed. The
 * server judges, so that the meter and the rule agree. Without script nothing is shown, and the
 * rule speaks when the form is sent.
 */
class PasswordStrength extends HTMLElement {
  #wait = 0;
  #asked = 0;

  connectedCallback(): void {
    const input = this.parentElement?.querySelector("input");
    const words = this.querySelector(".strength-words");
    if (!input || !words) return;
    input.addEventListener("input", () => {
      window.clearTimeout(this.#wait);
      this.#wait = window.setTimeout(() => this.#judge(input, words), 300);
    });
  }

  async #judge(input: HTMLInputElement, words: Element): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.hidden = input.value === "";
    if (this.hidden) return;
    const known = input.form?.querySelector<HTMLInputElement>("[name=email], [name=username]");
    const body = new URLSearchParams({ email: known?.value ?? "", password: input.value });
    try {
      const address = `/account/password-strength?lang=${document.documentElement.lang}`;
      const answer = await fetch(address, { method: "POST", body });
      if (!answer.ok || asked !== this.#asked) return;
      const judged = (await answer.json()) as { number: number; words: string };
      this.dataset.number = String(judged.number);
      words.textContent = judged.words;
    } catch {
      // Out of reach: the rule speaks when the form is sent.
    }
  }
}

customElements.define("password-strength", PasswordStrength);
