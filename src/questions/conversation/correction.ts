/** 不是2024，是2025年的 · 别说章丘，说岳麓 · 除了停车位还有啥: what is meant, without what is not. Pure. */
import type { Cues } from '../cues.ts';

export interface Meant {
  /** The message, or what stands for it. */
  text: string;
  /** It takes the place of something said before. */
  corrects: boolean;
  /** What is to be left out of a list. */
  except: string | null;
}

type CorrectionCues = Pick<Cues, 'instead' | 'except' | 'correction_lead'>;

/** Asked of everything that is left. */
const REST = '还有哪些项目';

export function corrected(text: string, { instead, except, correction_lead: lead }: CorrectionCues): Meant {
  const meant = instead.exec(text)?.[2];
  if (meant !== undefined) return { text: meant, corrects: true, except: null };
  const left = except.exec(text)?.[1];
  if (left !== undefined) return { text: REST, corrects: false, except: left };
  const rest = text.replace(lead, '');
  const corrects = rest !== text && rest !== '';
  return { text: corrects ? rest : text, corrects, except: null };
}
