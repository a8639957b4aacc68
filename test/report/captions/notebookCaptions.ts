import { joined, readNotebook } from "../../../lib/kernel";

/**
 * What an executed notebook says over its tables and, for those who do not see them, of its figures.
 *
 * @example
 * notebookCaptions("out/A1_12_Ensemble/A1_12_Ensemble.ipynb");
 */
export function notebookCaptions(file: string): string[] {
  return readNotebook(file).cells.flatMap(({ outputs = [] }) =>
    outputs.flatMap((output) => {
      const data = "data" in output ? output.data : {};
      const of = (type: string) => (type in data ? joined(data[type] as string) : "");
      if ("image/png" in data) return [of("text/plain")];
      const [, caption] = /<caption>(.*?)<\/caption>/s.exec(of("text/html")) ?? [];
      return caption === undefined ? [] : [caption.replaceAll("&gt;", ">").replaceAll("&lt;", "<")];
    }),
  );
}
