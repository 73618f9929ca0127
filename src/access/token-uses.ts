import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { ApiTokensRepository } from './api-tokens.repository';

/** Notes when a token was last used, beside the request that uses it, which never waits for it or fails by it. */
@Injectable()
export class TokenUses implements BeforeApplicationShutdown {
  private readonly log = new Logger(TokenUses.name);
  /** By token: requests that come while a use is being noted need not note it too. */
  private readonly underway = new Map<string, Promise<void>>();

  constructor(private readonly repository: ApiTokensRepository) {}

  note(tokenId: string): void {
    if (this.underway.has(tokenId)) return;
    const noted = this.repository
      .noteUse(tokenId)
      .catch((error: unknown) => {
        this.log.warn(
          `the use of API token ${tokenId} was not noted: ${error instanceof Error ? error.message : 'unknown'}`,
        );
      })
      .finally(() => this.underway.delete(tokenId));
    this.underway.set(tokenId, noted);
  }

  /** The database goes away after this. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.underway.values());
  }
}
