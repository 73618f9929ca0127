/** The largest message that is read: of a form field, of XML once decoded or inflated, and of its canonical form. */
export const MESSAGE_BYTES = 512 * 1024;

/** The largest metadata document that is read. */
export const METADATA_BYTES = 25 * 1024 * 1024;
