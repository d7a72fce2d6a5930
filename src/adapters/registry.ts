/** Every chat platform there is: a new one is one folder and one line here. */
import type { MessengerKind } from './kind.ts';

/** In the order of the documentation. */
export const MESSENGERS: readonly MessengerKind[] = [];
