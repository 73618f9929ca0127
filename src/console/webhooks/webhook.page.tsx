import type { WebhookDeliveryDto } from '../../webhooks/webhook-delivery.dto';
import type { WebhookDto, WebhookTestDto } from '../../webhooks/webhook.dto';
import type { ListPage } from '../../http/list-page';
import { Action, Guarded } from '../screen/action';
import { Form } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { Badge, DataTable, Facts, Instant, Pager, ProblemNotice } from '../screen/parts';
import { Told } from '../screen/said';
import { mayChange, type Screen } from '../screen/screen';
import { WebhookFields, WebhookState } from './webhooks.page';

interface WebhookPageProps {
  readonly screen: Screen;
  /** Of this webhook. */
  readonly path: string;
  readonly webhook: WebhookDto;
  readonly deliveries: ListPage<WebhookDeliveryDto>;
  readonly cursor: string | undefined;
  readonly form: FormState;
  /** How a test just went. */
  readonly test: WebhookTestDto | undefined;
}

export function WebhookPage(props: WebhookPageProps) {
  const { screen, path, webhook, deliveries, cursor, form, test } = props;
  const texts = screen.texts.webhooks;
  const { failure } = webhook;
  return (
    <>
      <h1>{texts.one}</h1>
      <ProblemNotice screen={screen} problem={form.problem} labels={screen.texts.webhooks} />
      {test === undefined ? null : <TestNotice screen={screen} test={test} />}
      <Facts
        facts={[
          { term: texts.url, value: webhook.url },
          { term: texts.state, value: <WebhookState screen={screen} webhook={webhook} /> },
          { term: texts.eventTypes, value: webhook.eventTypes?.join(', ') ?? texts.all },
          { term: texts.lastDeliveredAt, value: <Instant screen={screen} date={webhook.lastDeliveredAt} /> },
          ...(failure
            ? [{ term: texts.failing(failure.count), value: <Told screen={screen} text={failure.message} /> }]
            : []),
        ]}
      />
      {mayChange(screen) ? <Changes screen={screen} path={path} form={form} /> : null}
      <section>
        <h2>{texts.deliveries}</h2>
        <Deliveries screen={screen} path={path} items={deliveries.items} />
        <Pager screen={screen} path={path} cursor={cursor} nextCursor={deliveries.nextCursor} />
      </section>
    </>
  );
}

function TestNotice({ screen, test }: { readonly screen: Screen; readonly test: WebhookTestDto }) {
  const texts = screen.texts.webhooks;
  return (
    <p class={`notice ${test.delivered ? 'good' : 'bad'}`} role="status">
      {test.delivered ? texts.testTook(test.milliseconds) : texts.testFailed}{' '}
      {test.failure === null ? null : <Told screen={screen} text={test.failure} />}
    </p>
  );
}

function Changes({ screen, path, form }: Pick<WebhookPageProps, 'screen' | 'path' | 'form'>) {
  const texts = screen.texts.webhooks;
  return (
    <section>
      <div class="actions">
        <Action screen={screen} action={`${path}/test`} label={texts.test} tone="secondary" />
      </div>
      <Form screen={screen} action={path}>
        <WebhookFields screen={screen} form={form} />
        <button type="submit">{screen.texts.frame.save}</button>
      </Form>
      <Guarded label={texts.rotate} hint={texts.rotateHint}>
        <Action screen={screen} action={`${path}/rotate-secret`} label={texts.rotate} />
      </Guarded>
      <Guarded label={texts.remove} hint={texts.removeHint}>
        <Action screen={screen} action={`${path}/delete`} label={texts.remove} tone="danger" />
      </Guarded>
    </section>
  );
}

const TONES = { pending: 'warn', delivered: 'good', failed: 'bad' } as const;

interface DeliveriesProps {
  readonly screen: Screen;
  readonly path: string;
  readonly items: readonly WebhookDeliveryDto[];
}

function Deliveries({ screen, path, items }: DeliveriesProps) {
  const texts = screen.texts.webhooks;
  if (items.length === 0) return <p>{texts.noDeliveries}</p>;
  const columns = [texts.type, texts.at, texts.status, texts.attempts, texts.next, texts.answer];
  return (
    <DataTable caption={texts.deliveries} columns={mayChange(screen) ? [...columns, texts.retry] : columns}>
      {items.map((delivery) => (
        <DeliveryRow key={delivery.id} screen={screen} path={path} delivery={delivery} />
      ))}
    </DataTable>
  );
}

function DeliveryRow({
  screen,
  path,
  delivery,
}: Omit<DeliveriesProps, 'items'> & { readonly delivery: WebhookDeliveryDto }) {
  const texts = screen.texts.webhooks;
  const { id, type, createdAt, status, attempts, nextAttemptAt, lastStatus, lastFailure } = delivery;
  return (
    <tr>
      <th scope="row">{type}</th>
      <td>
        <Instant screen={screen} date={createdAt} />
      </td>
      <td>
        <Badge tone={TONES[status]}>{texts.statuses[status]}</Badge>
      </td>
      <td>{attempts}</td>
      <td>
        <Instant screen={screen} date={nextAttemptAt} />
      </td>
      <td>
        {lastStatus} {lastFailure && <Told screen={screen} text={lastFailure} />}
      </td>
      {mayChange(screen) ? (
        <td>
          <Action
            screen={screen}
            action={`${path}/deliveries/${id}/retry`}
            label={texts.retry}
            of={type}
            tone="secondary"
          />
        </td>
      ) : null}
    </tr>
  );
}
