/** Pieces of text, as they come out of a pipe, into whole lines. */

/** Takes pieces and gives every line that is complete, without its end. What follows the last end is never given. */
export function createLineSplitter(onLine: (line: string) => void): (piece: string) => void {
  let begun: string[] = [];
  return (piece) => {
    const lines = piece.split('\n');
    const rest = lines.pop()!;
    for (const line of lines) {
      onLine([...begun, line].join(''));
      begun = [];
    }
    begun.push(rest);
  };
}
