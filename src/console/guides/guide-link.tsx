import type { Screen } from '../screen/screen';
import { guideAddress, guideTitle } from './guide-address';

/** To a guide or a part of it, by its file: `docs/guides/okta.md#set-it-up`. */
export function GuideLink({ screen: { tenant }, file }: { readonly screen: Screen; readonly file: string }) {
  const address = tenant ? guideAddress(tenant.alias, file) : undefined;
  if (address === undefined) return <code>{file}</code>;
  return (
    <a href={address} lang="en">
      {guideTitle(file)}
    </a>
  );
}
