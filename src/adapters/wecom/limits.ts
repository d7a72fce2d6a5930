/** What WeCom takes as a file. */
import type { OutgoingFile } from '../../domain/message.ts';

const MAX_IMAGE_BYTES = 2 * 1024 * 1024;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Smaller files are refused by the platform. */
const MIN_FILE_BYTES = 6;
const MAX_NAME_LENGTH = 60;

/** How a file can be sent: as a picture only when the platform shows it; null when it is too small or too big. */
export function mediaKind(file: OutgoingFile): 'image' | 'file' | null {
  const size = file.bytes.byteLength;
  if (size < MIN_FILE_BYTES || size > MAX_FILE_BYTES) return null;
  return file.kind === 'image' && size <= MAX_IMAGE_BYTES && isPicture(file.bytes) ? 'image' : 'file';
}

/** A file name that can stand in a form: no path, no quotes, not long; the ending is kept. */
export function safeName(name: string): string {
  const clean = name.toWellFormed().replace(/[\p{Cc}\p{Cf}\\/:*?"<>|;]+/gu, '_');
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? '';
  const stem = [...clean.slice(0, clean.length - ending.length).replace(/^\.+/, '_')];
  return `${stem.slice(0, MAX_NAME_LENGTH - ending.length).join('') || 'file'}${ending}`;
}

/** JPG or PNG by their first bytes. */
function isPicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return start.startsWith('ffd8ff') || start === '89504e47';
}
