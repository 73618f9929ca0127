/** A key whose bow is a person's head: the mark of the pages and the browser's tab. */
export const ICON_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" aria-hidden="true">' +
  '<rect width="32" height="32" rx="8" fill="#1b58b8"/>' +
  '<g fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">' +
  '<circle cx="12" cy="13" r="4.7"/><path d="M15.5 16.5 24 25m-3.2-3.2 2.9-2.9"/></g></svg>';
