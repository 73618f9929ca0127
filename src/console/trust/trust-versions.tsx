import type { TrustVersionDto } from '../../idp-trust/trust-version.dto';
import { Action } from '../screen/action';
import { Badge, DataTable, Instant, Pager } from '../screen/parts';
import { mayChange, type Screen, tenantPath } from '../screen/screen';
import type { ShownTrust } from './shown-trust';

interface VersionsProps {
  readonly screen: Screen;
  readonly shown: ShownTrust;
}

/** What the trust is and was, with the way back. */
export function Versions({ screen, shown }: VersionsProps) {
  const { alias, trust, versions, cursor, nextCursor } = shown;
  const texts = screen.texts.trust;
  if (versions.length === 0) return null;
  const columns = [texts.version, texts.at, texts.reason, texts.actor, texts.entityId];
  return (
    <section id="history">
      <h2>{texts.history}</h2>
      <DataTable caption={texts.history} columns={[...columns, texts.download, texts.restore]}>
        {versions.map((version, index) => (
          <Row
            key={version.number}
            screen={screen}
            alias={alias}
            version={version}
            isInForce={trust !== null && cursor === undefined && index === 0}
          />
        ))}
      </DataTable>
      <Pager
        screen={screen}
        path={tenantPath(alias, '/trust')}
        part="#history"
        cursor={cursor}
        nextCursor={nextCursor}
      />
    </section>
  );
}

interface RowProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly version: TrustVersionDto;
  /** It is the trust that there is: the newest, and not taken away since. */
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
