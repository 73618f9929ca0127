import type { WarningDto } from '../../idp-trust/idp-trust.dto';
import { Told } from '../screen/said';
import type { Screen } from '../screen/screen';

interface WarningListProps {
  readonly screen: Screen;
  readonly warnings: readonly WarningDto[];
}

/** Each by what it is about, and by its sentence with its facts. */
export function WarningList({ screen, warnings }: WarningListProps) {
  if (warnings.length === 0) return null;
  return (
    <ul class="notice warn warnings">
      {warnings.map(({ code, message }) => (
        <li key={`${code} ${message}`}>
          <strong>{screen.texts.warnings[code] ?? code}</strong> <code>{code}</code>
          <br />
          <Told screen={screen} text={message} />
        </li>
      ))}
    </ul>
  );
}
