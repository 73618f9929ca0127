import type { Problem } from '../../http/problem';
import type { SpKeyDto } from '../../sp-keys/sp-key.dto';
import { Action } from '../screen/action';
import { Badge, DataTable, Instant, ProblemNotice } from '../screen/parts';
import { mayChange, type Screen, tenantPath } from '../screen/screen';

interface SpKeysPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly keys: readonly SpKeyDto[];
  readonly problem: Problem | undefined;
}

const PURPOSES = ['signing', 'encryption'] as const;

export function SpKeysPage({ screen, alias, keys, problem }: SpKeysPageProps) {
  const texts = screen.texts.spKeys;
  const { trust } = screen.texts;
  return (
    <>
      <h1>{texts.titleOf(alias)}</h1>
      <ProblemNotice screen={screen} problem={problem} />
      <p>{texts.lead}</p>
      <Creation screen={screen} alias={alias} keys={keys} />
      {keys.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <DataTable
          caption={texts.title}
          columns={[texts.purpose, texts.status, texts.since, trust.until, trust.fingerprint, texts.actions]}
        >
          {keys.map((key) => (
            <Row key={key.id} screen={screen} alias={alias} spKey={key} />
          ))}
        </DataTable>
      )}
    </>
  );
}

/** Where there is no next one yet. */
function Creation({ screen, alias, keys }: Omit<SpKeysPageProps, 'problem'>) {
  const texts = screen.texts.spKeys;
  if (!mayChange(screen)) return null;
  const open = PURPOSES.filter(
    (purpose) => !keys.some((key) => key.purpose === purpose && key.status === 'next'),
  );
  return (
    <div class="actions">
      {open.map((purpose) => (
        <Action
          key={purpose}
          screen={screen}
          action={tenantPath(alias, '/keys')}
          label={texts.create(texts.purposes[purpose])}
          fields={{ purpose }}
        />
      ))}
    </div>
  );
}

interface RowProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly spKey: SpKeyDto;
}

function Row({ screen, alias, spKey }: RowProps) {
  const texts = screen.texts.spKeys;
  const { purpose, status, updatedAt, notAfter, sha256Fingerprint, certificatePem } = spKey;
  return (
    <tr>
      <th scope="row">{texts.purposes[purpose]}</th>
      <td>
        <Badge tone={status === 'current' ? 'good' : 'plain'}>{texts.statuses[status]}</Badge>
      </td>
      <td>
        <Instant screen={screen} date={updatedAt} />
      </td>
      <td>
        <Instant screen={screen} date={notAfter} />
      </td>
      <td>
        <code>{sha256Fingerprint}</code>
        <details>
          <summary>{texts.pem}</summary>
          <pre tabIndex={0}>{certificatePem}</pre>
        </details>
      </td>
      <td>
        {status === 'current' || !mayChange(screen) ? null : (
          <Actions screen={screen} alias={alias} spKey={spKey} />
        )}
      </td>
    </tr>
  );
}

function Actions({ screen, alias, spKey: { id, status, purpose } }: RowProps) {
  const texts = screen.texts.spKeys;
  const path = tenantPath(alias, `/keys/${id}`);
  return (
    <div class="actions">
      <Action
        screen={screen}
        action={`${path}/promote`}
        label={status === 'next' ? texts.promote : texts.goBack}
        of={texts.purposes[purpose]}
      />
      <Action
        screen={screen}
        action={`${path}/delete`}
        label={texts.remove}
        of={`${texts.purposes[purpose]} ${status}`}
        tone="danger"
      />
    </div>
  );
}
