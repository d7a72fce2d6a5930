/** Text → GBK bytes, for documents that are saved the way spreadsheets still save them. */
let table: Map<string, [number, number]> | null = null;

/** Throws on a character GBK does not have. */
export function encodeGb(text: string): Uint8Array {
  table ??= buildTable();
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    const pair = table.get(char);
    if (code < 0x80) bytes.push(code);
    else if (pair) bytes.push(...pair);
    else throw new Error(`not in GBK: ${char}`);
  }
  return Uint8Array.from(bytes);
}

function buildTable(): Map<string, [number, number]> {
  const decoder = new TextDecoder('gbk');
  const found = new Map<string, [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const char = trail === 0x7f ? '\ufffd' : decoder.decode(Uint8Array.of(lead, trail));
      if (!char.includes('\ufffd') && !found.has(char)) found.set(char, [lead, trail]);
    }
  }
  return found;
}
