/** At most `limit` UTF-16 units and an ellipsis. Half of a surrogate pair that a cut leaves behind would be no text any more, and nothing that could be stored. */
export function cutText(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
