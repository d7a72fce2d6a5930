/** The words of alerts, from intents/lexicon/alerts.yaml. */
import { ALERT_WORDS, type AlertWords } from './alerts/wording.ts';
import { INTENTS_DIR, readDataFile } from './text/data-file.ts';

/** @throws InputError naming every place that does not fit */
export function loadAlertWords(dir = INTENTS_DIR): AlertWords {
  return readDataFile('lexicon/alerts.yaml', ALERT_WORDS, dir);
}
