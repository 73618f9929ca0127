import { html, type Markup } from './markup';

const PLAIN = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A moment for a reader anywhere: in UTC, and saying so. */
export function instant(date: Date): Markup {
  return html`<time datetime="${date.toISOString()}">${PLAIN.format(date).replace(' at ', ', ')} UTC</time>`;
}
