import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Tally } from '../counters/counter';
import { Counters } from '../counters/counters';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { LoginTally } from './login-tally';
import { type LoginTrust, LoginTrusts } from './login-trust';
import { TenantStrategy } from './tenant-strategy';

/** A tenant as the login path sees it; without a trust there is nothing that could check a login. */
export type LoginGate =
  | { readonly tenant: LoginTrust['tenant']; readonly trust: LoginTrust; readonly strategy: TenantStrategy }
  | { readonly tenant: LoginTrust['tenant']; readonly trust: null; readonly strategy: null };

/**
 * One Passport strategy for each tenant, kept until a statement that names its version finds that version gone. It never grows
 * old by the clock: every login, every begun login and every refusal proves that its version is the stored one.
 */
@Injectable()
export class TenantStrategies {
  private readonly gates: LRUCache<string, LoginGate>;
  /** Logins that come while a tenant is read wait for it instead of reading it too. */
  private readonly underway = new Map<string, Promise<LoginGate | null>>();
  private readonly hits: Tally;
  private readonly misses: Tally;

  constructor(
    private readonly trusts: LoginTrusts,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly tally: LoginTally,
    counters: Counters,
  ) {
    this.gates = new LRUCache({ max: settings.tenantsInMemory });
    const lookups = counters.counter({
      name: 'ram_sso_cache_lookups_total',
      help: 'Look-ups in a cache of this process, by whether it was there.',
      labels: ['cache', 'result'],
    });
    this.hits = lookups.of({ cache: 'tenant_strategies', result: 'hit' });
    this.misses = lookups.of({ cache: 'tenant_strategies', result: 'miss' });
    const size = { name: 'ram_sso_cache_entries', help: 'What a cache holds now.', across: 'sum' } as const;
    counters.gauge(size, () => [{ labels: { cache: 'tenant_strategies' }, value: this.gates.size }]);
  }

  /** @returns null where there is no such tenant; that is not remembered, so that strangers can't fill the cache */
  async find(alias: string): Promise<LoginGate | null> {
    const known = this.gates.get(alias);
    if (known) {
      this.hits.add();
      return known;
    }
    this.misses.add();
    const underway = this.underway.get(alias) ?? this.load(alias);
    this.underway.set(alias, underway);
    try {
      return await underway;
    } finally {
      this.underway.delete(alias);
    }
  }

  /** Drops what was built from an old version, but not what somebody else has built anew since. */
  drop(gate: LoginGate): void {
    if (this.gates.peek(gate.tenant.alias) === gate) this.gates.delete(gate.tenant.alias);
  }

  private async load(alias: string): Promise<LoginGate | null> {
    const found = await this.trusts.find(alias);
    if (!found) return null;
    const { tenant, trust } = found;
    const gate = trust ? this.gateOf(tenant, trust) : { tenant, trust, strategy: null };
    this.gates.set(alias, gate);
    return gate;
  }

  private gateOf(tenant: LoginTrust['tenant'], trust: LoginTrust): LoginGate {
    const { clockSkewSeconds } = this.settings;
    const strategy = new TenantStrategy(trust, clockSkewSeconds, this.clock, this.tally);
    return { tenant, trust, strategy };
  }
}
