import type { UnmatchedPersonDto } from '../../saml-login/unmatched-people/unmatched-person.dto';
import { Form } from '../screen/fields';
import { DataTable, Instant, Pager, ProblemNotice } from '../screen/parts';
import { mayChange, type Screen, tenantPath } from '../screen/screen';
import type { Problem } from '../../http/problem';

export interface UnmatchedPeoplePageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly people: readonly UnmatchedPersonDto[];
  readonly problem: Problem | undefined;
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
}

export function UnmatchedPeoplePage(props: UnmatchedPeoplePageProps) {
  const { screen, alias, people, problem, cursor, nextCursor } = props;
  const texts = screen.texts.unmatchedPeople;
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      <ProblemNotice screen={screen} problem={problem} />
      {people.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <>
          <DataTable caption={texts.title} columns={Object.values(texts.columns)}>
            {people.map((person) => (
              <PersonRow key={person.id} screen={screen} alias={alias} person={person} />
            ))}
          </DataTable>
          <p class="hint">{texts.mend}</p>
        </>
      )}
      <Pager
        screen={screen}
        path={tenantPath(alias, '/unmatched-people')}
        cursor={cursor}
        nextCursor={nextCursor}
      />
    </>
  );
}

interface PersonProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly person: UnmatchedPersonDto;
}

function PersonRow({ screen, alias, person }: PersonProps) {
  const texts = screen.texts.unmatchedPeople;
  const { userName, nameId, count, lastSeenAt, nearest } = person;
  return (
    <tr>
      <td>
        <strong>{userName}</strong>
        <br />
        <span class="fine">{nameId}</span>
      </td>
      <td>{count}</td>
      <td>
        <Instant screen={screen} date={lastSeenAt} />
      </td>
      <td>
        {nearest.length === 0
          ? texts.nobodyNear
          : nearest.map((user) => (
              <div key={user.userName}>
                <strong>{user.userName}</strong> {user.displayName}
              </div>
            ))}
      </td>
      <td>{mayChange(screen) ? <Actions screen={screen} alias={alias} person={person} /> : null}</td>
    </tr>
  );
}

function Actions({ screen, alias, person: { id, userName } }: PersonProps) {
  const texts = screen.texts.unmatchedPeople;
  const action = tenantPath(alias, `/unmatched-people/${id}`);
  return (
    <div class="actions">
      <Form screen={screen} action={`${action}/create`}>
        <button type="submit" class="small" aria-label={texts.createOf(userName)}>
          {texts.create}
        </button>
      </Form>
      <Form screen={screen} action={`${action}/dismiss`}>
        <button type="submit" class="outline secondary small" aria-label={texts.dismissOf(userName)}>
          {texts.dismiss}
        </button>
      </Form>
    </div>
  );
}
