import type { TestIdp } from '../test/support/idp/test-idp';
import { cpuOf, loadFigures } from './load/load-figures';
import { Loader } from './load/loader';
import { LoadTurns } from './load/load-turns';
import { loginTurns, USERS } from './login-turns';
import { describeMachine, describeVersions } from './machine';
import { measureForged } from './measure-forged';
import { NODE_SAML, OURS, RSA_SIGNING } from './names';
import { installDebianPackages } from './peers/debian-packages';
import { installPeers } from './peers/peer-packages';
import type { BenchResults, VerificationFigures } from './report/results';
import { measured, ratios } from './report/statistics';
import { requestTurns } from './request-turns';
import { takeRounds } from './rounds';
import { makeScene, type RunningService } from './scene';
import { mellon } from './sides/mellon';
import { passportSaml, samlJackson } from './sides/node-peers';
import { ramSso } from './sides/ram-sso';
import { shibboleth } from './sides/shibboleth';
import type { Side } from './sides/side';
import { verifierNames } from './verification/contestants';
import { makeSignedCase } from './verification/signed-case';
import { VerificationTurns } from './verification/verification-turns';

export interface LoginSize {
  readonly logins: number;
  readonly verifications: number;
  readonly rounds: number;
  /** Also what must be installed first. */
  readonly withPeers: boolean;
}

/** Verification, logins and other requests, ours beside those of others; at last, whether full load lets in what it should not. */
export async function measureLogins(
  service: RunningService,
  size: LoginSize,
): Promise<{ results: BenchResults; faults: string[] }> {
  const leftOut: string[] = [];
  if (size.withPeers) {
    leftOut.push(...(await installOthers()));
  } else leftOut.push('what is not in node_modules: a smoke test measures none of it');
  const scene = await makeScene(service, 'bench', USERS);
  const loader = Loader.start();
  const signed = makeSignedCase(scene);
  const turnsOf = (name: string) => new VerificationTurns(name, signed, size.verifications);
  const verifications = verifierNames().map(turnsOf);
  const signing = turnsOf(RSA_SIGNING);
  const logins = [8, 64].map((connections) =>
    loginTurns(ramSso(scene), scene.idp, loader, { connections, logins: size.logins }),
  );
  const peers = await startPeers(scene.idp, service, size);
  const others = peers.map((side) =>
    loginTurns(side, scene.idp, loader, { connections: 8, logins: size.logins }),
  );
  const requests = await requestTurns(scene, loader, size.logins);
  const all = [...verifications, signing, ...logins, ...others, ...requests];
  await takeRounds(all, size.rounds);
  const forged = await measureForged(service, loader, size.logins);
  const results: BenchResults = {
    date: new Date().toISOString(),
    machine: describeMachine(),
    versions: describeVersions(),
    rounds: size.rounds,
    bytes: Buffer.from(signed.response, 'base64').length,
    verifications: verifications.map(verificationFigures),
    logins: [...logins, ...others].map(loadFigures),
    requests: requests.map(loadFigures),
    signingMilliseconds: measured(signing.microseconds).median / 1000,
    loginRatio: measured(loginRatios(logins, verifications)),
    forged: forged.figures,
    leftOut,
  };
  return { results, faults: forged.faults };
}

/** @returns what could not be installed */
async function installOthers(): Promise<string[]> {
  const packages = await installPeers();
  const modules = await installDebianPackages();
  return [
    ...(packages ? [`the packages of bench/peers, which could not be installed: ${packages}`] : []),
    ...(modules ? [`what needs ${modules}`] : []),
  ];
}

async function startPeers(idp: TestIdp, service: RunningService, { withPeers }: LoginSize): Promise<Side[]> {
  const ofNode = await passportSaml(idp);
  if (!withPeers) return [ofNode];
  return [ofNode, ...(await samlJackson(idp, service)), ...(await mellon(idp)), ...(await shibboleth(idp))];
}

/** Over 8 connections. */
function loginRatios(logins: readonly LoadTurns[], verifications: readonly VerificationTurns[]): number[] {
  const ours = logins.find(({ name }) => name === OURS)?.rounds.map(cpuOf) ?? [];
  const theirs = verifications.find(({ name }) => name === NODE_SAML)?.microseconds ?? [];
  return ratios(
    ours,
    theirs.map((microseconds) => microseconds / 1000),
  );
}

function verificationFigures({ name, microseconds }: VerificationTurns): VerificationFigures {
  return { name, microseconds: measured(microseconds) };
}
