export const HAN = /\p{Script=Han}/u;

/** What stands in a page, but not in its frame. Nothing of it is in English, save the names of the guides, which are written in it. */
export function mainInChinese(page: string): string {
  const [, main = ''] = /<main[^>]*>([\s\S]*)<\/main>/.exec(page) ?? [];
  expect(main).toMatch(HAN);
  expect(main.replace(/<a href="[^"]*\/guides\/[^"]*" lang="en">/g, '')).not.toContain('lang="en"');
  return main;
}
