import { Module } from '@nestjs/common';
import { AddressResolver } from './address-resolver';
import { OutgoingHttp } from './outgoing-http';

/**
 * Owns how this service asks others' servers at addresses that a tenant's administrator or the operator chose: which of them it may reach, and that
 * the connection goes to what was checked. Has no routes, and does not know what is asked for.
 */
@Module({ providers: [AddressResolver, OutgoingHttp], exports: [OutgoingHttp] })
export class OutgoingModule {}
