import { SealedColumn } from '../database/sealed-column';
import { answerPurpose } from './answer-purpose';

/** What requests that created something were answered. */
export const sealedAnswers = new SealedColumn<{ readonly id: Buffer }>({
  table: 'idempotency_keys',
  column: 'sealed_answer',
  key: { id: { column: 'id', type: 'bytea' } },
  purposeOf: ({ id }) => answerPurpose(id),
  describe: ({ id }) => {
    const hex = id.toString('hex');
    return {
      what: `The kept answer ${hex}`,
      remedy: `Delete that row of idempotency_keys (id '\\x${hex}'): should its request come again, it is done again.`,
    };
  },
});
