/**
 * `<passkey-form>`: asks the browser for a passkey, or for a new one, and sends what it says with the
 * form inside. It shows itself where the browser can do that; the page then drops what it says to
 * those who cannot.
 */
interface Wanted {
  challenge: string;
  rpId: string;
  /** Only where a new one is to be made. */
  make?: {
    rpName: string;
    handle: string;
    email: string;
    algorithms: number[];
    known: string[];
  };
}

class PasskeyForm extends HTMLElement {
  #offer: AbortController | undefined;

  connectedCallback(): void {
    const form = this.querySelector("form");
    const wanted = JSON.parse(this.dataset.options ?? "{}") as Wanted;
    if (!form || !window.PublicKeyCredential || !window.isSecureContext) return;
    this.hidden = false;
    for (const without of document.querySelectorAll(".passkey-without")) without.remove();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#ask(form, wanted);
    });
    if (this.dataset.offered !== undefined) void this.#offerInFields(form, wanted);
  }

  disconnectedCallback(): void {
    this.#offer?.abort();
  }

  async #ask(form: HTMLFormElement, wanted: Wanted): Promise<void> {
    const fault = form.querySelector<HTMLElement>(".field-fault");
    if (fault) fault.hidden = true;
    this.#offer?.abort();
    try {
      const shown = await (wanted.make
        ? navigator.credentials.create({ publicKey: toMake(wanted, wanted.make) })
        : navigator.credentials.get({ publicKey: toShow(wanted) }));
      send(form, shown);
    } catch {
      // Called off, or there is none here: the sentence says both.
      if (fault) fault.hidden = false;
    }
  }

  /** The browser lists passkeys among the addresses it would fill in. */
  async #offerInFields(form: HTMLFormElement, wanted: Wanted): Promise<void> {
    const isPossible = await window.PublicKeyCredential.isConditionalMediationAvailable?.();
    if (!isPossible) return;
    this.#offer = new AbortController();
    const { signal } = this.#offer;
    try {
      const publicKey = toShow(wanted);
      send(form, await navigator.credentials.get({ publicKey, mediation: "conditional", signal }));
    } catch {
      // Nobody chose one.
    }
  }
}

function toShow(wanted: Wanted): PublicKeyCredentialRequestOptions {
  return {
    challenge: bytes(wanted.challenge),
    rpId: wanted.rpId,
    userVerification: "required",
  };
}

function toMake(
  wanted: Wanted,
  make: NonNullable<Wanted["make"]>,
): PublicKeyCredentialCreationOptions {
  return {
    challenge: bytes(wanted.challenge),
    rp: { id: wanted.rpId, name: make.rpName },
    user: { id: bytes(make.handle), name: make.email, displayName: make.email },
    pubKeyCredParams: make.algorithms.map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: make.known.map((id) => ({ type: "public-key", id: bytes(id) })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    attestation: "none",
  };
}

function send(form: HTMLFormElement, shown: Credential | null): void {
  if (!(shown instanceof PublicKeyCredential)) return;
  const { response } = shown;
  put(form, "client_data", response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse) {
    put(form, "attestation", response.attestationObject);
  } else if (response instanceof AuthenticatorAssertionResponse) {
    put(form, "id", shown.rawId);
    put(form, "authenticator", response.authenticatorData);
    put(form, "signature", response.signature);
  }
  form.submit();
}

function put(form: HTMLFormElement, name: string, value: ArrayBuffer): void {
  const input = form.elements.namedItem(name);
  if (input instanceof HTMLInputElement) input.value = text(value);
}

function text(value: ArrayBuffer): string {
  const characters = Array.from(new Uint8Array(value), (byte) => String.fromCharCode(byte));
  return btoa(characters.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function bytes(value: string): Uint8Array<ArrayBuffer> {
  const plain = atob(value.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

customElements.define("passkey-form", PasskeyForm);
