/** The guides to identity providers, which are themselves in English only. */
export const guides = {
  title: 'Guides',
  lead: 'With the values of this tenant. Where a guide calls the API, the steps of the set-up do the same.',
  step: 'The same values, to be copied',
  whole: 'The whole guide',
};
