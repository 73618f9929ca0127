import { CheckField, type Option, SelectField, TextArea, TextField } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import type { Texts } from '../texts/texts';

interface FieldsProps {
  readonly form: FormState;
  readonly texts: Texts['tenants'];
}

function optionsOf(labels: Readonly<Record<string, string>>): Option[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

/** Also of a tenant that is to be made. */
export function GeneralFields({ form, texts }: FieldsProps) {
  return (
    <>
      <TextField
        form={form}
        name="displayName"
        label={texts.displayName}
        hint={texts.displayNameHint}
        maxLength={128}
      />
      <TextField
        form={form}
        name="domainAlias"
        label={texts.domainAlias}
        hint={texts.domainHint}
        maxLength={253}
      />
      <TextField
        form={form}
        name="auxiliaryDomain"
        label={texts.auxiliaryDomain}
        hint={texts.domainHint}
        maxLength={253}
      />
    </>
  );
}

export function NetworkFields({ form, texts }: FieldsProps) {
  return (
    <>
      <SelectField
        form={form}
        name="idpInitiatedLogin"
        label={texts.idpInitiatedLogin}
        options={optionsOf(texts.idpInitiatedLoginOptions)}
      />
      <TextField
        form={form}
        name="sessionTtlSeconds"
        label={texts.sessionTtlSeconds}
        hint={texts.sessionTtlSecondsHint}
        maxLength={9}
      />
      <TextArea
        form={form}
        name="loginNetworkMasks"
        label={texts.loginNetworkMasks}
        hint={texts.loginNetworkMasksHint}
      />
    </>
  );
}

export function RequestFields({ form, texts }: FieldsProps) {
  return (
    <>
      <SelectField
        form={form}
        name="saml.signAuthnRequests"
        label={texts.signAuthnRequests}
        options={optionsOf(texts.signAuthnRequestsOptions)}
      />
      <SelectField
        form={form}
        name="saml.requestBinding"
        label={texts.requestBinding}
        options={optionsOf(texts.requestBindingOptions)}
      />
      <CheckField form={form} name="saml.forceAuthn" label={texts.forceAuthn} />
      <CheckField form={form} name="saml.isPassive" label={texts.isPassive} />
      <TextField form={form} name="saml.providerName" label={texts.providerName} maxLength={128} />
      <SelectField
        form={form}
        name="saml.loginHint"
        label={texts.loginHint}
        options={optionsOf(texts.loginHintOptions)}
      />
      <WantedFields form={form} texts={texts} />
    </>
  );
}

/** What of an answer is asked for. */
function WantedFields({ form, texts }: FieldsProps) {
  return (
    <>
      <TextField
        form={form}
        name="saml.nameIdFormat"
        label={texts.nameIdFormat}
        hint={texts.nameIdFormatHint}
        maxLength={1024}
      />
      <TextArea
        form={form}
        name="saml.authnContextClassRefs"
        label={texts.authnContextClassRefs}
        hint={texts.authnContextClassRefsHint}
        rows={2}
      />
    </>
  );
}

export function AnswerFields({ form, texts }: FieldsProps) {
  return (
    <>
      <SelectField
        form={form}
        name="saml.assertionEncryption"
        label={texts.assertionEncryption}
        options={optionsOf(texts.assertionEncryptionOptions)}
      />
      <CheckField form={form} name="saml.refuseCbcEncryption" label={texts.refuseCbcEncryption} />
      <CheckField form={form} name="saml.signMetadata" label={texts.signMetadata} />
      <TextField
        form={form}
        name="saml.userNameAttribute"
        label={texts.userNameAttribute}
        hint={texts.userNameAttributeHint}
        maxLength={1024}
      />
      <SelectField
        form={form}
        name="saml.userNameForm"
        label={texts.userNameForm}
        options={optionsOf(texts.userNameFormOptions)}
      />
      <SelectField
        form={form}
        name="saml.keepRefusedLogins"
        label={texts.keepRefusedLogins}
        hint={texts.keepRefusedLoginsHint}
        options={optionsOf(texts.keepRefusedLoginsOptions)}
      />
    </>
  );
}
