// Formulas: MathJax, loaded when the first card needs it.

interface MathJaxProgram {
  startup: { promise: Promise<void> };
  typesetClear(): void;
  typesetPromise(elements: Element[]): Promise<void>;
}

declare global {
  interface Window {
    MathJax?: unknown;
  }
}

/** Between these the fields of a note hold TeX. */
const FORMULA = /\\\[.*?\\\]|\\\(.*?\\\)/su;

let loading: Promise<void> | undefined;

export const holdsFormulas = (html: string) => FORMULA.test(html);

/** Loads the program once; without it formulas stay as they were written. */
export function loadFormulas(files: string): Promise<void> {
  loading ??= new Promise((resolve) => {
    const packages = ["noerrors", "mathtools"];
    window.MathJax = {
      tex: {
        displayMath: [["\\[", "\\]"]],
        processEscapes: false,
        processEnvironments: false,
        processRefs: false,
        packages: { "[+]": packages, "[-]": ["textmacros"] },
      },
      loader: {
        load: packages.map((name) => `[tex]/${name}`),
        paths: { mathjax: `${files}mathjax` },
      },
      options: { enableMenu: false },
      startup: { typeset: false },
    };
    const program = document.createElement("script");
    program.src = `${files}mathjax/tex-chtml-full.js`;
    program.onload = () => resolve();
    program.onerror = () => resolve();
    document.head.append(program);
  });
  return loading;
}

export async function typeset(element: Element): Promise<void> {
  const program = window.MathJax as MathJaxProgram | undefined;
  if (!program?.startup) return;
  await program.startup.promise;
  program.typesetClear();
  await program.typesetPromise([element]);
}
