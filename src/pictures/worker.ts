/** The process that `progress-picture.ts` starts: a picture as JSON on standard input, a PNG on standard output. */
import { json } from 'node:stream/consumers';
import { progressSvg } from './chart.ts';
import type { ProgressPicture } from './picture.ts';
import { renderPng } from './render.ts';

const picture = (await json(process.stdin)) as ProgressPicture;
process.stdout.write(renderPng(progressSvg(picture)));
