/** Every command, in the order in which a message is tried on them. */
import { acknowledge, silence } from './alerts-answers.ts';
import { alertGroup } from './alerts-groups.ts';
import { alertDetail, myAlerts, myProjects } from './alerts-views.ts';
import { bind, unbind } from './bind.ts';
import { bulletin } from './bulletin.ts';
import { setChat, setChatRegion } from './chat-setting.ts';
import type { ChatCommand } from './command.ts';
import { daily } from './daily.ts';
import { doubts } from './doubts.ts';
import { exportList } from './export.ts';
import { help } from './help.ts';
import { importing } from './import.ts';
import { issueCode, revoke } from './operator-codes.ts';
import { audit, channels, deadLetters } from './operator-views.ts';
import { report } from './report.ts';
import { reviews } from './reviews.ts';
import { subscribe, subscriptions, unsubscribe } from './subscriptions.ts';
import { listSwitches, switchChat, switchOthers } from './switches.ts';
import { undoing } from './undo-import.ts';
import { whoami } from './whoami.ts';

export const COMMANDS: readonly ChatCommand[] = [
  help,
  whoami,
  unbind,
  bind,
  report,
  daily,
  subscribe,
  unsubscribe,
  subscriptions,
  bulletin,
  acknowledge,
  silence,
  alertDetail,
  myAlerts,
  myProjects,
  alertGroup,
  doubts,
  reviews,
  importing,
  undoing,
  exportList,
  issueCode,
  revoke,
  setChat,
  setChatRegion,
  switchChat,
  switchOthers,
  listSwitches,
  audit,
  channels,
  deadLetters,
];
