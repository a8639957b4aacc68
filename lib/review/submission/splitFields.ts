/**
 * The fields of one line of a CSV file. A field in quotes may hold the separator and doubled
 * quotes; a quote that is never closed runs to the end of the line.
 *
 * @param most fields to be split off, the rest is left out
 * @example
 * splitFields('"a,b",0.5', ",", 10); // ["a,b", "0.5"]
 */
export function splitFields(line: string, separator: string, most: number): string[] {
  if (!line.includes('"')) return line.split(separator, most);
  const fields: string[] = [];
  for (let at = 0; at <= line.length && fields.length < most; ) {
    if (line[at] !== '"') {
      const end = line.indexOf(separator, at);
      fields.push(line.slice(at, end < 0 ? undefined : end));
      if (end < 0) break;
      at = end + 1;
      continue;
    }
    let end = line.indexOf('"', at + 1);
    while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
    if (end < 0) end = line.length;
    fields.push(line.slice(at + 1, end).replaceAll('""', '"'));
    const next = line.indexOf(separator, end);
    if (next < 0) break;
    at = next + 1;
  }
  return fields;
}
