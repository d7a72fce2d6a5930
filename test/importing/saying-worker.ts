/** Stands in for the worker of an import: says what the file holds, and does what the rest of its name says. */
import { text } from 'node:stream/consumers';

const { name } = JSON.parse(process.argv[2]!) as { name: string };
process.stdout.write(await text(process.stdin));
if (name.includes('endless')) /^(?:a+)+$/.test(`${'a'.repeat(60)}!`);
if (name.includes('broken')) throw new TypeError('nothing to understand here');
if (name.includes('hungry')) for (const all: unknown[] = []; ; ) all.push(new Array(1000).fill(all.length));
