import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings } from '../settings/settings';
import { ApiTokensRepository } from './api-tokens.repository';
import { Authenticate, callerOf, PLATFORM } from './authenticate';
import type { Caller } from './caller';

/** A caller who comes back without the token itself. */
export interface TokenCaller extends Caller {
  /** Stands for the token, and opens nothing by itself. */
  readonly credential: string;
  /** Of an API token; null: the admin token. */
  readonly tokenName: string | null;
}

const API_TOKEN = 'api-token:';

/** For sessions that a token opened: whether the token is still good, and what for. */
@Injectable()
export class TokenCallers {
  /** Changes with the admin token, so that sessions of the former end with it. */
  private readonly adminCredential: string;

  constructor(
    settings: Settings,
    private readonly authenticate: Authenticate,
    private readonly tokens: ApiTokensRepository,
  ) {
    // It is stored: without the master key nobody can try guesses on it.
    const fingerprint = createHmac('sha256', settings.masterKey).update(settings.adminToken).digest('hex');
    this.adminCredential = `admin-token:${fingerprint}`;
  }

  /** Throws `auth.required`, or `request.rate_limited` after too many that were none. */
  async require(token: string, ip: string): Promise<TokenCaller> {
    const caller = await this.authenticate.run(`Bearer ${token}`, ip);
    const credential = caller.actor === PLATFORM.actor ? this.adminCredential : caller.actor;
    const found = await this.find(credential);
    return found ?? { ...caller, credential, tokenName: null };
  }

  /** Null where the token was deleted, has expired or was replaced. */
  async find(credential: string): Promise<TokenCaller | null> {
    if (credential === this.adminCredential) return { ...PLATFORM, credential, tokenName: null };
    if (!credential.startsWith(API_TOKEN)) return null;
    const found = await this.tokens.findValidById(credential.slice(API_TOKEN.length));
    return found && { ...callerOf(found), credential, tokenName: found.name };
  }
}
