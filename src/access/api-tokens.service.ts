import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../http/list-page';
import { ApiTokensRepository, type ListedToken } from './api-tokens.repository';

@Injectable()
export class ApiTokens {
  constructor(private readonly repository: ApiTokensRepository) {}

  /** Oldest first; one more than the page's limit where there are more. */
  list(page: PageRequest): Promise<ListedToken[]> {
    return this.repository.list(page);
  }
}
