import type { TrustPreview } from '../../sdk/sdk';
import { readable } from '../output/cells';
import type { Colours } from '../terminal/colours';
import { printableLine } from '../terminal/printable';

/** What would change, a line each: `+` comes, `-` goes. */
export function showPreview(preview: TrustPreview, { green, red, dim }: Colours): string {
  const lines: string[] = [];
  const say = (name: string, from: unknown, to: unknown): void => {
    if (JSON.stringify(from) === JSON.stringify(to)) return;
    if (from !== null && from !== undefined) lines.push(red(`- ${name}: ${printableLine(readable(from))}`));
    lines.push(green(`+ ${name}: ${printableLine(readable(to as object))}`));
  };
  const lists = ['ssoServices', 'sloServices', 'signingCertificates', 'nameIdFormats'] as const;
  say('entityID', preview.entityId.from, preview.entityId.to);
  say('wantAuthnRequestsSigned', preview.wantAuthnRequestsSigned.from, preview.wantAuthnRequestsSigned.to);
  for (const name of lists) {
    for (const one of preview[name].removed) lines.push(red(`- ${name}: ${printableLine(readable(one))}`));
    for (const one of preview[name].added) lines.push(green(`+ ${name}: ${printableLine(readable(one))}`));
  }
  return lines.length === 0 ? `${dim('Nothing would change.')}\n` : `${lines.join('\n')}\n`;
}
