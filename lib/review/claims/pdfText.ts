import { InputError } from "../../files";
import { checkInflation } from "./pdf/checkInflation";
import { linesOf } from "./pdf/linesOf";

const mostBytes = 32 * 2 ** 20;
const [mostPages, mostItems] = [200, 200_000];

/**
 * Whether bytes are a PDF, whatever the file is called.
 *
 * @example
 * isPdf(Buffer.from("%PDF-1.7\n")); // true
 */
export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
}

/**
 * The text of a PDF, line by line, columns parted by tabs. It is read by pdf.js: nothing is drawn, no
 * font and no script of it is loaded or run, and no image is unpacked.
 *
 * @throws InputError if it is larger than 32 MiB, has over 200 pages, is encrypted or no sound PDF
 * @example
 * await pdfText("report.pdf", bytes); // "Results\nModel\tAUC\nRF\t0.6715\n"
 */
export async function pdfText(file: string, bytes: Uint8Array): Promise<string> {
  const refuse = (found: string, expected: string): never => {
    throw new InputError(file, found, expected);
  };
  if (bytes.length > mostBytes) {
    refuse(`a PDF of ${(bytes.length / 2 ** 20).toFixed(1)} MiB`, "at most 32 MiB");
  }
  checkInflation(bytes, refuse);
  const { getDocument } = await import("unpdf/pdfjs");
  const loading = getDocument({
    // It keeps the bytes, and leaves none to whoever gave them.
    data: Uint8Array.from(bytes),
    ...{ disableFontFace: true, useSystemFonts: false, enableXfa: false, stopAtErrors: false },
    ...{ isEvalSupported: false, useWorkerFetch: false, useWasm: false, verbosity: 0 },
  });
  try {
    const document = await loading.promise;
    if (document.numPages > mostPages) {
      refuse(`a PDF of ${document.numPages} pages`, `at most ${mostPages}`);
    }
    const pages: string[] = [];
    let items = 0;
    for (let i = 1; i <= document.numPages && items < mostItems; i++) {
      const page = await document.getPage(i);
      const content = await page.getTextContent();
      items += content.items.length;
      pages.push(linesOf(content.items.slice(0, mostItems)));
      page.cleanup();
    }
    return pages.join("\n\n");
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { name, message } = error as Error;
    return refuse(`a PDF that cannot be read (${name}: ${message.slice(0, 100)})`, "a sound PDF");
  } finally {
    await loading.destroy();
  }
}
