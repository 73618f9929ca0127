import type { ProblemCode } from '../../../src/http/codes';
import type { Tenant } from '../../support/api';
import type { TestApp } from '../../support/app';
import type { DocumentServer } from '../../support/document-server';
import type { TestIdp } from '../../support/idp/test-idp';

/** An administrator's tenant, the IdP that he trusts, and what lies around them. */
export interface MetadataStage {
  readonly tenant: Tenant;
  readonly idp: TestIdp;
  /** Reaches public addresses only, as the service does where nobody sets it otherwise. */
  readonly closed: TestApp;
  /** Reaches private addresses too. */
  readonly open: TestApp;
  /** Where the metadata are. */
  readonly site: DocumentServer;
  /** What nobody outside may reach by way of the service. */
  readonly inside: DocumentServer;
}

interface OfferAttack {
  /** What it does. */
  readonly name: string;
  /** Public identifiers of where it, or its like, worked: each is listed in docs/security.md. */
  readonly ids?: readonly string[];
  /** Without one it is taken, and means no more than the honest one. */
  readonly code?: ProblemCode;
}

/** One way to misuse the document that is offered. */
export interface MetadataAttack extends OfferAttack {
  /** @param honest metadata that were taken before */
  readonly forge: (honest: string, stage: MetadataStage) => string | Buffer | Promise<string>;
}

/** One way to misuse the address that the document is fetched from. */
export interface AddressAttack extends OfferAttack {
  /** @param honest the address of metadata that were taken before, at a node that reaches private addresses */
  readonly forge: (honest: string, stage: MetadataStage) => string;
  /** The node that is asked; the closed one where nothing is said. */
  readonly isOpen?: boolean;
}

export interface MetadataFamily<Offer = MetadataAttack> {
  readonly name: string;
  /** Why such attacks have worked elsewhere, and what stands against them here. */
  readonly why: string;
  readonly attacks: readonly Offer[];
}
