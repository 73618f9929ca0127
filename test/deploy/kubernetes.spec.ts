import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { drainSeconds, read, readEnvironment, readYaml, ROOT, version } from './deploy-files';

const DIRECTORY = 'deploy/kubernetes';
const NAME = { 'app.kubernetes.io/name': 'ram-sso' };

interface Probe {
  httpGet: { path: string; port: string };
  periodSeconds: number;
  timeoutSeconds: number;
  failureThreshold: number;
}

interface Resource {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  spec: Record<string, unknown>;
}

interface Container {
  image: string;
  ports: { name: string; containerPort: number }[];
  env: { name: string; value: string }[];
  envFrom: { configMapRef: { name: string } }[];
  startupProbe: Probe;
  livenessProbe: Probe;
  readinessProbe: Probe;
  resources: Record<string, unknown>;
  securityContext: Record<string, unknown>;
  volumeMounts: { name: string; mountPath: string }[];
}

interface Pod {
  automountServiceAccountToken: boolean;
  serviceAccountName: string;
  terminationGracePeriodSeconds: number;
  securityContext: Record<string, unknown>;
  topologySpreadConstraints: { topologyKey: string; labelSelector: unknown }[];
  containers: [Container];
  volumes: { name: string; secret?: { secretName: string } }[];
}

interface Deployment extends Resource {
  spec: {
    replicas: number;
    progressDeadlineSeconds: number;
    strategy: { rollingUpdate: unknown };
    selector: { matchLabels: unknown };
    template: { metadata: { labels: unknown }; spec: Pod };
  };
}

describe('deploy/kubernetes', () => {
  const [kustomization] = readYaml(`${DIRECTORY}/kustomization.yaml`) as [
    {
      resources: string[];
      images: unknown[];
      configMapGenerator: [{ name: string; envs: string[] }];
    },
  ];
  const resources = kustomization.resources.flatMap((file) => readYaml(`${DIRECTORY}/${file}`)) as Resource[];
  const find = (kind: string, name = 'ram-sso') => {
    const found = resources.find((one) => one.kind === kind && one.metadata.name === name);
    if (!found) throw new Error(`There is no ${kind} ${name}`);
    return found;
  };
  const { spec } = find('Deployment') as Deployment;
  const pod = spec.template.spec;
  const [container] = pod.containers;

  it('is all that lies there', () => {
    const files = readdirSync(join(ROOT, DIRECTORY)).filter((name) => name.endsWith('.yaml'));
    expect([...kustomization.resources, 'kustomization.yaml'].sort()).toEqual(files.sort());
    expect(resources.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).sort()).toEqual([
      'apps/v1 Deployment',
      'networking.k8s.io/v1 Ingress',
      'networking.k8s.io/v1 NetworkPolicy',
      'policy/v1 PodDisruptionBudget',
      'v1 Namespace',
      'v1 Service',
      'v1 Service',
      'v1 ServiceAccount',
    ]);
  });

  it('runs this version', () => {
    expect(kustomization.images).toEqual([
      { name: container.image, newName: expect.any(String) as string, newTag: version },
    ]);
  });

  it('holds the strictest of the pod security standards, and asks Kubernetes nothing', () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      // The image's account "node".
      runAsUser: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(find('ServiceAccount')).toMatchObject({ automountServiceAccountToken: false });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.serviceAccountName).toBe(find('ServiceAccount').metadata.name);
  });

  it('never has a node less than it was told, and leaves one to end in peace', () => {
    expect(spec.replicas).toBeGreaterThan(1);
    expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    const leaveSeconds = Number(readEnvironment(`${DIRECTORY}/settings.env`).LEAVE_SECONDS);
    expect(leaveSeconds).toBeGreaterThanOrEqual(5);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(leaveSeconds + drainSeconds);
    expect(find('PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1 });
  });

  it('restarts a node that hangs, not one whose database is away, and gives a migration time', () => {
    const { startupProbe, livenessProbe, readinessProbe } = container;
    expect([startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet.path)).toEqual([
      '/healthz',
      '/healthz',
      '/readyz',
    ]);
    for (const probe of [startupProbe, livenessProbe, readinessProbe])
      expect(probe.httpGet.port).toBe('http');
    const started = startupProbe.failureThreshold * startupProbe.periodSeconds;
    expect(started).toBe(600);
    expect(spec.progressDeadlineSeconds).toBeGreaterThan(started);
    // It waits for its database itself, and says so.
    const patience = Number(
      /ANSWER_TIMEOUT_MS = ([\d_]+)/.exec(read('src/health/readiness.ts'))?.[1]?.replace('_', ''),
    );
    expect(readinessProbe.timeoutSeconds * 1000).toBeGreaterThan(patience);
  });

  it('spreads nodes over machines and zones', () => {
    const keys = pod.topologySpreadConstraints.map(({ topologyKey }) => topologyKey);
    expect(keys).toEqual(['kubernetes.io/hostname', 'topology.kubernetes.io/zone']);
  });

  it('means the same pods everywhere', () => {
    expect(spec.template.metadata.labels).toEqual(NAME);
    const selectors = [
      spec.selector.matchLabels,
      find('Service').spec.selector,
      (find('PodDisruptionBudget').spec.selector as { matchLabels: unknown }).matchLabels,
      (find('NetworkPolicy').spec.podSelector as { matchLabels: unknown }).matchLabels,
      ...pod.topologySpreadConstraints.map(
        ({ labelSelector }) => (labelSelector as { matchLabels: unknown }).matchLabels,
      ),
    ];
    expect(selectors).toEqual(selectors.map(() => NAME));
  });

  it('listens where it is asked, and mounts what it reads', () => {
    expect(container.ports).toEqual([{ name: 'http', containerPort: 3000 }]);
    expect(find('Service').spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 'http' }]);
    const mounts = container.volumeMounts.map(({ name }) => name);
    expect(mounts.sort()).toEqual(pod.volumes.map(({ name }) => name).sort());
    const secrets = container.volumeMounts.find(({ name }) => name === 'secrets')?.mountPath ?? '';
    for (const { name, value } of container.env) {
      expect(name).toMatch(/_FILE$/);
      expect(value.startsWith(`${secrets}/`)).toBe(true);
    }
    const [{ name, envs }] = kustomization.configMapGenerator;
    expect(container.envFrom).toEqual([{ configMapRef: { name } }]);
    expect(envs).toEqual(['settings.env']);
  });

  it('is open to the ingress and to Prometheus alone, and reaches names, Postgres and https', () => {
    const policy = find('NetworkPolicy').spec as Record<
      'ingress' | 'egress',
      { ports: { port: unknown }[] }[]
    >;
    const ports = (rules: { ports: { port: unknown }[] }[]) =>
      rules.map((rule) => rule.ports.map(({ port }) => port));
    expect(ports(policy.ingress)).toEqual([['http']]);
    expect(ports(policy.egress)).toEqual([[53, 53], [5432], [443]]);
  });

  it('shows the public all but the metrics, under the name of BASE_URL', () => {
    const ingress = find('Ingress').spec as {
      tls: { hosts: string[] }[];
      rules: { host: string; http: { paths: { path: string; backend: { service: { name: string } } }[] } }[];
    };
    const host = new URL(readEnvironment(`${DIRECTORY}/settings.env`).BASE_URL ?? '').host;
    expect([ingress.tls[0]?.hosts, ingress.rules.map((rule) => rule.host)]).toEqual([[host], [host]]);
    const paths = ingress.rules[0]?.http.paths.map((one) => [one.path, one.backend.service.name]);
    expect(paths).toEqual([
      ['/', 'ram-sso'],
      ['/metrics', 'ram-sso-closed'],
    ]);
    expect(find('Service', 'ram-sso-closed').spec).not.toHaveProperty('selector');
  });
});
