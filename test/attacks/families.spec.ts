import { families } from './catalogue/families';

const attacks = families.flatMap((family) => family.attacks);
const ids = attacks.flatMap((attack) => attack.ids ?? []);

describe('the catalogue of attacks', () => {
  it('is as large as it is said to be', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(250);
  });

  it('names each family once, and each attack once in its family', () => {
    const names = [families, ...families.map((family) => family.attacks)].map((list) =>
      list.map(({ name }) => name),
    );
    for (const list of names) expect(list).toEqual([...new Set(list)]);
  });

  it('says of each family why such attacks have worked', () => {
    expect(families.filter(({ why }) => why.length < 80)).toEqual([]);
  });

  it('names public identifiers as their lists do', () => {
    const form = /^(CVE-\d{4}-\d{4,7}|GHSA(-[0-9a-z]{4}){3}|SSPSA-\d{6}-\d{2})$/;
    expect(ids.filter((id) => !form.test(id))).toEqual([]);
  });
});
