/** The form in which `?userName=` finds events: ASCII letters folded, nothing else, as in the directory of users. */
export function userNameKey(userName: string): string {
  return userName.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
