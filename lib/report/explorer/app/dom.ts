type Attributes = Readonly<Record<string, string | number | boolean | null>>;
type Child = Node | string;

/**
 * An element. Whatever is given as a child's text stays text.
 *
 * @param attributes null and false = not set, true = set without a value
 * @example
 * el("button", { type: "button" }, "Clear");
 */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  setAll(made, attributes);
  made.append(...children);
  return made;
}

/**
 * An element of a drawing.
 *
 * @example
 * svg("line", { x1: 0, x2: 10, y1: 5, y2: 5, class: "axis" });
 */
export function svg(tag: string, attributes: Attributes = {}, ...children: readonly Child[]) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag) as SVGElement;
  setAll(made, attributes);
  made.append(...children);
  return made;
}

/** Sets attributes, and takes those away that are null or false. */
export function setAll(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * A small table.
 *
 * @param lines a row header and cells each
 */
export function table(
  caption: string,
  titles: readonly string[],
  lines: readonly HTMLTableRowElement[],
): HTMLTableElement {
  const heads = titles.map((text) => el("th", { scope: "col" }, text));
  return el(
    "table",
    { class: "small" },
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, ...heads)),
    el("tbody", {}, ...lines),
  );
}

/** A button with something to do. */
export function button(text: string, onClick: () => void, attributes: Attributes = {}) {
  const made = el("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", onClick);
  return made;
}

/** A labelled choice of texts by their values. */
export function choice(
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  onChange: (value: string) => void,
): { readonly field: HTMLLabelElement; readonly select: HTMLSelectElement } {
  const select = el("select", {}, ...options.map(([value, text]) => el("option", { value }, text)));
  select.addEventListener("change", () => onChange(select.value));
  return { field: el("label", { class: "field" }, el("span", {}, label), select), select };
}

/**
 * Puts other children into a box. The one that had the focus has it again, if there is one of the
 * same `data-key`.
 */
export function refill(box: Element, ...children: readonly Child[]): void {
  const focused = document.activeElement;
  const key = focused && box.contains(focused) ? focused.getAttribute("data-key") : null;
  box.replaceChildren(...children);
  if (key === null) return;
  for (const one of box.querySelectorAll<HTMLElement>("[data-key]")) {
    if (one.dataset.key === key) one.focus({ preventScroll: true });
  }
}

/** Gives the same as before as long as nothing changes that it hangs on. */
export function memo<Value>(): (on: readonly unknown[], make: () => Value) => Value {
  let last: { on: readonly unknown[]; value: Value } | null = null;
  return (on, make) => {
    if (last === null || last.on.some((one, i) => one !== on[i])) last = { on, value: make() };
    return last.value;
  };
}
