import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { readDatabaseState } from '../../../src/database/read-database-state';
import { Clock } from '../../../src/settings/clock';
import { createDatabase, type TestDatabase } from '../../support/postgres';

const OTHERS = 3;
const role = `stranger_${randomBytes(6).toString('hex')}`;
let database: TestDatabase;
let others: Client[];
beforeAll(async () => {
  database = await createDatabase();
  others = Array.from({ length: OTHERS }, () => new Client({ connectionString: database.url }));
  await Promise.all(others.map((one) => one.connect()));
  await others[0]?.query(`CREATE ROLE ${role} LOGIN; GRANT SELECT ON migrations, master_keys TO ${role}`);
});
afterAll(async () => {
  await others[0]?.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  await Promise.all(others.map((one) => one.end()));
  await database.drop();
});

describe('the state of a database', () => {
  it('counts the connections of other roles for a role that may not see what they do', async () => {
    const url = new URL(database.url);
    url.username = role;
    const { connections } = await readDatabaseState(url.href, new Clock());
    expect(connections.used).toBeGreaterThan(OTHERS);
  });

  it('has its clock between the question and the answer, however long the rest takes', async () => {
    const { clock } = await readDatabaseState(database.url, new Clock());
    const order = [clock.askedAt, clock.theirs, clock.answeredAt].map((instant) => instant.getTime());
    expect(order).toEqual([...order].sort((one, other) => one - other));
  });
});
