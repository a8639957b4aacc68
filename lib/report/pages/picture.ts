import { markup } from "../../files";

/** A picture of a page. */
export interface Picture {
  /** URL: of a file beside the page, or with the picture itself in it. */
  readonly source: string;
  /** What a reader who cannot see it should know. */
  readonly alt: string;
  /** px; as the file says unless given. */
  readonly width?: number;
  readonly height?: number;
}

/**
 * A picture that opens larger, over the page, by a click, a touch, or Enter where the keyboard has
 * come to it; the same again closes it. Without a script: it is the head of a `details` element.
 *
 * @example
 * pictureHtml({ source: "roc.svg", alt: "ROC of three models", width: 528, height: 400 });
 */
export function pictureHtml({ source, alt, width, height }: Picture): string {
  const size = Object.entries({ width, height }).filter(([, pixels]) => pixels !== undefined);
  const attributes = size.map(([name, pixels]) => ` ${name}="${pixels}"`).join("");
  const style = size.map(([name, pixels]) => `--${name}: ${pixels}`).join("; ");
  return (
    `<details class="picture"${style && ` style="${style}"`}>` +
    `<summary title="Click or Enter: larger, and back">` +
    `<img src="${markup(source)}" alt="${markup(alt)}"${attributes}></summary></details>`
  );
}
