import { html, trustedMarkup } from '../../src/html/markup';

describe('html', () => {
  // CVE-2021-28963: what came in a request became part of the template.
  it('escapes what could end a text or a quoted attribute', () => {
    const hostile = `"><script>alert('&')</script>`;
    expect(html`<p title="${hostile}">${hostile}</p>`.toString()).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">' +
        '&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>',
    );
  });

  it('keeps markup that the tag made, also in lists', () => {
    const items = ['<a>', 'b'].map((text) => html`<li>${text}</li>`);
    expect(html`${items}`.toString()).toBe('<li>&lt;a&gt;</li><li>b</li>');
  });

  it('leaves nothing for what is absent, and writes zero', () => {
    expect(html`[${null}${undefined}${false}${0}]`.toString()).toBe('[0]');
  });

  it('takes nothing for markup that only looks like it', () => {
    const lookalike = { toString: () => '<b>' };
    // @ts-expect-error -- only the tag and trustedMarkup make markup
    expect(() => html`${lookalike}`).toThrow(TypeError);
  });

  it('vouches for a constant only where asked', () => {
    expect(html`${trustedMarkup('<hr>')}`.toString()).toBe('<hr>');
  });
});
