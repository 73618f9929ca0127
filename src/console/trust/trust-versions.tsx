import type { TrustVersionDto } from '../../idp-trust/trust-version.dto';
import { Action } from '../screen/action';
import { Badge, DataTable, Instant } from '../screen/parts';
import { mayChange, type Screen, tenantPath } from '../screen/screen';

interface VersionsProps {
  readonly screen: Screen;
  readonly alias: string;
  /** The newest first. */
  readonly versions: readonly TrustVersionDto[];
  /** Whether the newest is the trust that there is: it was not taken away since. */
  readonly isInForce: boolean;
}

/** What the trust is and was, with the way back. */
export function Versions({ screen, alias, versions, isInForce }: VersionsProps) {
  const texts = screen.texts.trust;
  if (versions.length === 0) return null;
  const columns = [texts.version, texts.at, texts.reason, texts.actor, texts.entityId];
  return (
    <section>
      <h2>{texts.history}</h2>
      <DataTable caption={texts.history} columns={[...columns, texts.download, texts.restore]}>
        {versions.map((version, index) => (
          <Row
            key={version.number}
            screen={screen}
            alias={alias}
            version={version}
            isInForce={isInForce && index === 0}
          />
        ))}
      </DataTable>
    </section>
  );
}

interface RowProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly version: TrustVersionDto;
  readonly isInForce: boolean;
}

function Row({ screen, alias, version, isInForce }: RowProps) {
  const texts = screen.texts.trust;
  const { number, createdAt, reason, actor, entityId } = version;
  const path = tenantPath(alias, `/trust/versions/${number}`);
  return (
    <tr>
      <th scope="row">{number}</th>
      <td>
        <Instant screen={screen} date={createdAt} />
      </td>
      <td>{texts.reasons[reason] ?? reason}</td>
      <td>{actor}</td>
      <td>{entityId}</td>
      <td>
        <a href={`${path}/metadata`} download={`${alias}-${number}.xml`}>
          {texts.download} {number}
        </a>
      </td>
      <td>
        {isInForce ? <Badge tone="good">{texts.current}</Badge> : null}
        {isInForce || !mayChange(screen) ? null : (
          <Action
            screen={screen}
            action={`${path}/restore`}
            label={texts.restore}
            of={String(number)}
            tone="secondary"
          />
        )}
      </td>
    </tr>
  );
}
