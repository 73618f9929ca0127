import { fieldProblem } from '../http/field-problem';
import type { TenantSettings } from './tenant-settings';
import { say } from '../sentences/sentence';

/** What only the settings as a whole can tell. Throws `request.invalid`. */
export function checkSettings({ saml }: TenantSettings): void {
  if (saml.userNameForm === 'principalName' || saml.userNameAttribute !== null) return;
  const message = say`must be principalName where saml.userNameAttribute is null: a NameID is <userName>@<domain> always`;
  throw fieldProblem([{ field: 'saml.userNameForm', message }]);
}
