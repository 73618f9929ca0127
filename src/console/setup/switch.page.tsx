import type { Readiness } from '../../sso-switch/find-readiness';
import { Form } from '../screen/fields';
import { Badge, CopyText, DataTable, Facts, Instant } from '../screen/parts';
import { Told } from '../screen/said';
import type { Screen } from '../screen/screen';
import { stepPath } from './step-frame';

interface SwitchPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly readiness: Readiness;
  readonly loginUrl: string;
  readonly now: Date;
  readonly isOn: boolean;
  readonly isTrial: boolean;
}

/** Who would be locked out; then the switch, for ten minutes first. */
export function SwitchPage(props: SwitchPageProps) {
  const { screen, readiness } = props;
  const texts = screen.texts.setup.switch;
  const isSwitchedOn = props.isOn || props.isTrial;
  const lockedOut = isSwitchedOn ? texts.lockedOutOn : texts.lockedOut;
  return (
    <>
      {props.isTrial ? <Trial {...props} /> : null}
      <p>{isSwitchedOn ? texts.leadOn : texts.lead}</p>
      <Warnings screen={screen} readiness={readiness} />
      <Facts facts={readinessFacts(screen, readiness, lockedOut)} />
      <LockedOut screen={screen} readiness={readiness} title={lockedOut} />
      {props.isTrial ? null : <Switches {...props} />}
      <p class="hint">{texts.wayBack}</p>
    </>
  );
}

function readinessFacts(screen: Screen, { trust, lastTest, users }: Readiness, lockedOut: string) {
  const { switch: texts, test, idp } = screen.texts.setup;
  const lastTested = lastTest && (
    <>
      {lastTest.isPassed ? test.passed : test.failed}, <Instant screen={screen} date={lastTest.testedAt} />
    </>
  );
  return [
    { term: texts.trust, value: trust ? <code>{trust.entityId}</code> : idp.none },
    { term: texts.lastTest, value: lastTested ?? test.none },
    { term: texts.active, value: users.active },
    { term: texts.matched, value: `${users.matched} (${texts.matchedHint(users.since)})` },
    { term: lockedOut, value: users.active - users.matched },
  ];
}

function Warnings({ screen, readiness }: Pick<SwitchPageProps, 'screen' | 'readiness'>) {
  const texts = screen.texts.setup.switch;
  const { warnings } = readiness;
  if (warnings.length === 0) return <p class="notice good">{texts.noWarnings}</p>;
  return (
    <div class="notice warn">
      <p>{texts.warnings}</p>
      <ul>
        {warnings.map(({ code, message }) => {
          const own = texts.warningByCode[code];
          return (
            <li key={`${code} ${message}`}>
              {own ?? <Told screen={screen} text={message} />} <code>{code}</code>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

type LockedOutProps = Pick<SwitchPageProps, 'screen' | 'readiness'> & { readonly title: string };

function LockedOut({ screen, readiness, title }: LockedOutProps) {
  const { switch: texts, users: userTexts } = screen.texts.setup;
  const { unmatched, active, matched } = readiness.users;
  if (unmatched.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <p>{texts.lockedOutFirst(unmatched.length, active - matched)}</p>
      <DataTable caption={title} columns={[userTexts.userName, userTexts.displayName, texts.lastLogin]}>
        {unmatched.map(({ userName, displayName, lastLoginAt }) => (
          <tr key={userName}>
            <th scope="row">{userName}</th>
            <td>{displayName ?? '–'}</td>
            <td>{lastLoginAt ? <Instant screen={screen} date={lastLoginAt} /> : texts.never}</td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}

function Trial({ screen, alias, readiness, loginUrl, now }: SwitchPageProps) {
  const texts = screen.texts.setup.switch;
  return (
    <section class="notice warn">
      <Countdown screen={screen} alias={alias} endsAt={readiness.ssoTrialEndsAt ?? now} now={now} />
      <p>{texts.confirmHow}</p>
      <p>
        {texts.signInAt} <CopyText screen={screen} id="login-url" text={loginUrl} />
      </p>
      <div class="actions">
        <SwitchTo screen={screen} alias={alias} to="on" label={texts.keep} />
        <SwitchTo screen={screen} alias={alias} to="end" label={texts.end} />
      </div>
    </section>
  );
}

interface CountdownProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly endsAt: Date;
  readonly now: Date;
}

/** Asked for again every few seconds: by htmx, or without script by the page as a whole. */
export function Countdown({ screen, alias, endsAt, now }: CountdownProps) {
  const texts = screen.texts.setup.switch;
  const seconds = Math.max(0, Math.ceil((endsAt.getTime() - now.getTime()) / 1000));
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const again = `${stepPath(alias, 'switch')}/countdown`;
  return (
    <p id="countdown" role="timer" hx-get={again} hx-trigger="every 5s" hx-swap="outerHTML">
      {texts.runs} <Instant screen={screen} date={endsAt} /> · <strong>{left}</strong> {texts.remaining}
    </p>
  );
}

function Switches({ screen, alias, isOn, readiness }: SwitchPageProps) {
  const texts = screen.texts.setup.switch;
  return (
    <section>
      <h2>
        <Badge tone={isOn ? 'good' : 'plain'}>{isOn ? texts.isOn : texts.isOff}</Badge>
      </h2>
      {isOn ? (
        <p>
          <a role="button" class="secondary" href={`${stepPath(alias, 'switch')}/off`}>
            {texts.off}
          </a>
          <small class="hint">{texts.offHint}</small>
        </p>
      ) : (
        <>
          {readiness.trust ? (
            <SwitchTo screen={screen} alias={alias} to="trial" label={texts.start} hint={texts.startHint} />
          ) : null}
          <SwitchTo screen={screen} alias={alias} to="on" label={texts.forGood} hint={texts.forGoodHint} />
        </>
      )}
    </section>
  );
}

interface SwitchToProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly to: 'on' | 'trial' | 'end';
  readonly label: string;
  readonly hint?: string;
}

function SwitchTo({ screen, alias, to, label, hint }: SwitchToProps) {
  return (
    <Form screen={screen} action={stepPath(alias, 'switch')}>
      <input type="hidden" name="to" value={to} />
      <button type="submit" class={to === 'trial' ? undefined : 'secondary'}>
        {label}
      </button>
      {hint === undefined ? null : <small class="hint">{hint}</small>}
    </Form>
  );
}
