import { choiceArgument, type Noun, verb } from '../verb';

const PRODUCTS = ['adfs', 'entra', 'okta', 'keycloak', 'simplesamlphp'] as const;

const metadata = verb({
  name: 'metadata',
  summary: 'write the SP metadata, to be given to the IdP',
  takes: {},
  examples: [['ram-sso sp metadata --tenant acme > sp.xml', 'there before there is a trust, too']],
  run: async (context) => {
    await context.print.raw(await context.api.sp(context.tenant()).metadata());
  },
});

const setup = verb({
  name: 'setup',
  summary: "write the IdP's side, ready to run there",
  takes: { product: choiceArgument('what the IdP is', PRODUCTS) },
  examples: [
    ['ram-sso sp setup keycloak --tenant acme > client.json', "with this tenant's own values"],
    ['ram-sso sp setup adfs --tenant acme > trust.ps1', 'a script for PowerShell'],
  ],
  run: async (context, { product }) => {
    await context.print.raw(await context.api.sp(context.tenant()).setup(product));
  },
});

export const sp: Noun = {
  name: 'sp',
  summary: 'what the IdP must know of us',
  group: 'Accounts:',
  verbs: [metadata, setup],
};
