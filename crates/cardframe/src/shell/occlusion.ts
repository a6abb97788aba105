// Image occlusion: covers parts of a picture, as the built-in note type of Anki asks for it. What the
// shapes mean was read in ts/routes/image-occlusion/review.ts and beside it.

interface Size {
  width: number;
  height: number;
}

type Kind = "rect" | "ellipse" | "polygon" | "text";

interface Look {
  fill: string;
  stroke: string;
  line: number;
}

/** A shape as it stands in the text of a card: in parts of the picture's width and height. */
interface Shape {
  kind: Kind;
  data: DOMStringMap;
}

const MASK = "#ffeba2";

let areHidden = false;
let listensToKeys = false;

/** The verbs that templates know as `anki.imageOcclusion`. */
export const imageOcclusion = { setup };

async function setup(): Promise<void> {
  await pictureLoaded();
  requestAnimationFrame(draw);
  window.addEventListener("resize", draw);
}

async function pictureLoaded(): Promise<void> {
  const picture = document.querySelector<HTMLImageElement>("#image-occlusion-container img");
  if (!picture || picture.complete) return;
  await new Promise<void>((resolve) => {
    picture.addEventListener("load", () => resolve(), { once: true });
    picture.addEventListener("error", () => resolve(), { once: true });
  });
}

function draw(): void {
  const canvas = document.querySelector<HTMLCanvasElement>("#image-occlusion-canvas");
  const container = document.getElementById("image-occlusion-container");
  const picture = container?.querySelector("img");
  if (!canvas || !container || !picture) return;
  container.style.aspectRatio = `${picture.naturalWidth / picture.naturalHeight}`;
  const size = pixels(picture, canvas);
  canvas.width = size.width;
  canvas.height = size.height;
  prepareToggle(canvas);
  drawShapes(canvas);
}

/** As many pixels as the screen shows, and no more than browsers allow. */
function pixels(picture: HTMLImageElement, canvas: HTMLCanvasElement): Size {
  const ratio = window.devicePixelRatio;
  let scale = Math.min(
    (canvas.clientWidth * ratio) / picture.naturalWidth,
    (canvas.clientHeight * ratio) / picture.naturalHeight,
  );
  const wanted = picture.naturalWidth * picture.naturalHeight * scale * scale;
  const most = 4096 * 4096;
  if (wanted > most) scale *= Math.sqrt(most / wanted);
  return {
    width: Math.floor(picture.naturalWidth * scale),
    height: Math.floor(picture.naturalHeight * scale),
  };
}

function prepareToggle(canvas: HTMLCanvasElement): void {
  const button = document.getElementById("toggle");
  if (button) {
    const covers = document.querySelector("[data-occludeinactive='1']") !== null;
    if (covers) button.onclick = () => toggle(canvas);
    else button.style.display = "none";
  }
  if (listensToKeys) return;
  listensToKeys = true;
  window.addEventListener("keydown", (event) => {
    const shown = document.getElementById("toggle");
    const now = document.querySelector<HTMLCanvasElement>("#image-occlusion-canvas");
    if (now && shown && shown.style.display !== "none" && event.key === "M") toggle(now);
  });
}

function toggle(canvas: HTMLCanvasElement): void {
  areHidden = !areHidden;
  canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
  drawShapes(canvas);
}

function drawShapes(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const wanted = (shape: Shape) => !areHidden || shape.kind === "text";
  const style = getComputedStyle(canvas);
  const color = (name: string, otherwise: string) =>
    style.getPropertyValue(name).trim() || otherwise;
  const border = (name: string, otherwise: string): [number, string] => {
    const [width = "", stroke = ""] = style.getPropertyValue(name).trim().split(/\s+/);
    const line = Number.parseFloat(width);
    return [Number.isNaN(line) ? 1 : line, stroke || otherwise];
  };
  const [activeLine, activeStroke] = border("--active-shape-border", "#212121");
  const [line, stroke] = border("--inactive-shape-border", "#212121");
  const [brightLine, brightStroke] = border("--highlight-shape-border", "#ff8e8e");
  const active = color("--active-shape-color", "#ff8e8e");
  const inactive = color("--inactive-shape-color", MASK);
  const bright = color("--highlight-shape-color", "#ff8e8e00");
  for (const shape of shapes(".cloze").filter(wanted)) {
    drawShape(context, shape, { fill: active, stroke: activeStroke, line: activeLine });
  }
  for (const shape of shapes(".cloze-inactive").filter(wanted)) {
    if (shape.data.occludeinactive !== "1") continue;
    const own = shape.data.fill;
    const fill = own && own !== MASK ? own : inactive;
    drawShape(context, shape, { fill, stroke, line });
  }
  for (const shape of shapes(".cloze-highlight").filter(wanted)) {
    drawShape(context, shape, { fill: bright, stroke: brightStroke, line: brightLine });
  }
}

function shapes(selector: string): Shape[] {
  const kinds: string[] = ["rect", "ellipse", "polygon", "text"];
  return [...document.querySelectorAll<HTMLElement>(selector)]
    .filter((cloze) => cloze instanceof HTMLDivElement && kinds.includes(cloze.dataset.shape ?? ""))
    .map((cloze) => ({ kind: cloze.dataset.shape as Kind, data: cloze.dataset }));
}

const number = (text: string | undefined) => Number.parseFloat(text ?? "") || 0;

function drawShape(context: CanvasRenderingContext2D, shape: Shape, look: Look): void {
  const { width, height } = context.canvas;
  const left = Math.round(number(shape.data.left) * width);
  const top = Math.round(number(shape.data.top) * height);
  context.save();
  context.fillStyle = look.fill;
  context.strokeStyle = look.stroke;
  context.lineWidth = look.line;
  // Angles are stored in 10,000 steps of a full turn.
  const angle = ((number(shape.data.angle) % 10_000) / 10_000) * 2 * Math.PI;
  context.translate(left, top);
  if (shape.kind === "rect" || shape.kind === "text") context.rotate(angle);
  if (shape.kind === "text") {
    drawText(context, shape.data);
  } else {
    context.beginPath();
    outline(context, shape, width, height);
    context.fill();
    if (look.line > 0) context.stroke();
  }
  context.restore();
}

/** The outline of a shape whose left upper corner is the origin. */
function outline(
  context: CanvasRenderingContext2D,
  { kind, data }: Shape,
  width: number,
  height: number,
): void {
  if (kind === "rect") {
    const [w, h] = [number(data.width) * width, number(data.height) * height];
    context.rect(0, 0, Math.round(w), Math.round(h));
  } else if (kind === "ellipse") {
    const rx = Math.round(number(data.rx) * width);
    const ry = Math.round(number(data.ry) * height);
    context.ellipse(rx, ry, rx, ry, 0, 0, 2 * Math.PI);
  } else {
    const points = (data.points ?? "")
      .split(" ")
      .map((point) => point.split(","))
      .map(([x, y]) => [Math.round(number(x) * width), Math.round(number(y) * height)] as const);
    const leftmost = Math.min(...points.map(([x]) => x));
    const topmost = Math.min(...points.map(([, y]) => y));
    for (const [x, y] of points) context.lineTo(x - leftmost, y - topmost);
    context.closePath();
  }
}

function drawText(context: CanvasRenderingContext2D, data: DOMStringMap): void {
  const padding = 5;
  const scale = number(data.scale) || 1;
  const size = data.fontSize ? number(data.fontSize) * context.canvas.height : 40;
  context.scale(scale, scale);
  context.font = `${size}px Arial`;
  context.textBaseline = "top";
  const lines = (data.text ?? "").split("\n");
  const sample = context.measureText("M");
  const step = 1.5 * (sample.actualBoundingBoxAscent + sample.actualBoundingBoxDescent);
  const widest = Math.max(...lines.map((line) => context.measureText(line).width));
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, widest + padding, lines.length * step + padding);
  context.fillStyle = data.fill ?? "#000000";
  lines.forEach((line, index) => {
    context.fillText(line, 0, index * step);
  });
}
