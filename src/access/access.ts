/** Everything about who may come in, who they are and what may be said to them. */
import { createAnswers } from './answerers.ts';
import { type Codes, createCodes } from './codes.ts';
import { createIdentify } from './identify.ts';
import { createAdmit } from './manners.ts';
import type { Manners } from './manners-data.ts';
import type { AccessLog, ChatsPort, RightsPort } from './ports.ts';
import { createSwitchedOff } from './switches.ts';

/** What access is made of. */
export interface AccessParts {
  rights: RightsPort;
  chats: ChatsPort;
  manners: Manners;
  log: AccessLog;
  /** The spelling in which questions and switched-off subjects are compared. */
  plain: (text: string) => string;
  /** Whether the platform vouches for its people. */
  identifies: (platform: string) => boolean;
  /** Whether a text switches something on or off. */
  isSwitching: (text: string) => boolean;
}

/** What reception asks at the door, and the codes. */
export interface Access {
  admit: ReturnType<typeof createAdmit>;
  answers: ReturnType<typeof createAnswers>;
  identify: ReturnType<typeof createIdentify>;
  switchedOff: ReturnType<typeof createSwitchedOff>;
  codes: Codes;
}

/** Access over the store's tables; limits are counted in memory. */
export function createAccess({ manners, log, ...parts }: AccessParts): Access {
  return {
    admit: createAdmit(manners, log),
    answers: createAnswers(parts.chats, manners.claimSeconds),
    identify: createIdentify(parts),
    switchedOff: createSwitchedOff({ ...parts, wording: manners.switchedOff }),
    codes: createCodes(parts.rights, manners.codes),
  };
}
