import type { CallOptions, Connection, CreateOptions, WriteOptions } from '../connection';
import type { List } from '../list';
import { readLines } from '../lines';
import type { ExportedUser, NewUser, User, UserPatch, UsersQuery } from '../resources';
import { asStream } from '../transport';
import { type ImportOptions, type ImportSource, UserImport } from './user-import';

const USERS = '/api/v1/tenants/{alias}/users';
const USER = '/api/v1/tenants/{alias}/users/{userName}';

/** One tenant's RAM users. */
export class Users {
  readonly #api: Connection;
  readonly #alias: string;

  constructor(api: Connection, alias: string) {
    this.#api = api;
    this.#alias = alias;
  }

  /** Makes a RAM user. */
  create(user: NewUser, options: CreateOptions = {}): Promise<User> {
    return this.#api.answer(
      this.#api.client.POST(USERS, {
        params: { path: { alias: this.#alias } },
        body: user,
        ...this.#api.create(options),
      }),
    );
  }

  /** The RAM users, by name; `query` searches. */
  list(query: UsersQuery = {}, options: CallOptions = {}): List<User> {
    return this.#api.list(query, (page) =>
      this.#api.client.GET(USERS, {
        params: { path: { alias: this.#alias }, query: page },
        ...this.#api.call(options),
      }),
    );
  }

  /** Found without regard to case. */
  get(userName: string, options: CallOptions = {}): Promise<User> {
    return this.#api.answer(
      this.#api.client.GET(USER, { params: this.#params(userName), ...this.#api.call(options) }),
    );
  }

  /** Changes what the patch names; null clears (RFC 7396). A `userName` renames. */
  update(userName: string, patch: UserPatch, options: WriteOptions = {}): Promise<User> {
    return this.#api.answer(
      this.#api.client.PATCH(USER, {
        params: this.#params(userName),
        body: patch,
        ...this.#api.write(options),
      }),
    );
  }

  /** Signs the user out everywhere, and in nowhere. */
  disable(userName: string, options: WriteOptions = {}): Promise<User> {
    return this.update(userName, { status: 'disabled' }, options);
  }

  enable(userName: string, options: WriteOptions = {}): Promise<User> {
    return this.update(userName, { status: 'active' }, options);
  }

  /** Ends all sessions of the user. */
  signOut(userName: string, options: CallOptions = {}): Promise<void> {
    return this.#api.done(
      this.#api.client.DELETE('/api/v1/tenants/{alias}/users/{userName}/sessions', {
        params: this.#params(userName),
        ...this.#api.call(options),
      }),
    );
  }

  /** Deletes a user and all sessions of the user. */
  delete(userName: string, options: WriteOptions = {}): Promise<void> {
    return this.#api.done(
      this.#api.client.DELETE(USER, { params: this.#params(userName), ...this.#api.write(options) }),
    );
  }

  /** Makes and changes users by the thousand: walk the answer, which has a line for each. */
  import(source: ImportSource, options: ImportOptions = {}): UserImport {
    return new UserImport(this.#api, this.#alias, source, options);
  }

  /** All users by name, as they come. */
  async *export(options: CallOptions = {}): AsyncGenerator<ExportedUser, void, undefined> {
    for await (const line of readLines(await this.exportFile('ndjson', options), options.signal))
      yield JSON.parse(line) as ExportedUser;
  }

  /** The same as a file. A stream that ends in an error is not whole. */
  async exportFile(format: 'ndjson' | 'csv', options: CallOptions = {}): Promise<ReadableStream<Uint8Array>> {
    const body = await this.#api.answer(
      this.#api.client.GET('/api/v1/tenants/{alias}/users:export', {
        params: { path: { alias: this.#alias }, query: { format } },
        parseAs: 'stream',
        ...this.#api.call({ ...options, read: asStream }),
      }),
    );
    return (
      body ??
      new ReadableStream({
        start: (end) => {
          end.close();
        },
      })
    );
  }

  #params(userName: string) {
    return { path: { alias: this.#alias, userName } };
  }
}
