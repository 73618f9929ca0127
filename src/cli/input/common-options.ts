import { flag, text, wholeNumber, wholeTexts } from '../verb';

export const LIMIT = wholeNumber('--limit <n>', 'at most so many; without it all', 1, 1_000_000);
export const SET = wholeTexts(
  '--set <field=value>',
  'any field of the API, such as saml.forceAuthn=true; may be repeated',
);
export const DRY_RUN = flag('--dry-run', 'say what would change, and change nothing');
export const FROM = text(
  '--from <time>',
  'not before: 2026-01-31T09:30:00Z, 2026-01-31, or 15m, 24h, 7d ago',
);
export const TO = text('--to <time>', 'before that time, likewise');
