import type { RamUserDto } from '../../ram-users/ram-user.dto';
import { Form } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { Badge, Facts, Instant, ProblemNotice } from '../screen/parts';
import { mayChange, type Screen } from '../screen/screen';
import { UserFields } from './user-fields';
import { userPath, usersPath } from './users-paths';

interface UserPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly user: RamUserDto;
  /** Of the user as it is shown: who changes it in between is not overwritten. */
  readonly tag: string;
  readonly form: FormState;
}

export function UserPage(props: UserPageProps) {
  const { screen, alias, user } = props;
  const texts = screen.texts.users;
  return (
    <>
      <p>
        <a href={usersPath(alias)}>{texts.title}</a>
      </p>
      <h1>{user.userName}</h1>
      <UserFacts screen={screen} user={user} />
      {mayChange(screen) ? (
        <>
          <Change {...props} />
          <Actions {...props} />
        </>
      ) : null}
    </>
  );
}

function UserFacts({ screen, user }: Pick<UserPageProps, 'screen' | 'user'>) {
  const texts = screen.texts.users;
  const { none } = screen.texts.frame;
  const tone = user.status === 'active' ? 'good' : 'warn';
  return (
    <Facts
      facts={[
        { term: texts.principalName, value: <code>{user.userPrincipalName}</code> },
        { term: texts.status, value: <Badge tone={tone}>{texts.statuses[user.status]}</Badge> },
        { term: texts.displayName, value: user.displayName ?? none },
        { term: texts.email, value: user.email ?? none },
        { term: texts.mobilePhone, value: user.mobilePhone ?? none },
        { term: texts.comments, value: user.comments ?? none },
        { term: texts.consoleRole, value: texts.consoleRoles[user.consoleRole] },
        {
          term: texts.lastLogin,
          value: user.lastLoginAt ? <Instant screen={screen} date={user.lastLoginAt} /> : texts.never,
        },
        { term: texts.createdAt, value: <Instant screen={screen} date={user.createdAt} /> },
        { term: texts.updatedAt, value: <Instant screen={screen} date={user.updatedAt} /> },
      ]}
    />
  );
}

function Change({ screen, alias, user, tag, form }: UserPageProps) {
  const texts = screen.texts.users;
  const isStale = form.problem?.code === 'precondition_failed';
  return (
    <section>
      <h2>{texts.change}</h2>
      {isStale ? (
        <p class="notice warn" role="alert">
          {texts.changed}
        </p>
      ) : (
        <ProblemNotice screen={screen} problem={form.problem} labels={screen.texts.users} />
      )}
      <Form screen={screen} action={userPath(alias, user.userName)}>
        <input type="hidden" name="tag" value={tag} />
        <UserFields screen={screen} form={form} nameHint={texts.renameHint} />
        <button type="submit">{screen.texts.frame.save}</button>
      </Form>
    </section>
  );
}

function Actions({ screen, alias, user }: UserPageProps) {
  const texts = screen.texts.users;
  const isActive = user.status === 'active';
  return (
    <section>
      <h2>{texts.actions}</h2>
      <div class="actions">
        <Form screen={screen} action={userPath(alias, user.userName, '/status')}>
          <input type="hidden" name="status" value={isActive ? 'disabled' : 'active'} />
          <button type="submit" class="outline" title={isActive ? texts.disableHint : undefined}>
            {isActive ? texts.disable : texts.enable}
          </button>
        </Form>
        <Form screen={screen} action={userPath(alias, user.userName, '/sign-out')}>
          <button type="submit" class="outline" title={texts.signOutHint}>
            {texts.signOut}
          </button>
        </Form>
        <a role="button" class="outline danger" href={userPath(alias, user.userName, '/delete')}>
          {texts.delete}
        </a>
      </div>
    </section>
  );
}
