import type { Problem } from '../../http/problem';
import type { SpKeyDto } from '../../sp-keys/sp-key.dto';
import { SP_KEY_ALGORITHMS } from '../../sp-keys/sp-key-algorithm';
import { GuideLink } from '../guides/guide-link';
import { Action } from '../screen/action';
import { Form, SelectField } from '../screen/fields';
import { FormState } from '../screen/form-state';
import { Badge, DataTable, Instant, ProblemNotice } from '../screen/parts';
import { mayChange, type Screen, tenantPath } from '../screen/screen';

interface SpKeysPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly keys: readonly SpKeyDto[];
  readonly problem: Problem | undefined;
}

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
          columns={[
            texts.purpose,
            texts.status,
            texts.algorithm,
            texts.since,
            trust.until,
            trust.fingerprint,
            texts.actions,
          ]}
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
  const mayMake = (purpose: SpKeyDto['purpose']) =>
    !keys.some((key) => key.purpose === purpose && key.status === 'next');
  return (
    <>
      {mayMake('signing') ? <SigningKeyForm screen={screen} alias={alias} keys={keys} /> : null}
      {mayMake('encryption') ? (
        <div class="actions">
          <Action
            screen={screen}
            action={tenantPath(alias, '/keys')}
            label={texts.create(texts.purposes.encryption)}
            fields={{ purpose: 'encryption' }}
          />
        </div>
      ) : null}
    </>
  );
}

/** Of the current one's kind, unless another is chosen. */
function SigningKeyForm({ screen, alias, keys }: Omit<SpKeysPageProps, 'problem'>) {
  const texts = screen.texts.spKeys;
  const current = keys.find(({ purpose, status }) => purpose === 'signing' && status === 'current');
  const form = new FormState({ algorithm: current?.algorithm ?? 'rsa-2048' });
  const hint = (
    <>
      {texts.algorithmHint} <GuideLink screen={screen} file="docs/guides/any-idp.md#rsa-or-ecdsa" />
    </>
  );
  return (
    <Form screen={screen} action={tenantPath(alias, '/keys')}>
      <input type="hidden" name="purpose" value="signing" />
      <SelectField
        form={form}
        name="algorithm"
        label={texts.algorithmOf(texts.purposes.signing)}
        hint={hint}
        options={SP_KEY_ALGORITHMS.map((value) => ({ value, label: texts.algorithms[value] }))}
      />
      <button type="submit" class="small">
        {texts.create(texts.purposes.signing)}
      </button>
    </Form>
  );
}

interface RowProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly spKey: SpKeyDto;
}

function Row({ screen, alias, spKey }: RowProps) {
  const texts = screen.texts.spKeys;
  const { purpose, status, algorithm, updatedAt, notAfter, sha256Fingerprint, certificatePem } = spKey;
  return (
    <tr>
      <th scope="row">{texts.purposes[purpose]}</th>
      <td>
        <Badge tone={status === 'current' ? 'good' : 'plain'}>{texts.statuses[status]}</Badge>
      </td>
      <td>{texts.algorithms[algorithm]}</td>
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
