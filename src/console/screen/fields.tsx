import type { ComponentChildren, JSX } from 'preact';
import { FORM_TOKEN_FIELD } from '../session/form-token';
import type { FormState } from './form-state';
import { Said, Spoken } from './said';
import type { Screen } from './screen';

interface FormProps {
  readonly screen: Screen;
  readonly action: string;
  /** `multipart/form-data` where files are sent. */
  readonly encoding?: 'multipart/form-data';
  readonly children: ComponentChildren;
}

/** A form of the viewer's session: it posts, and carries his token. */
export function Form({ screen, action, encoding, children }: FormProps) {
  const token = screen.viewer?.formToken;
  return (
    <form method="post" action={action} enctype={encoding}>
      {token === undefined ? null : <input type="hidden" name={FORM_TOKEN_FIELD} value={token} />}
      {children}
    </form>
  );
}

interface FieldProps {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly isRequired?: boolean;
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'password' | 'email' | 'tel' | 'url' | 'number' | 'search' | 'datetime-local';
  readonly autocomplete?: string;
  readonly maxLength?: number;
}

export function TextField({ form, name, label, hint, isRequired, type = 'text', ...rest }: TextFieldProps) {
  const attributes = {
    id: name,
    name,
    type,
    value: type === 'password' ? undefined : form.values[name],
    required: isRequired,
    spellcheck: false,
    autocomplete: rest.autocomplete ?? 'off',
    maxLength: rest.maxLength,
    ...described(form, name, hint),
  };
  return (
    <Labelled form={form} name={name} label={label} hint={hint}>
      {/* Preact's type is a union by `type`, which a type that varies fits into as a whole only. */}
      <input {...(attributes as JSX.IntrinsicElements['input'])} />
    </Labelled>
  );
}

export function TextArea({
  form,
  name,
  label,
  hint,
  isRequired,
  rows = 4,
}: FieldProps & { readonly rows?: number }) {
  return (
    <Labelled form={form} name={name} label={label} hint={hint}>
      <textarea
        id={name}
        name={name}
        rows={rows}
        required={isRequired}
        spellcheck={false}
        {...described(form, name, hint)}
      >
        {form.values[name]}
      </textarea>
    </Labelled>
  );
}

/** Takes what is dropped on it too, where there is script. */
export function FileField({ form, name, label, hint, accept }: FieldProps & { readonly accept: string }) {
  return (
    <div data-drop>
      <Labelled form={form} name={name} label={label} hint={hint}>
        <input id={name} name={name} type="file" accept={accept} {...described(form, name, hint)} />
      </Labelled>
    </div>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function SelectField({
  form,
  name,
  label,
  hint,
  options,
}: FieldProps & { readonly options: readonly Option[] }) {
  return (
    <Labelled form={form} name={name} label={label} hint={hint}>
      <select id={name} name={name} {...described(form, name, hint)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={form.values[name] === option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** Sends `on` where it is ticked, and nothing where it is not. */
export function CheckField({ form, name, label, hint }: FieldProps) {
  return (
    <div class="field">
      <label htmlFor={name} class="check">
        <input
          id={name}
          name={name}
          type="checkbox"
          checked={form.values[name] === 'on' || form.values[name] === 'true'}
          {...described(form, name, hint)}
        />
        {label}
      </label>
      <Remarks form={form} name={name} hint={hint} />
    </div>
  );
}

function Labelled({
  form,
  name,
  label,
  hint,
  children,
}: FieldProps & { readonly children: ComponentChildren }) {
  return (
    <div class="field">
      <label htmlFor={name}>{label}</label>
      {children}
      <Remarks form={form} name={name} hint={hint} />
    </div>
  );
}

function Remarks({ form, name, hint }: Pick<FieldProps, 'form' | 'name' | 'hint'>) {
  const error = form.errorOf(name);
  return (
    <>
      {hint === undefined ? null : (
        <small id={`${name}-hint`} class="hint">
          {hint}
        </small>
      )}
      {error === undefined ? null : (
        <small id={`${name}-error`} class="error">
          <Spoken.Consumer>{(language) => <Said screen={{ language }} sentence={error} />}</Spoken.Consumer>
        </small>
      )}
    </>
  );
}

/** What a screen reader says with the field. */
function described(form: FormState, name: string, hint: ComponentChildren) {
  const isWrong = form.errorOf(name) !== undefined;
  const ids = [hint === undefined ? '' : `${name}-hint`, isWrong ? `${name}-error` : ''].filter(Boolean);
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': isWrong ? ('true' as const) : undefined,
  };
}
