/** QR codes as pictures. The only home of qrcode. */
import { toString as draw } from 'qrcode';

/** An SVG picture of a text, black on white with its quiet zone, as scanners want it. */
export function qrPicture(text: string): Promise<string> {
  return draw(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
}

/** The same for a terminal, in small blocks. */
export function qrText(text: string): Promise<string> {
  return draw(text, { type: 'terminal', small: true, errorCorrectionLevel: 'L' });
}
