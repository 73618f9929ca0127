import type { ListPage } from '../../http/list-page';
import { DELIVERED_TYPES } from '../../webhooks/delivered-types';
import type { WebhookDto } from '../../webhooks/webhook.dto';
import { CheckField, Form, TextArea, TextField } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { Badge, CopyText, DataTable, Facts, Instant, Pager, ProblemNotice } from '../screen/parts';
import { mayChange, type Screen } from '../screen/screen';

interface WebhooksPageProps {
  readonly screen: Screen;
  /** Of the owner's webhooks. */
  readonly path: string;
  readonly page: ListPage<WebhookDto>;
  readonly cursor: string | undefined;
  /** Of a new one. */
  readonly form: FormState;
}

export function WebhooksPage({ screen, path, page, cursor, form }: WebhooksPageProps) {
  const texts = screen.texts.webhooks;
  const { items, nextCursor } = page;
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      {items.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <DataTable
          caption={texts.title}
          columns={[texts.url, texts.description, texts.state, texts.lastDeliveredAt]}
        >
          {items.map((webhook) => (
            <Row key={webhook.id} screen={screen} path={path} webhook={webhook} />
          ))}
        </DataTable>
      )}
      <Pager screen={screen} path={path} cursor={cursor} nextCursor={nextCursor} />
      {mayChange(screen) ? (
        <section>
          <h2>{texts.create}</h2>
          <ProblemNotice screen={screen} problem={form.problem} labels={screen.texts.webhooks} />
          <Form screen={screen} action={path}>
            <WebhookFields screen={screen} form={form} />
            <button type="submit">{texts.create}</button>
          </Form>
        </section>
      ) : null}
    </>
  );
}

interface RowProps {
  readonly screen: Screen;
  readonly path: string;
  readonly webhook: WebhookDto;
}

function Row({ screen, path, webhook }: RowProps) {
  const { id, url, description, lastDeliveredAt } = webhook;
  return (
    <tr>
      <th scope="row">
        <a href={`${path}/${id}`}>{url}</a>
      </th>
      <td>{description}</td>
      <td>
        <WebhookState screen={screen} webhook={webhook} />
      </td>
      <td>
        <Instant screen={screen} date={lastDeliveredAt} />
      </td>
    </tr>
  );
}

export function WebhookState({ screen, webhook: { enabled, failure } }: Omit<RowProps, 'path'>) {
  const { states } = screen.texts.webhooks;
  if (!enabled) return <Badge tone="plain">{states.off}</Badge>;
  return failure ? <Badge tone="bad">{states.failing}</Badge> : <Badge tone="good">{states.on}</Badge>;
}

export function WebhookFields({ screen, form }: Pick<WebhooksPageProps, 'screen' | 'form'>) {
  const texts = screen.texts.webhooks;
  return (
    <>
      <TextField form={form} name="url" label={texts.url} hint={texts.urlHint} type="url" isRequired />
      <TextField form={form} name="description" label={texts.description} maxLength={200} />
      <TextArea
        form={form}
        name="eventTypes"
        label={texts.eventTypes}
        hint={texts.eventTypesHint(DELIVERED_TYPES.join(', '))}
      />
      <CheckField form={form} name="enabled" label={texts.enabled} />
    </>
  );
}

interface SecretProps {
  readonly screen: Screen;
  /** Of the webhook. */
  readonly path: string;
  readonly url: string;
  readonly secret: string;
}

/** The only page that shows a secret. */
export function WebhookSecretPage({ screen, path, url, secret }: SecretProps) {
  const texts = screen.texts.webhooks;
  return (
    <>
      <h1>{texts.secretTitle}</h1>
      <p class="notice warn" role="status">
        {texts.secretOnce}
      </p>
      <Facts
        facts={[
          { term: texts.url, value: url },
          { term: texts.secret, value: <CopyText screen={screen} id="secret" text={secret} /> },
        ]}
      />
      <p>
        <a href={path}>{texts.toWebhook}</a>
      </p>
    </>
  );
}
