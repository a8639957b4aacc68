/** The few things that text measuring reads of a DOM node (the project compiles without lib.dom). */
export interface DomNode {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<DomNode>;
  readonly parentNode: DomNode | null;
}

/** The few things that text measuring reads of an SVG element. */
export interface DomElement extends DomNode {
  readonly tagName: string;
  readonly children: Iterable<DomElement>;
  readonly style?: Readonly<Record<string, string>>;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
}

export const isElement = (node: DomNode | null): node is DomElement => node?.nodeType === 1;
export const isText = (node: DomNode): boolean => node.nodeType === 3;

/**
 * A number from an attribute, 0 where it is missing, not a number, or in per cent.
 *
 * @example
 * numberOf(rect, "width");
 */
export function numberOf(element: DomElement, name: string): number {
  return Number(element.getAttribute(name)) || 0;
}
