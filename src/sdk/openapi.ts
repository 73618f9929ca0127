/* eslint-disable */
/* Written by "npm run sdk:generate" from the service's OpenAPI document. Not to be edited. */

export interface paths {
    "/api/v1/api-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All API tokens, oldest first, without their secrets */
        get: operations["apiTokens.list"];
        put?: never;
        /** Make an API token; its secret is shown this once */
        post: operations["apiTokens.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete an API token; it is refused from then on */
        delete: operations["apiTokens.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The platform's own audit events, those of a tenant by its id, or what one request caused, newest first
         * @description Without `requestId` and `tenantId`: what is no tenant's, as that a tenant was deleted, and by whom. With `tenantId` a tenant's, also of one that was deleted. With `requestId` alone: what it caused in all tenants and the platform.
         */
        get: operations["platformAudit.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events:verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same of the platform's own audit events, or of a tenant's that was deleted */
        get: operations["platformAuditSeals.verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How all tenants fare: sign-ins a day, what ends soon, who can not sign in */
        get: operations["dashboard.getPlatform"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deleted-tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tenants that were deleted and whose audit trail is kept; a page may be empty before the last */
        get: operations["deletedTenants.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tenants, by alias */
        get: operations["tenants.list"];
        put?: never;
        /** Make a tenant */
        post: operations["tenants.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tenant */
        get: operations["tenants.get"];
        put?: never;
        post?: never;
        /** Delete a tenant and all that is its own, but for its audit trail */
        delete: operations["tenants.delete"];
        options?: never;
        head?: never;
        /** Change a tenant, by JSON Merge Patch */
        patch: operations["tenants.update"];
        trace?: never;
    };
    "/api/v1/tenants/{alias}/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A tenant's audit events, newest first */
        get: operations["auditEvents.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/audit-events:verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a tenant's audit events are those that were written, a piece at a time */
        get: operations["auditSeals.verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a tenant fares: sign-ins a day, what ends soon, what to look at */
        get: operations["dashboard.getTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/idp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant's IdP */
        get: operations["idpTrust.get"];
        /** Set the tenant's IdP by its metadata: the XML itself, the XML in JSON, or its address */
        put: operations["idpTrust.put"];
        post?: never;
        /** Take the tenant's IdP away: nobody signs in until another is set */
        delete: operations["idpTrust.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/idp/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the tenant's sign-in fares: what ends when, how it went lately, what has changed */
        get: operations["trustHealth.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/idp/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The IdP's metadata, byte for byte as it came */
        get: operations["idpTrust.getMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/idp/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fetch the metadata again from their address, now */
        post: operations["idpTrust.refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/idp/test-login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole report of the last test login, kept as long as refused logins are */
        get: operations["testLogin.report"];
        put?: never;
        /** Make a link that runs a login at the IdP and shows what came and each check, instead of signing in */
        post: operations["testLogin.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/idp/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the tenant's trust is and was, newest first */
        get: operations["trustVersions.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/idp/versions/{number}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A version's metadata, byte for byte as they came */
        get: operations["trustVersions.getMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/idp/versions/{number}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Trust again what an old version says: as an upload, which is not fetched again */
        post: operations["trustVersions.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/refused-logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The refused logins that are kept, newest first */
        get: operations["refusedLogins.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/refused-logins/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a login was refused: each check, what came, and what to change where */
        get: operations["refusedLogins.get"];
        put?: never;
        post?: never;
        /** Delete what is kept of a refused login */
        delete: operations["refusedLogins.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/refused-logins/{requestId}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Would it pass now? Nobody is signed in, and nothing is changed */
        post: operations["refusedLogins.check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, newest first */
        get: operations["sessions.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/setup-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A tenant's set-up links, newest first, without their secrets */
        get: operations["setupLinks.list"];
        put?: never;
        /** Make a link by which the customer's own administrator sets single sign-on up, in one browser and without an account; it is shown this once */
        post: operations["setupLinks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/setup-links/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a set-up link: it opens nothing any more, and what it opened is closed */
        delete: operations["setupLinks.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/sp/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tenant's own SAML keys, by purpose and status
         * @description At most three a purpose. The current key of a purpose is made when it is first needed (by the SP metadata, a login, a `POST` here), and not by this call: before that there is none.
         */
        get: operations["spKeys.list"];
        put?: never;
        /**
         * Make the next key of a purpose, published in the SP metadata beside the current one
         * @description The current key goes on signing, also where the two are of different kinds. An encryption key decrypts from now on; it is published unless `saml.assertionEncryption` is off.
         */
        post: operations["spKeys.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/sp/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the tenant's own SAML keys */
        get: operations["spKeys.get"];
        put?: never;
        post?: never;
        /** Delete a next or previous key; nothing is decrypted with it from then on */
        delete: operations["spKeys.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/sp/keys/{id}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the next key the current one, or take the previous one back
         * @description The former current key becomes `previous`: no longer published, but an encryption key still decrypts; the one that was `previous` before is deleted. Promoting the `previous` key goes back: the former current key becomes `next` again, or `previous` where there is another `next`.
         */
        post: operations["spKeys.promote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/sp/setup/{product}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ready-to-run configuration for the IdP's side, with this tenant's values */
        get: operations["spSetup.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/sso/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who would be locked out if single sign-on were switched on, and what else speaks against it */
        get: operations["readiness.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/sso/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The trial of single sign-on that is running */
        get: operations["ssoTrial.get"];
        put?: never;
        /** Switch single sign-on on for ten minutes: the first login through it makes that last, else it goes back by itself */
        post: operations["ssoTrial.start"];
        /** End the trial before its time: single sign-on is off again; sessions stay */
        delete: operations["ssoTrial.end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/unmatched-people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom the identity provider vouched for and no RAM user matched, with the nearest user names */
        get: operations["unmatchedPeople.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/unmatched-people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Dismiss somebody: he is listed again once he tries again. Creating the user needs no dismissal */
        delete: operations["unmatchedPeople.dismiss"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A tenant's RAM users, by name */
        get: operations["ramUsers.list"];
        put?: never;
        /** Make a RAM user */
        post: operations["ramUsers.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/users:export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All of a tenant's RAM users
         * @description All users by name, as `users:import` takes them, as a stream. In CSV a `displayName`, `email` or `comments` that a
         *     spreadsheet would take for a formula has a `'` before it, which the import takes away again. Users who are made or changed meanwhile
         *     may be among them or not. An answer that breaks off is not whole.
         */
        get: operations["exportRamUsers.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/users:import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make and change RAM users by the thousand
         * @description Users as a stream, an object or a CSV record a line, found by `userName` without regard to case: who is not
         *     there is made, who is there gets what the line gives, the rest stays. An empty CSV cell gives nothing. Each line is answered, in order, once
         *     it is written; a line that is not right is refused and the others go on. Read the answer while you send. At most 250,000 lines of
         *     32 KiB and 128 MiB.
         */
        post: operations["importRamUsers.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/users/{userName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One RAM user, found by his name without regard to case */
        get: operations["ramUsers.get"];
        put?: never;
        post?: never;
        /** Delete a RAM user and his sessions */
        delete: operations["ramUsers.delete"];
        options?: never;
        head?: never;
        /** Change or rename a RAM user, by JSON Merge Patch; disabling ends his sessions */
        patch: operations["ramUsers.update"];
        trace?: never;
    };
    "/api/v1/tenants/{alias}/users/{userName}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign a user out everywhere */
        delete: operations["sessions.endAll"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A tenant's webhooks, oldest first, without their secrets */
        get: operations["tenantWebhooks.list"];
        put?: never;
        /** Tell a server of events of the tenant; the secret is shown this once */
        post: operations["tenantWebhooks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook of a tenant */
        get: operations["tenantWebhooks.get"];
        put?: never;
        post?: never;
        /** Delete a webhook of a tenant, and what was still to be sent */
        delete: operations["tenantWebhooks.delete"];
        options?: never;
        head?: never;
        /** Change a webhook of a tenant, by JSON Merge Patch */
        patch: operations["tenantWebhooks.update"];
        trace?: never;
    };
    "/api/v1/tenants/{alias}/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to a webhook of a tenant in the last seven days, and what waits, newest first */
        get: operations["tenantDeliveries.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/webhooks/{id}/deliveries/{deliveryId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message to a webhook of a tenant once more, under its id */
        post: operations["tenantDeliveries.retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret; for a day the old one signs beside it */
        post: operations["tenantWebhooks.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{alias}/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message at once, and tell what came of it */
        post: operations["tenantWebhooks.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The platform's webhooks, oldest first, without their secrets */
        get: operations["platformWebhooks.list"];
        put?: never;
        /** Tell a server of events of every tenant; the secret is shown this once */
        post: operations["platformWebhooks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook of the platform */
        get: operations["platformWebhooks.get"];
        put?: never;
        post?: never;
        /** Delete a webhook of the platform, and what was still to be sent */
        delete: operations["platformWebhooks.delete"];
        options?: never;
        head?: never;
        /** Change a webhook of the platform, by JSON Merge Patch */
        patch: operations["platformWebhooks.update"];
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to a webhook of the platform in the last seven days, and what waits, newest first */
        get: operations["platformDeliveries.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{deliveryId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message to a webhook of the platform once more, under its id */
        post: operations["platformDeliveries.retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret; for a day the old one signs beside it */
        post: operations["platformWebhooks.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message at once, and tell what came of it */
        post: operations["platformWebhooks.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process runs */
        get: operations["health.alive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether it can serve: the database answers and is migrated, and the master key in force is at hand */
        get: operations["health.ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/saml/{alias}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The SP's metadata, for the tenant's IdP */
        get: operations["spMetadata.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ApiTokenDto: {
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2027-01-31T00:00:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /**
             * Format: date-time
             * @description To the minute or so.
             * @example null
             */
            lastUsedAt: string | null;
            /** @example provisioning */
            name: string;
            /**
             * @example viewer
             * @enum {string}
             */
            role: "admin" | "viewer";
            /** @example acme */
            tenant: string | null;
        };
        AuditEventDto: {
            /**
             * @description `platform`, `api-token:<id>`; of a browser `user:<userName>`, or `anonymous`; `idp`; `refresh`, of the service itself when it fetches metadata again, and `watch`, when it tells what ends soon; `webhooks`, when it sends to them; `retention`, when it drops what is old.
             * @example anonymous
             */
            actor: string;
            /**
             * @description Why it was refused.
             * @example saml.expired
             */
            code?: string;
            /**
             * @description What the type has to tell; of a refusal what was expected, what came, and a hint.
             * @example {
             *       "expected": "before 09:00",
             *       "actual": "09:30"
             *     }
             */
            details: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /**
             * @description Of whoever asked; `none` where it was the service itself.
             * @example 203.0.113.7
             */
            ip: string;
            /**
             * @example refused
             * @enum {string}
             */
            outcome: "success" | "refused";
            /**
             * @description The same on the page or problem that was answered.
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            requestId: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            time: string;
            /**
             * @description More types may come.
             * @example login
             */
            type: string;
            /**
             * @description Whom it is about.
             * @example alice
             */
            userName?: string;
        };
        CertificateDto: {
            /**
             * Format: date-time
             * @example 2035-01-01T00:00:00.000Z
             */
            notAfter: string;
            /**
             * Format: date-time
             * @example 2025-01-01T00:00:00.000Z
             */
            notBefore: string;
            /** @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
            sha256Fingerprint: string;
            /** @example CN=idp.acme.example */
            subject: string;
        };
        CertificatesChangeDto: {
            added: components["schemas"]["CertificateDto"][];
            kept: components["schemas"]["CertificateDto"][];
            /** @description No login that they signed is believed any more. */
            removed: components["schemas"]["CertificateDto"][];
        };
        CheckedLoginDto: {
            /**
             * Format: date-time
             * @example 2026-01-31T10:00:00.000Z
             */
            checkedAt: string;
            /**
             * @description What it would be refused with; null where it would pass.
             * @example null
             */
            code: string | null;
            /**
             * Format: date-time
             * @description When it came: times, its request and its use before are judged as of then, all else (trust, domains, settings, users) as it is now.
             * @example 2026-01-31T09:30:00.000Z
             */
            judgedAsOf: string;
            /** @example 01890a5d-ac96-774b-bcce-b302099a8057 */
            requestId: string;
            steps: components["schemas"]["StepDto"][];
            /**
             * @description Nobody is signed in by asking, and nothing is used up.
             * @example true
             */
            wouldPass: boolean;
        };
        CountDto: {
            /**
             * @description How many sign-ins had it.
             * @example 57
             */
            count: number;
            /** @example rsa-sha256 */
            value: string;
        };
        CountedDto: {
            /**
             * @description As far as it is counted.
             * @example 412
             */
            count: number;
            /**
             * @description Whether there are more than that.
             * @example false
             */
            more: boolean;
        };
        CreateApiTokenBody: {
            /**
             * Format: date-time
             * @description Without it the token lasts until it is deleted.
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt?: string | null;
            /** @example provisioning */
            name: string;
            /**
             * @description A viewer only reads.
             * @example viewer
             * @enum {string}
             */
            role: "admin" | "viewer";
            /**
             * @description The alias of the tenant that the token reaches, and that alone; without it the token is the platform's.
             * @example acme
             */
            tenant?: string | null;
        };
        CreatedApiTokenDto: {
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2027-01-31T00:00:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /**
             * Format: date-time
             * @description To the minute or so.
             * @example null
             */
            lastUsedAt: string | null;
            /** @example provisioning */
            name: string;
            /**
             * @example viewer
             * @enum {string}
             */
            role: "admin" | "viewer";
            /**
             * @description Shown this once: only its hash is kept.
             * @example TkNGz5Xq0c1l7wYdR3b9mJ4sUeHhV8oPaFi6tQxLgKE
             */
            secret: string;
            /** @example acme */
            tenant: string | null;
        };
        CreatedSetupLinkDto: {
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * @description Who made it.
             * @example platform
             */
            createdBy: string;
            /**
             * Format: date-time
             * @description Of the link, and of what it opened.
             * @example 2026-02-07T09:30:00.000Z
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** @example For Jo of the IT department */
            note: string | null;
            /**
             * Format: date-time
             * @example null
             */
            openedAt: string | null;
            /**
             * Format: date-time
             * @example null
             */
            revokedAt: string | null;
            /**
             * @description opened: one browser has taken it, and works by it.
             * @example unused
             * @enum {string}
             */
            state: "unused" | "opened" | "expired" | "revoked";
            /**
             * Format: uri
             * @description Shown this once: only the hash of its secret is kept. The first browser that takes it has it.
             * @example https://sso.example/admin/set-up/acme?secret=TkNGz5Xq0c1l7wYdR3b9mJ4sUeHhV8oPaFi6tQxLgKE
             */
            url: string;
        };
        CreatedWebhookDto: {
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            createdAt: string;
            /** @example to the pager */
            description: string | null;
            /**
             * @description False: nothing is sent to it.
             * @example true
             */
            enabled: boolean;
            /**
             * @example [
             *       "idp.refresh_failed"
             *     ]
             */
            eventTypes: ("idp.updated" | "idp.deleted" | "idp.refresh_failed" | "idp.refresh_recovered" | "idp.certificate_expiring" | "idp.metadata_expiring" | "sp_key.created" | "sp_key.promoted" | "sp_key.deleted" | "sp_key.expiring" | "sso.trial_started" | "sso.confirmed" | "sso.reverted")[] | null;
            /** @description While messages are not taken. */
            failure?: components["schemas"]["WebhookFailureDto"];
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /**
             * Format: date-time
             * @description When a message was last taken; null where none was.
             * @example null
             */
            lastDeliveredAt: string | null;
            /**
             * @description What messages are signed with. Shown this once.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwU6Ck2YmQ1oE=
             */
            secret: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            updatedAt: string;
            /**
             * Format: uri
             * @description For a viewer its origin alone: path and query may hold a secret of the receiver.
             * @example https://ops.acme.example/hooks/ram-sso
             */
            url: string;
        };
        CreateRamUserBody: {
            /** @example On leave until March */
            comments?: string | null;
            /**
             * @description What he may do in the console, once he has signed in through SSO.
             * @default none
             * @enum {string|null}
             */
            consoleRole?: "none" | "viewer" | "admin" | null;
            /** @example Alice Liddell */
            displayName?: string | null;
            /**
             * Format: email
             * @example alice@acme.example
             */
            email?: string | null;
            /** @example +49 151 23456789 */
            mobilePhone?: string | null;
            /**
             * @description Disabling ends his sessions.
             * @default active
             * @enum {string|null}
             */
            status?: "active" | "disabled" | null;
            /**
             * @description Unique in its tenant without regard to case.
             * @example alice
             */
            userName: string;
        };
        CreateSetupLinkBody: {
            /**
             * Format: date-time
             * @description At most 30 days ahead; without it and ttlSeconds the link lasts seven.
             */
            expiresAt?: string | null;
            /** @example For Jo of the IT department */
            note?: string | null;
            /**
             * @description Instead of expiresAt.
             * @example 604800
             */
            ttlSeconds?: number | null;
        };
        CreateSpKeyBody: {
            /**
             * @description Without it that of the current key, which is rsa-2048 until another is chosen. ec-p256 signs by ECDSA-SHA256, in a tenth of the time, which many IdPs refuse (AD FS, Entra ID, Keycloak and SimpleSAMLphp among them): only for signing, and where the IdP is known to take it.
             * @example ec-p256
             * @enum {string}
             */
            algorithm?: "rsa-2048" | "ec-p256";
            /**
             * @description What the key is for.
             * @example signing
             * @enum {string}
             */
            purpose: "signing" | "encryption";
        };
        CreateTenantBody: {
            /**
             * @description Immutable.
             * @example acme
             */
            alias: string;
            /**
             * @description A DNS name that user names are accepted with, beside the default domain; no other tenant's.
             * @example corp.acme.example
             */
            auxiliaryDomain?: string | null;
            /**
             * @description For people.
             * @example ACME Inc.
             */
            displayName?: string | null;
            /**
             * @description A DNS name that user names are accepted with, beside the default domain; no other tenant's.
             * @example acme.example
             */
            domainAlias?: string | null;
            /**
             * @description Whether a sign-in may begin at the IdP, in its portal say.
             * @default allowed
             * @enum {string|null}
             */
            idpInitiatedLogin?: "allowed" | "refused" | null;
            /**
             * @description CIDRs, IPv4 and IPv6, from which logins and sessions are accepted; none means anywhere.
             * @default []
             * @example [
             *       "203.0.113.0/24",
             *       "2001:db8::/32"
             *     ]
             */
            loginNetworkMasks?: string[] | null;
            /** @description How the tenant speaks SAML with its IdP. */
            saml?: components["schemas"]["SamlSettingsBody"] | null;
            /**
             * @description Null: the service's own setting.
             * @example 21600
             */
            sessionTtlSeconds?: number | null;
            /**
             * @description False: nobody signs in by the IdP. Test links go all the same. Alone in a PATCH it ends a trial; sent back beside other settings, as it was read, it leaves one.
             * @default true
             */
            ssoEnabled?: boolean | null;
        };
        CreateWebhookBody: {
            /** @example to the pager */
            description?: string | null;
            /**
             * @description False: nothing is queued, and what waits is not sent.
             * @default true
             */
            enabled?: boolean | null;
            /**
             * @description What is told; null: all, and types that come later.
             * @default null
             * @example [
             *       "idp.refresh_failed",
             *       "idp.certificate_expiring"
             *     ]
             */
            eventTypes?: ("idp.updated" | "idp.deleted" | "idp.refresh_failed" | "idp.refresh_recovered" | "idp.certificate_expiring" | "idp.metadata_expiring" | "sp_key.created" | "sp_key.promoted" | "sp_key.deleted" | "sp_key.expiring" | "sso.trial_started" | "sso.confirmed" | "sso.reverted")[] | null;
            /**
             * Format: uri
             * @description https, without user name and password.
             * @example https://ops.acme.example/hooks/ram-sso
             */
            url: string;
        };
        DeletedTenantDto: {
            /**
             * @description As the event of its deletion tells it; null where that is not there any more.
             * @example acme
             */
            alias: string | null;
            /**
             * Format: date-time
             * @description Likewise.
             * @example 2026-01-31T09:30:00.000Z
             */
            deletedAt: string | null;
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8050
             */
            id: string;
        };
        DriftDto: {
            /** @description Of the seven days before those. */
            before: components["schemas"]["CountDto"][];
            /**
             * @description Whether it is warned of.
             * @example false
             */
            changed: boolean;
            /**
             * @description Of clock_difference the values are seconds, in steps, by which the clock of the IdP is ahead of ours; of binding they say how the request went, and unsolicited where there was none.
             * @example signature_algorithm
             * @enum {string}
             */
            kind: "clock_difference" | "signature_algorithm" | "digest_algorithm" | "signature_place" | "binding" | "name_id_format";
            /** @description Of today and yesterday, in UTC. */
            lately: components["schemas"]["CountDto"][];
            /**
             * @description Of clock_difference, where somebody signed in.
             * @example 0
             */
            median?: number;
            /**
             * @description Likewise, of the seven days before.
             * @example 0
             */
            medianBefore?: number;
        };
        EndingDto: {
            /**
             * @description Days, begun ones counted in.
             * @example 28
             */
            daysLeft: number;
            /**
             * @example idp_certificate
             * @enum {string}
             */
            kind: "idp_certificate" | "idp_metadata" | "sp_key";
            /**
             * Format: date-time
             * @example 2026-02-28T00:00:00.000Z
             */
            notAfter: string;
            /**
             * @description Absent of metadata.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            sha256Fingerprint?: string;
            /**
             * @description Of the certificate; of metadata the IdP's entityID.
             * @example CN=idp.acme.example
             */
            subject: string;
        };
        EndpointDto: {
            /** @example urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect */
            binding: string;
            /** @example https://idp.acme.example/saml/sso */
            location: string;
        };
        EndpointsChangeDto: {
            added: components["schemas"]["EndpointDto"][];
            removed: components["schemas"]["EndpointDto"][];
        };
        FlawDto: {
            /**
             * @description After which seal; null: from the beginning.
             * @example 41
             */
            afterSeal: number | null;
            /**
             * @description Of events that no seal knows, or that have numbers which were never drawn, some.
             * @example []
             */
            eventIds: string[];
            /**
             * @description How many there are.
             * @example 11
             */
            found: number | null;
            /**
             * Format: date-time
             * @description When those two were made.
             * @example 2026-01-31T09:30:00.000Z
             */
            from: string | null;
            /**
             * @description `events_changed`, `events_removed`, `events_inserted`: the events up to a seal are not those that it was made of. `events_inserted` at the end (`upToSeal` null): events have numbers that the service never drew, so that they would never be sealed. `seals_missing`: seals were removed, or events put behind the last one under a number of before. `seal_changed`, `chain_broken`: a seal is not as it was made, or does not follow the one before. `key_unknown`: it was made with a key that is not there. `head_differs`: the chain does not hold the head that was asked for.
             * @example events_removed
             * @enum {string}
             */
            kind: "events_changed" | "events_removed" | "events_inserted" | "seals_missing" | "seal_changed" | "chain_broken" | "key_unknown" | "head_differs";
            /**
             * @description How many events were sealed.
             * @example 12
             */
            sealed: number | null;
            /**
             * Format: date-time
             * @example 2026-01-31T09:31:00.000Z
             */
            to: string | null;
            /**
             * @description Up to which; null: at the end.
             * @example 42
             */
            upToSeal: number | null;
        };
        IdpHealthDto: {
            /**
             * @description False: there is no trust, and nothing else stands here.
             * @example true
             */
            configured: boolean;
            /** @example https://idp.acme.example/saml */
            entityId?: string;
            /**
             * @description Days until validUntil, as daysLeft counts them.
             * @example 28
             */
            metadataDaysLeft?: number;
            /**
             * Format: uri
             * @example https://idp.acme.example/saml/metadata
             */
            metadataUrl?: string;
            /**
             * Format: date-time
             * @description Absent for an upload.
             * @example 2026-01-31T15:30:00.000Z
             */
            nextRefreshAt?: string;
            /**
             * Format: date-time
             * @description When good metadata last came, changed or not.
             * @example 2026-01-31T09:30:00.000Z
             */
            refreshedAt?: string;
            /** @description Absent while refreshes succeed. */
            refreshFailure?: components["schemas"]["RefreshFailureDto"];
            /** @description Those of the metadata. */
            signingCertificates: components["schemas"]["WatchedCertificateDto"][];
            /**
             * @example url
             * @enum {string}
             */
            source?: "upload" | "url";
            /**
             * Format: date-time
             * @description Of the metadata, where they say it.
             * @example 2026-02-28T00:00:00.000Z
             */
            validUntil?: string;
        };
        IdpTrustDto: {
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            createdAt: string;
            /** @example https://idp.acme.example/saml */
            entityId: string;
            /** @description Under its key the metadata must be signed. Absent: that is not checked. */
            metadataSigningCertificate?: components["schemas"]["CertificateDto"];
            /**
             * Format: uri
             * @example https://idp.acme.example/saml/metadata
             */
            metadataUrl?: string;
            /**
             * @example [
             *       "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
             *     ]
             */
            nameIdFormats: string[];
            /**
             * Format: date-time
             * @description When metadataUrl is fetched again.
             * @example 2026-01-31T15:30:00.000Z
             */
            nextRefreshAt?: string;
            /**
             * Format: date-time
             * @description When good metadata last came, changed or not.
             * @example 2026-01-31T09:30:00.000Z
             */
            refreshedAt: string;
            /** @description Absent while refreshes succeed. */
            refreshFailure?: components["schemas"]["RefreshFailureDto"];
            signingCertificates: components["schemas"]["CertificateDto"][];
            sloServices: components["schemas"]["SloEndpointDto"][];
            /**
             * @example upload
             * @enum {string}
             */
            source: "upload" | "url";
            ssoServices: components["schemas"]["EndpointDto"][];
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @description As the metadata says.
             * @example 2026-02-28T00:00:00.000Z
             */
            validUntil?: string;
            /** @example false */
            wantAuthnRequestsSigned: boolean;
            warnings: components["schemas"]["WarningDto"][];
        };
        ImportedUserDto: {
            /**
             * @description Why it was refused.
             * @example request.invalid
             */
            code?: string;
            /** @description What is not right with it. */
            errors?: components["schemas"]["ImportErrorDto"][];
            /**
             * @description Of the body, counted from 1; of a CSV record with line ends in it the first.
             * @example 2
             */
            line: number;
            /**
             * @example created
             * @enum {string}
             */
            result: "created" | "updated" | "unchanged" | "refused";
            /**
             * @description As it is stored; of a refused line as it was given.
             * @example alice
             */
            userName: string | null;
        };
        ImportErrorDto: {
            /**
             * @description The field, or `line` where it is the line as a whole.
             * @example email
             */
            field: string;
            /** @example must be an email address of at most 254 characters, alice@acme.example */
            message: string;
        };
        KeyUseDto: {
            /**
             * @description How many sign-ins it signed.
             * @example 412
             */
            count: number;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            lastAt: string;
            /**
             * @description Of the key's certificate; `other` where it is not known.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            sha256Fingerprint: string;
            /**
             * @description Whether it is among signingCertificates now.
             * @example true
             */
            trusted: boolean;
        };
        LastLoginDto: {
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            at: string;
        };
        LastTestDto: {
            /**
             * @description Of the first check that failed.
             * @example sso.disabled
             */
            code: string | null;
            /**
             * @description The trust has become another since.
             * @example false
             */
            outdated: boolean;
            /**
             * @description All held, but perhaps that single sign-on is off.
             * @example true
             */
            passed: boolean;
            /**
             * Format: date-time
             * @example 2026-01-31T09:31:00.000Z
             */
            testedAt: string;
            /** @example alice */
            userName: string | null;
        };
        LockedOutDto: {
            /** @example 1 */
            count: number;
            /** @description The first hundred: who never was named, then whom only another IdP named, then who was longest ago. */
            first: components["schemas"]["UnmatchedUserDto"][];
        };
        LoginDayDto: {
            /**
             * Format: date
             * @description In UTC.
             * @example 2026-01-31
             */
            day: string;
            /** @example 3 */
            refused: number;
            /** @example 57 */
            succeeded: number;
        };
        NamedUserDto: {
            /**
             * @description Where the name stood.
             * @example NameID
             */
            source: string;
            /**
             * @example missing
             * @enum {string}
             */
            status: "active" | "disabled" | "missing";
            /** @example alice */
            userName: string | null;
            /** @example alice@acme.example */
            value: string;
        };
        NearUserDto: {
            /** @example Alice Ngo */
            displayName: string | null;
            /** @example alice.ngo */
            userName: string;
        };
        PlatformAuditEventDto: {
            /**
             * @description `platform`, `api-token:<id>`; of a browser `user:<userName>`, or `anonymous`; `idp`; `refresh`, of the service itself when it fetches metadata again, and `watch`, when it tells what ends soon; `webhooks`, when it sends to them; `retention`, when it drops what is old.
             * @example anonymous
             */
            actor: string;
            /**
             * @description Why it was refused.
             * @example saml.expired
             */
            code?: string;
            /**
             * @description What the type has to tell; of a refusal what was expected, what came, and a hint.
             * @example {
             *       "expected": "before 09:00",
             *       "actual": "09:30"
             *     }
             */
            details: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /**
             * @description Of whoever asked; `none` where it was the service itself.
             * @example 203.0.113.7
             */
            ip: string;
            /**
             * @example refused
             * @enum {string}
             */
            outcome: "success" | "refused";
            /**
             * @description The same on the page or problem that was answered.
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            requestId: string;
            /**
             * @description The tenant's alias; null where it was deleted, or the event is the platform's.
             * @example acme
             */
            tenant: string | null;
            /**
             * Format: uuid
             * @description Whose trail it stands in; null: the platform's.
             * @example 01890a5d-ac96-774b-bcce-b302099a8050
             */
            tenantId: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            time: string;
            /**
             * @description More types may come.
             * @example login
             */
            type: string;
            /**
             * @description Whom it is about.
             * @example alice
             */
            userName?: string;
        };
        PlatformDashboardDto: {
            /**
             * Format: date-time
             * @example 2026-01-31T10:00:00.000Z
             */
            checkedAt: string;
            /** @description What ends in the next ninety days, the soonest first; at most fifty. */
            endings: components["schemas"]["TenantEndingDto"][];
            /** @description How sign-ins of all tenants went, a day; of tenants that are gone by now too. */
            logins: components["schemas"]["ShownLoginsDto"];
            /** @description Counted up to 10,000. */
            tenants: components["schemas"]["CountedDto"];
            /** @description Tenants of which nobody can sign in, or soon: one entry a reason, counted up to 1,000. */
            unusable: components["schemas"]["UnusableTenantsDto"][];
        };
        /** @description Every answer that is not a success, as application/problem+json (RFC 9457). */
        Problem: {
            /**
             * @description Stable: switch on this.
             * @enum {string}
             */
            code: "request.invalid" | "auth.required" | "auth.forbidden" | "not_found" | "tenant.not_found" | "idp.not_configured" | "request.method_not_allowed" | "request.timeout" | "conflict" | "precondition_failed" | "request.too_large" | "request.unsupported_media_type" | "request.rate_limited" | "idp.metadata_invalid" | "idp.metadata_unreachable" | "internal" | "unavailable" | "user.not_found" | "sso.disabled" | "sso.network_forbidden" | "user.disabled" | "saml.malformed" | "saml.status_not_success" | "saml.signature_missing" | "saml.signature_invalid" | "saml.issuer_mismatch" | "saml.destination_mismatch" | "saml.recipient_mismatch" | "saml.audience_mismatch" | "saml.expired" | "saml.not_yet_valid" | "saml.in_response_to_mismatch" | "saml.unsolicited_forbidden" | "saml.replayed" | "saml.nameid_missing" | "saml.nameid_domain_mismatch" | "saml.authn_context_mismatch" | "saml.authn_too_old";
            /** @description What was expected, what came, what to do. */
            detail: string;
            /** @description Of a bad body or query, each field that is not right. */
            errors?: {
                /** @example saml.requestBinding */
                field: string;
                message: string;
            }[];
            /** @description Also in the X-Request-Id header, the log and the audit trail. */
            requestId: string;
            status: number;
            /** @description The same for every problem of a code. */
            title: string;
            /**
             * Format: uri
             * @example urn:ram-sso:problem:request.invalid
             */
            type: string;
        };
        RamUserDto: {
            /** @example null */
            comments: string | null;
            /**
             * @example none
             * @enum {string}
             */
            consoleRole: "none" | "viewer" | "admin";
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            createdAt: string;
            /** @example Alice Liddell */
            displayName: string | null;
            /** @example alice@acme.example */
            email: string | null;
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            lastLoginAt: string | null;
            /** @example +49 151 23456789 */
            mobilePhone: string | null;
            /**
             * @example active
             * @enum {string}
             */
            status: "active" | "disabled";
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            updatedAt: string;
            /** @example alice */
            userName: string;
            /** @example alice@acme.ram.localhost */
            userPrincipalName: string;
        };
        ReadinessDto: {
            lastTest: components["schemas"]["LastTestDto"] | null;
            /** @example false */
            ssoEnabled: boolean;
            /**
             * Format: date-time
             * @example null
             */
            ssoTrialEndsAt: string | null;
            trust: components["schemas"]["ReadyTrustDto"] | null;
            users: components["schemas"]["ReadyUsersDto"];
            /** @description None: nothing speaks against it. */
            warnings: components["schemas"]["ReadinessWarningDto"][];
        };
        ReadinessWarningDto: {
            /**
             * @description not_configured, no_usable_key, not_tested, test_outdated, test_failed, no_users, users_unmatched, and those of the trust's metadata.
             * @example users_unmatched
             */
            code: string;
            /** @example No assertion of the last days named 1 of 42 active users. */
            message: string;
        };
        ReadyTrustDto: {
            /** @example https://idp.acme.example/saml */
            entityId: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            updatedAt: string;
            /**
             * @description False: none of its keys is believed.
             * @example true
             */
            usable: boolean;
        };
        ReadyUsersDto: {
            /** @example 42 */
            active: number;
            /**
             * @description Whom an assertion of the present IdP named since matchedSince, at a sign-in or a test.
             * @example 41
             */
            matched: number;
            /**
             * Format: date
             * @description Thirty days back, in UTC.
             * @example 2026-01-01
             */
            matchedSince: string;
            /** @description Active users whom none named: as far as is known, they could not sign in. */
            wouldBeLockedOut: components["schemas"]["LockedOutDto"];
        };
        RefreshFailureDto: {
            /**
             * @description Of the last one, as the message is.
             * @example idp.metadata_unreachable
             */
            code: string;
            /**
             * @description In a row.
             * @example 3
             */
            count: number;
            /** @example The metadata could not be fetched: its host refuses the connection. */
            message: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            since: string;
        };
        RefusalCountDto: {
            /**
             * @description As the audit events have it.
             * @example user.not_found
             */
            code: string;
            /**
             * @description How many sign-ins were refused with it.
             * @example 3
             */
            count: number;
            /**
             * Format: date-time
             * @example 2026-01-31T09:12:00.000Z
             */
            lastAt: string;
        };
        RefusedLoginDto: {
            /** @example saml.audience_mismatch */
            code: string;
            /** @example 203.0.113.7 */
            ip: string;
            /**
             * @description Whether a key that is trusted had signed it; anybody can have written what is not.
             * @example true
             */
            isSignedByTrustedKey: boolean;
            /**
             * @description The id that the user's page shows.
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            requestId: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            time: string;
            /**
             * @description Whom the identity provider vouched for, where that could be a user of this tenant.
             * @example null
             */
            userName: string | null;
        };
        RefusedOftenDto: {
            /**
             * @description As the audit events have it.
             * @example user.not_found
             */
            code: string;
            /** @example 3 */
            count: number;
        };
        SamlSettingsBody: {
            /**
             * @description off: an encrypted assertion is refused. optional: either will do. required: one that is not encrypted is refused. But for off, the SP metadata have an encryption key.
             * @default off
             * @enum {string|null}
             */
            assertionEncryption?: "off" | "optional" | "required" | null;
            /**
             * @description Ways of signing in of which the IdP is asked for one; its answer must name one of them. Empty: any will do.
             * @default []
             * @example [
             *       "urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken"
             *     ]
             */
            authnContextClassRefs?: string[] | null;
            /**
             * @description The user must sign in at the IdP anew; an older sign-in, and any response without a request, is refused.
             * @default false
             */
            forceAuthn?: boolean | null;
            /**
             * @description The IdP is to ask the user nothing: who is not signed in there, is refused with saml.status_not_success.
             * @default false
             */
            isPassive?: boolean | null;
            /**
             * @description Whether the responses of refused logins are kept for a while, sealed, so that they can be looked into. Setting it to false deletes those there are.
             * @default true
             */
            keepRefusedLogins?: boolean | null;
            /**
             * @description Whether the logon name that a user began with goes to the IdP, as a parameter of its address. auto: to Entra ID, Google and Okta.
             * @default auto
             * @enum {string|null}
             */
            loginHint?: "auto" | "never" | "always" | null;
            /**
             * @description The NameID format that the IdP is asked for. Null: none, which AD FS and Entra ID want.
             * @default null
             */
            nameIdFormat?: string | null;
            /**
             * @description Who asks, for people: some IdPs show it. Null: none is sent.
             * @default null
             * @example ACME Cloud
             */
            providerName?: string | null;
            /**
             * @description Whether assertions that are encrypted by AES-CBC are refused, so that only AES-GCM is left.
             * @default false
             */
            refuseCbcEncryption?: boolean | null;
            /**
             * @description How AuthnRequests go to the IdP. auto and redirect: by HTTP-Redirect where the IdP takes it; post: by HTTP-POST where it does.
             * @default auto
             * @enum {string|null}
             */
            requestBinding?: "auto" | "redirect" | "post" | null;
            /**
             * @description Whether AuthnRequests are signed. auto: where the IdP's metadata ask for it.
             * @default always
             * @enum {string|null}
             */
            signAuthnRequests?: "always" | "auto" | "never" | null;
            /**
             * @description Whether the tenant's SP metadata are signed, by its current signing key.
             * @default false
             */
            signMetadata?: boolean | null;
            /**
             * @description The Name, not the FriendlyName, of the attribute that the user name is read from. Null: the NameID.
             * @default null
             * @example urn:oid:0.9.2342.19200300.100.1.1
             */
            userNameAttribute?: string | null;
            /**
             * @description principalName: <userName>@ one of the tenant's domains. whole: the user name and nothing else, for an attribute alone.
             * @default principalName
             * @enum {string|null}
             */
            userNameForm?: "principalName" | "whole" | null;
        };
        SamlSettingsDto: {
            /**
             * @description off: an encrypted assertion is refused. optional: either will do. required: one that is not encrypted is refused. But for off, the SP metadata have an encryption key.
             * @example off
             * @enum {string}
             */
            assertionEncryption: "off" | "optional" | "required";
            /**
             * @description Ways of signing in of which the IdP is asked for one; its answer must name one of them. Empty: any will do.
             * @example []
             */
            authnContextClassRefs: string[];
            /**
             * @description The user must sign in at the IdP anew; an older sign-in, and any response without a request, is refused.
             * @example false
             */
            forceAuthn: boolean;
            /**
             * @description The IdP is to ask the user nothing: who is not signed in there, is refused with saml.status_not_success.
             * @example false
             */
            isPassive: boolean;
            /**
             * @description Whether the responses of refused logins are kept for a while, sealed, so that they can be looked into. Setting it to false deletes those there are.
             * @example true
             */
            keepRefusedLogins: boolean;
            /**
             * @description Whether the logon name that a user began with goes to the IdP, as a parameter of its address. auto: to Entra ID, Google and Okta.
             * @example auto
             * @enum {string}
             */
            loginHint: "auto" | "never" | "always";
            /**
             * @description The NameID format that the IdP is asked for. Null: none, which AD FS and Entra ID want.
             * @example null
             */
            nameIdFormat: string | null;
            /**
             * @description Who asks, for people: some IdPs show it. Null: none is sent.
             * @example null
             */
            providerName: string | null;
            /**
             * @description Whether assertions that are encrypted by AES-CBC are refused, so that only AES-GCM is left.
             * @example false
             */
            refuseCbcEncryption: boolean;
            /**
             * @description How AuthnRequests go to the IdP. auto and redirect: by HTTP-Redirect where the IdP takes it; post: by HTTP-POST where it does.
             * @example auto
             * @enum {string}
             */
            requestBinding: "auto" | "redirect" | "post";
            /**
             * @description Whether AuthnRequests are signed. auto: where the IdP's metadata ask for it.
             * @example always
             * @enum {string}
             */
            signAuthnRequests: "always" | "auto" | "never";
            /**
             * @description Whether the tenant's SP metadata are signed, by its current signing key.
             * @example false
             */
            signMetadata: boolean;
            /**
             * @description The Name, not the FriendlyName, of the attribute that the user name is read from. Null: the NameID.
             * @example null
             */
            userNameAttribute: string | null;
            /**
             * @description principalName: <userName>@ one of the tenant's domains. whole: the user name and nothing else, for an attribute alone.
             * @example principalName
             * @enum {string}
             */
            userNameForm: "principalName" | "whole";
        };
        ScreenDto: {
            /**
             * @description In this project's documentation.
             * @example docs/guides/okta.md#set-it-up
             */
            guide: string;
            /**
             * @description What the identity provider seems to be.
             * @example Okta
             */
            product: string;
            /** @example Applications → this one → General → SAML Settings → Edit → Configure SAML → Audience URI */
            screen: string;
        };
        SessionDto: {
            /**
             * Format: date-time
             * @description When the IdP signed the user in.
             * @example 2026-01-31T09:29:57.000Z
             */
            authnInstant: string;
            /**
             * Format: date-time
             * @example 2026-01-31T15:30:00.000Z
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** @example 203.0.113.7 */
            ip: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            issuedAt: string;
            /** @example Mozilla/5.0 (X11; Linux x86_64) Firefox/146.0 */
            userAgent: string | null;
            /** @example alice */
            userName: string;
        };
        SetupLinkDto: {
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * @description Who made it.
             * @example platform
             */
            createdBy: string;
            /**
             * Format: date-time
             * @description Of the link, and of what it opened.
             * @example 2026-02-07T09:30:00.000Z
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** @example For Jo of the IT department */
            note: string | null;
            /**
             * Format: date-time
             * @example null
             */
            openedAt: string | null;
            /**
             * Format: date-time
             * @example null
             */
            revokedAt: string | null;
            /**
             * @description opened: one browser has taken it, and works by it.
             * @example unused
             * @enum {string}
             */
            state: "unused" | "opened" | "expired" | "revoked";
        };
        ShownLoginsDto: {
            /** @description Of the last thirty days, today included and the oldest first; days without a sign-in too. */
            days: components["schemas"]["LoginDayDto"][];
            /** @description Of the same days, the most frequent first. */
            refusals: components["schemas"]["RefusedOftenDto"][];
        };
        SignedByDto: {
            /** @example http://www.w3.org/2001/04/xmldsig-more#rsa-sha256 */
            algorithm: string;
            /**
             * @example assertion
             * @enum {string}
             */
            place: "assertion" | "response" | "both";
            /** @example null */
            sha256Fingerprint: string | null;
        };
        SignedInDto: {
            /**
             * Format: date-time
             * @description When the IdP signed the user in.
             * @example 2026-01-31T09:29:57.000Z
             */
            authnInstant: string;
            /**
             * Format: date-time
             * @example 2026-01-31T15:30:00.000Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            issuedAt: string;
            /**
             * @description The tenant's alias.
             * @example acme
             */
            tenant: string;
            user: components["schemas"]["SignedInUserDto"];
        };
        SignedInUserDto: {
            /** @example Alice Liddell */
            displayName: string | null;
            /** @example alice */
            userName: string;
            /** @example alice@acme.ram.localhost */
            userPrincipalName: string;
        };
        SloEndpointDto: {
            /** @example urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect */
            binding: string;
            /** @example https://idp.acme.example/saml/sso */
            location: string;
            /** @example https://idp.acme.example/saml/slo/answers */
            responseLocation?: string;
        };
        SloEndpointsChangeDto: {
            added: components["schemas"]["SloEndpointDto"][];
            removed: components["schemas"]["SloEndpointDto"][];
        };
        SpDto: {
            /**
             * @description Where the IdP sends responses, by HTTP-POST.
             * @example https://sso.example/saml/acme/acs
             */
            acsUrl: string;
            /** @example https://sso.example/saml/acme/metadata */
            entityId: string;
            /**
             * @description Where a sign-in begins here.
             * @example https://sso.example/saml/acme/login
             */
            loginUrl: string;
            /** @example https://sso.example/saml/acme/metadata */
            metadataUrl: string;
            /**
             * @description For single logout, by HTTP-Redirect and HTTP-POST.
             * @example https://sso.example/saml/acme/slo
             */
            sloUrl: string;
        };
        SpHealthDto: {
            /** @description The tenant's own keys, as far as they are made yet; the previous ones are not watched. */
            keys: components["schemas"]["WatchedSpKeyDto"][];
        };
        SpKeyDto: {
            /**
             * @description The kind of key: rsa-2048 signs by RSA-SHA256, ec-p256 by ECDSA-SHA256.
             * @example rsa-2048
             * @enum {string}
             */
            algorithm: "rsa-2048" | "ec-p256";
            /**
             * @description For IdPs that want it as a file.
             * @example -----BEGIN CERTIFICATE-----
             *     MIIC...
             *     -----END CERTIFICATE-----
             */
            certificatePem: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /**
             * Format: date-time
             * @example 2036-01-31T09:30:00.000Z
             */
            notAfter: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            notBefore: string;
            /**
             * @description signing: of AuthnRequests, logout messages and metadata. encryption: decrypts assertions.
             * @example signing
             * @enum {string}
             */
            purpose: "signing" | "encryption";
            /**
             * @description Of the certificate: lower-case hex without colons.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            sha256Fingerprint: string;
            /**
             * @description current: published, and signs. next: published beside it. previous: was current, is no longer published. Of encryption keys all three decrypt.
             * @example next
             * @enum {string}
             */
            status: "current" | "next" | "previous";
            /**
             * @description Of the certificate.
             * @example CN=acme
             */
            subject: string;
            /**
             * Format: date-time
             * @description Since when it has its status.
             * @example 2026-01-31T09:30:00.000Z
             */
            updatedAt: string;
        };
        SsoTrialDto: {
            /**
             * Format: date-time
             * @description Unless somebody has signed in through SSO by then, it is off again.
             * @example 2026-01-31T09:40:00.000Z
             */
            endsAt: string;
            /**
             * Format: uri
             * @description Where somebody signs in, and confirms it.
             * @example https://sso.example/saml/acme/login
             */
            loginUrl: string;
        };
        StepDto: {
            /** @example Audience https://sso.example.com/ */
            actual?: string;
            /**
             * @example audience
             * @enum {string}
             */
            check: "trust" | "message" | "status" | "one_assertion" | "signature" | "response_issuer" | "destination" | "assertion" | "issuer" | "confirmation" | "recipient" | "confirmation_validity" | "in_response_to" | "conditions" | "validity" | "audience" | "authn_statement" | "name_id" | "request" | "replay" | "user_name" | "user" | "sso_enabled" | "network";
            /**
             * @description Of a step that failed, as those below.
             * @example saml.audience_mismatch
             */
            code?: string;
            /** @example Audience https://sso.example.com/saml/acme/metadata in every AudienceRestriction */
            expected: string;
            /** @example Set the IdP's audience for this application to the expected value. */
            hint?: string;
            /**
             * @example failed
             * @enum {string}
             */
            result: "passed" | "failed" | "not_reached";
            /** @description Where at the identity provider it is changed, by what that seems to be. */
            where?: components["schemas"]["ScreenDto"];
        };
        SwitchChangeDto: {
            /** @example false */
            from: boolean | null;
            /** @example true */
            to: boolean;
        };
        TailDto: {
            /**
             * @description Counted up to 100,000.
             * @example 3
             */
            events: number;
            /**
             * Format: date-time
             * @example 2026-01-31T09:31:02.000Z
             */
            from: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T09:31:40.000Z
             */
            to: string | null;
        };
        TenantDashboardDto: {
            /**
             * Format: date-time
             * @example 2026-01-31T10:00:00.000Z
             */
            checkedAt: string;
            /** @description What ends in the next ninety days, the soonest first. */
            endings: components["schemas"]["EndingDto"][];
            /** @description How sign-ins went, a day. */
            logins: components["schemas"]["ShownLoginsDto"];
            /** @description Sessions that are live, counted up to 1,000. */
            sessions: components["schemas"]["CountedDto"];
            /**
             * @description As the trust's health has it. `failing`: nobody can sign in.
             * @example ok
             * @enum {string}
             */
            status: "ok" | "warning" | "failing";
            /** @description RAM users, counted up to 10,000. */
            users: components["schemas"]["CountedDto"];
            /** @description More codes may come. */
            warnings: components["schemas"]["WarningDto"][];
        };
        TenantDto: {
            /** @example acme */
            alias: string;
            /** @example null */
            auxiliaryDomain: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * @description Made of the alias; user names are always accepted with it.
             * @example acme.ram.localhost
             */
            defaultDomain: string;
            /** @example ACME Inc. */
            displayName: string | null;
            /** @example acme.example */
            domainAlias: string | null;
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /**
             * @example allowed
             * @enum {string}
             */
            idpInitiatedLogin: "allowed" | "refused";
            /**
             * @example [
             *       "203.0.113.0/24"
             *     ]
             */
            loginNetworkMasks: string[];
            saml: components["schemas"]["SamlSettingsDto"];
            /**
             * @description Null: the service's own setting.
             * @example null
             */
            sessionTtlSeconds: number | null;
            /** @description What the IdP is set up with. */
            sp: components["schemas"]["SpDto"];
            /** @example true */
            ssoEnabled: boolean;
            /**
             * Format: date-time
             * @description Until then single sign-on is on for a trial, although ssoEnabled is false; null without one.
             * @example null
             */
            ssoTrialEndsAt: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            updatedAt: string;
        };
        TenantEndingDto: {
            /**
             * @description Days, begun ones counted in.
             * @example 28
             */
            daysLeft: number;
            /**
             * @example idp_certificate
             * @enum {string}
             */
            kind: "idp_certificate" | "idp_metadata" | "sp_key";
            /**
             * Format: date-time
             * @example 2026-02-28T00:00:00.000Z
             */
            notAfter: string;
            /**
             * @description Absent of metadata.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            sha256Fingerprint?: string;
            /**
             * @description Of the certificate; of metadata the IdP's entityID.
             * @example CN=idp.acme.example
             */
            subject: string;
            /**
             * @description The tenant's alias.
             * @example acme
             */
            tenant: string;
        };
        TestLinkDto: {
            /**
             * Format: date-time
             * @example 2026-01-31T09:40:00.000Z
             */
            expiresAt: string;
            /**
             * Format: uri
             * @description To be opened in a browser, once.
             * @example https://sso.example.com/saml/acme/test-login?token=Zm9yIG9uZSB0ZXN0LCBvbmNlLCBpbiBvbmUgYnJvd3Nlcg
             */
            url: string;
        };
        TestReportDto: {
            /**
             * @description What such a sign-in would be refused with.
             * @example saml.audience_mismatch
             */
            code: string | null;
            /**
             * @example refused
             * @enum {string}
             */
            outcome: "success" | "refused";
            /**
             * @description The product that the identity provider seems to be, of those that have a guide.
             * @example okta
             */
            product: string | null;
            /**
             * @description As its makers call it.
             * @example Okta
             */
            productName: string | null;
            /**
             * @description What came, as it was written: `message` is its XML, indented, with signatures, certificates and cipher texts masked. What was encrypted is shown only where it answered a request of that very browser.
             * @example {
             *       "binding": "HTTP-POST",
             *       "message": "<samlp:Response ...",
             *       "encryption": "none"
             *     }
             */
            received: {
                [key: string]: unknown;
            };
            /** @description The trusted key, and what it signed. */
            signedBy: components["schemas"]["SignedByDto"] | null;
            /** @description All checks, in their order, as they came out when it was refused. */
            steps: components["schemas"]["StepDto"][];
            /**
             * Format: date-time
             * @example 2026-01-31T09:31:00.000Z
             */
            testedAt: string;
            /**
             * Format: uuid
             * @description Of the test, as the audit events name it.
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            testId: string;
            /**
             * @description Of the keys that were trusted then.
             * @example []
             */
            trustedFingerprints: string[];
            /** @description Whom the response names, and his status. */
            user: components["schemas"]["NamedUserDto"] | null;
        };
        TextChangeDto: {
            /**
             * @description Null where there is no trust yet.
             * @example https://idp.acme.example/old
             */
            from: string | null;
            /** @example https://idp.acme.example/saml */
            to: string;
        };
        TextsChangeDto: {
            /** @example [] */
            added: string[];
            /** @example [] */
            removed: string[];
        };
        TraceDto: {
            /** @example saml.audience_mismatch */
            code: string;
            /** @example 203.0.113.7 */
            ip: string;
            /**
             * @description Whether a key that is trusted had signed it; anybody can have written what is not.
             * @example true
             */
            isSignedByTrustedKey: boolean;
            /**
             * @description The product that the identity provider seems to be, of those that have a guide.
             * @example okta
             */
            product: string | null;
            /**
             * @description As its makers call it.
             * @example Okta
             */
            productName: string | null;
            /**
             * @description What came, as it was written: `message` is its XML, indented, with signatures, certificates and cipher texts masked. What was encrypted is shown only where it answered a request of that very browser.
             * @example {
             *       "binding": "HTTP-POST",
             *       "message": "<samlp:Response ...",
             *       "encryption": "none"
             *     }
             */
            received: {
                [key: string]: unknown;
            };
            /**
             * @description The id that the user's page shows.
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            requestId: string;
            /** @description The trusted key, and what it signed. */
            signedBy: components["schemas"]["SignedByDto"] | null;
            /** @description All checks, in their order, as they came out when it was refused. */
            steps: components["schemas"]["StepDto"][];
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            time: string;
            /**
             * @description Of the keys that were trusted then.
             * @example []
             */
            trustedFingerprints: string[];
            /** @description Whom the response names, and his status. */
            user: components["schemas"]["NamedUserDto"] | null;
            /**
             * @description Whom the identity provider vouched for, where that could be a user of this tenant.
             * @example null
             */
            userName: string | null;
        };
        TrustHealthDto: {
            /**
             * Format: date-time
             * @example 2026-01-31T10:00:00.000Z
             */
            checkedAt: string;
            /** @description What sign-ins were like today and yesterday, beside the seven days before. */
            drift: components["schemas"]["DriftDto"][];
            /** @description What of the IdP's trust ends when, and how it is kept fresh. */
            idp: components["schemas"]["IdpHealthDto"];
            /** @description Of the last seven days, the latest first. */
            lastRefusals: components["schemas"]["RefusalCountDto"][];
            /** @description Null where there was none in ninety days. */
            lastSuccessfulLogin: components["schemas"]["LastLoginDto"] | null;
            /** @description Which keys signed in the last ninety days, the latest first: the old one of a roll-over is no longer used. */
            signedBy: components["schemas"]["KeyUseDto"][];
            /** @description What of our own side ends when. */
            sp: components["schemas"]["SpHealthDto"];
            /**
             * @description `warning`: read the warnings. `failing`: nobody can sign in.
             * @example ok
             * @enum {string}
             */
            status: "ok" | "warning" | "failing";
            /** @description More codes may come. */
            warnings: components["schemas"]["WarningDto"][];
        };
        TrustPreviewDto: {
            /**
             * @example true
             * @enum {boolean}
             */
            dryRun: true;
            entityId: components["schemas"]["TextChangeDto"];
            nameIdFormats: components["schemas"]["TextsChangeDto"];
            signingCertificates: components["schemas"]["CertificatesChangeDto"];
            sloServices: components["schemas"]["SloEndpointsChangeDto"];
            ssoServices: components["schemas"]["EndpointsChangeDto"];
            /** @description As it would be. */
            trust: components["schemas"]["IdpTrustDto"];
            wantAuthnRequestsSigned: components["schemas"]["SwitchChangeDto"];
            /** @description Of the trust as it would be. */
            warnings: components["schemas"]["WarningDto"][];
        };
        TrustVersionDto: {
            /**
             * @description As in the audit trail.
             * @example refresh
             */
            actor: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            createdAt: string;
            /** @example https://idp.acme.example/saml */
            entityId: string;
            /**
             * Format: uri
             * @example https://idp.acme.example/saml/metadata
             */
            metadataUrl?: string;
            /** @example 3 */
            number: number;
            /**
             * @example refresh
             * @enum {string}
             */
            reason: "upload" | "url" | "refresh" | "restore";
            signingCertificates: components["schemas"]["CertificateDto"][];
            /**
             * @example url
             * @enum {string}
             */
            source: "upload" | "url";
        };
        UnmatchedPersonDto: {
            /**
             * @description How often a login was refused for it.
             * @example 3
             */
            count: number;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            firstSeenAt: string;
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:45:00.000Z
             */
            lastSeenAt: string;
            /**
             * @description As the identity provider sent it, in the NameID or in the attribute that the tenant names.
             * @example alice.ngoo@acme.example
             */
            nameId: string;
            /** @description Users with the nearest names, at most three, as of the last attempt. */
            nearest: components["schemas"]["NearUserDto"][];
            /**
             * @description What a RAM user must be called to match.
             * @example alice.ngoo
             */
            userName: string;
        };
        UnmatchedUserDto: {
            /** @example Bob Stone */
            displayName: string | null;
            /**
             * Format: date-time
             * @example null
             */
            lastLoginAt: string | null;
            /** @example bob */
            userName: string;
        };
        UnusableTenantsDto: {
            /**
             * @description As far as it is counted.
             * @example 412
             */
            count: number;
            /**
             * @description Whether there are more than that.
             * @example false
             */
            more: boolean;
            /**
             * @description `not_configured`: no IdP. `sso_disabled`: switched off; such tenants are not told of for the other reasons. `certificates_expired`: every certificate of the IdP has expired. `refresh_failing`: its metadata can not be fetched again.
             * @example not_configured
             * @enum {string}
             */
            reason: "not_configured" | "sso_disabled" | "certificates_expired" | "refresh_failing";
            /**
             * @description Aliases of such tenants, at most twenty.
             * @example [
             *       "acme"
             *     ]
             */
            tenants: string[];
        };
        UpdateRamUserBody: {
            /** @example On leave until March */
            comments?: string | null;
            /**
             * @description What he may do in the console, once he has signed in through SSO.
             * @default none
             * @enum {string|null}
             */
            consoleRole?: "none" | "viewer" | "admin" | null;
            /** @example Alice Liddell */
            displayName?: string | null;
            /**
             * Format: email
             * @example alice@acme.example
             */
            email?: string | null;
            /** @example +49 151 23456789 */
            mobilePhone?: string | null;
            /**
             * @description Disabling ends his sessions.
             * @default active
             * @enum {string|null}
             */
            status?: "active" | "disabled" | null;
            /**
             * @description Renames.
             * @example alice
             */
            userName?: string;
        };
        UpdateTenantBody: {
            /**
             * @description A DNS name that user names are accepted with, beside the default domain; no other tenant's.
             * @example corp.acme.example
             */
            auxiliaryDomain?: string | null;
            /**
             * @description For people.
             * @example ACME Inc.
             */
            displayName?: string | null;
            /**
             * @description A DNS name that user names are accepted with, beside the default domain; no other tenant's.
             * @example acme.example
             */
            domainAlias?: string | null;
            /**
             * @description Whether a sign-in may begin at the IdP, in its portal say.
             * @default allowed
             * @enum {string|null}
             */
            idpInitiatedLogin?: "allowed" | "refused" | null;
            /**
             * @description CIDRs, IPv4 and IPv6, from which logins and sessions are accepted; none means anywhere.
             * @default []
             * @example [
             *       "203.0.113.0/24",
             *       "2001:db8::/32"
             *     ]
             */
            loginNetworkMasks?: string[] | null;
            /** @description How the tenant speaks SAML with its IdP. */
            saml?: components["schemas"]["SamlSettingsBody"] | null;
            /**
             * @description Null: the service's own setting.
             * @example 21600
             */
            sessionTtlSeconds?: number | null;
            /**
             * @description False: nobody signs in by the IdP. Test links go all the same. Alone in a PATCH it ends a trial; sent back beside other settings, as it was read, it leaves one.
             * @default true
             */
            ssoEnabled?: boolean | null;
        };
        UpdateWebhookBody: {
            /** @example to the pager */
            description?: string | null;
            /**
             * @description False: nothing is queued, and what waits is not sent.
             * @default true
             */
            enabled?: boolean | null;
            /**
             * @description What is told; null: all, and types that come later.
             * @default null
             * @example [
             *       "idp.refresh_failed",
             *       "idp.certificate_expiring"
             *     ]
             */
            eventTypes?: ("idp.updated" | "idp.deleted" | "idp.refresh_failed" | "idp.refresh_recovered" | "idp.certificate_expiring" | "idp.metadata_expiring" | "sp_key.created" | "sp_key.promoted" | "sp_key.deleted" | "sp_key.expiring" | "sso.trial_started" | "sso.confirmed" | "sso.reverted")[] | null;
            /**
             * Format: uri
             * @description https, without user name and password.
             * @example https://ops.acme.example/hooks/ram-sso
             */
            url?: string;
        };
        VerificationDto: {
            /**
             * @description Events were dropped as retention has it, the latest of them up to this seal; null: none were.
             * @example null
             */
            droppedUpToSeal: number | null;
            /**
             * @description Their events that are there.
             * @example 503
             */
            events: number;
            flaws: components["schemas"]["FlawDto"][];
            /**
             * @description The last seal so far. Note it where nobody reaches it who may change the database: the end of a chain can be cut off.
             * @example 42:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            head: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T09:31:00.000Z
             */
            headSealedAt: string | null;
            /**
             * @description Whether nothing was wrong in what this answer is about.
             * @example false
             */
            intact: boolean;
            /**
             * @description Ask again with it as `after`; null: that was all.
             * @example null
             */
            next: number | null;
            /**
             * @description Seals that were verified.
             * @example 42
             */
            seals: number;
            /** @description What is not sealed yet: whoever changes it is not found out. Null before the end. */
            tail: components["schemas"]["TailDto"] | null;
        };
        WarningDto: {
            /**
             * @description More may come.
             * @example endpoint_not_https
             */
            code: string;
            /** @example The endpoint http://idp.acme.example/saml/sso is plain http. */
            message: string;
        };
        WatchedCertificateDto: {
            /**
             * @description Days, begun ones counted in; 0 or less once it has expired.
             * @example 2890
             */
            daysLeft: number;
            /**
             * Format: date-time
             * @example 2035-01-01T00:00:00.000Z
             */
            notAfter: string;
            /**
             * Format: date-time
             * @example 2025-01-01T00:00:00.000Z
             */
            notBefore: string;
            /** @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
            sha256Fingerprint: string;
            /** @example CN=idp.acme.example */
            subject: string;
        };
        WatchedSpKeyDto: {
            /**
             * @description The kind of key.
             * @example rsa-2048
             * @enum {string}
             */
            algorithm: "rsa-2048" | "ec-p256";
            /**
             * @description Days, begun ones counted in; 0 or less once it has expired.
             * @example 2890
             */
            daysLeft: number;
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /**
             * Format: date-time
             * @example 2035-01-01T00:00:00.000Z
             */
            notAfter: string;
            /**
             * Format: date-time
             * @example 2025-01-01T00:00:00.000Z
             */
            notBefore: string;
            /**
             * @example signing
             * @enum {string}
             */
            purpose: "signing" | "encryption";
            /** @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
            sha256Fingerprint: string;
            /**
             * @description As the list of SP keys has it.
             * @example current
             * @enum {string}
             */
            status: "current" | "next";
            /** @example CN=idp.acme.example */
            subject: string;
        };
        WebhookDeliveryDto: {
            /**
             * @description How often it was sent.
             * @example 2
             */
            attempts: number;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description The message's `webhook-id`, and the event's id in the audit trail.
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:31:00.000Z
             */
            lastAttemptAt: string | null;
            /**
             * @description Why the last attempt failed; null where it did not, or where there was none.
             * @example its host answered with status 503 instead of 2xx
             */
            lastFailure: string | null;
            /**
             * @description Of the last answer.
             * @example 503
             */
            lastStatus: number | null;
            /**
             * Format: date-time
             * @description Null: it is not sent any more.
             * @example 2026-01-31T09:36:00.000Z
             */
            nextAttemptAt: string | null;
            /**
             * @description `failed`: given up.
             * @example pending
             * @enum {string}
             */
            status: "pending" | "delivered" | "failed";
            /**
             * @example idp.refresh_failed
             * @enum {string}
             */
            type: "idp.updated" | "idp.deleted" | "idp.refresh_failed" | "idp.refresh_recovered" | "idp.certificate_expiring" | "idp.metadata_expiring" | "sp_key.created" | "sp_key.promoted" | "sp_key.deleted" | "sp_key.expiring" | "sso.trial_started" | "sso.confirmed" | "sso.reverted";
        };
        WebhookDto: {
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            createdAt: string;
            /** @example to the pager */
            description: string | null;
            /**
             * @description False: nothing is sent to it.
             * @example true
             */
            enabled: boolean;
            /**
             * @example [
             *       "idp.refresh_failed"
             *     ]
             */
            eventTypes: ("idp.updated" | "idp.deleted" | "idp.refresh_failed" | "idp.refresh_recovered" | "idp.certificate_expiring" | "idp.metadata_expiring" | "sp_key.created" | "sp_key.promoted" | "sp_key.deleted" | "sp_key.expiring" | "sso.trial_started" | "sso.confirmed" | "sso.reverted")[] | null;
            /** @description While messages are not taken. */
            failure?: components["schemas"]["WebhookFailureDto"];
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /**
             * Format: date-time
             * @description When a message was last taken; null where none was.
             * @example null
             */
            lastDeliveredAt: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            updatedAt: string;
            /**
             * Format: uri
             * @description For a viewer its origin alone: path and query may hold a secret of the receiver.
             * @example https://ops.acme.example/hooks/ram-sso
             */
            url: string;
        };
        WebhookFailureDto: {
            /**
             * @description Attempts in a row.
             * @example 3
             */
            count: number;
            /**
             * @description Of the last.
             * @example its host answered with status 503 instead of 2xx
             */
            message: string;
            /**
             * Format: date-time
             * @example 2026-01-31T09:30:00.000Z
             */
            since: string;
        };
        WebhookTestDto: {
            /**
             * @description Whether the receiver answered with 2xx.
             * @example false
             */
            delivered: boolean;
            /**
             * @description Why it was not delivered; null where it was.
             * @example its host answered with status 500 instead of 2xx
             */
            failure: string | null;
            /**
             * @description Until the head of the answer came, or none.
             * @example 41
             */
            milliseconds: number;
            /**
             * @description Null: none came.
             * @example 500
             */
            status: number | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "apiTokens.list": {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiTokenDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "apiTokens.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of the caller's, another one for each new thing: for 24 hours the same request with the same key is answered with what was made at first, and makes nothing twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiTokenBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    /** @description Where the new resource is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiTokenDto"];
                };
            };
        };
    };
    "apiTokens.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "platformAudit.list": {
        parameters: {
            query?: {
                /** @description What was refused, or failed, with it. */
                code?: string;
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description Inclusive. */
                from?: string;
                /** @description How many items a page has at most. */
                limit?: number;
                outcome?: "success" | "refused";
                /** @description What the request caused that was answered with this id. */
                requestId?: string;
                /** @description The id of a tenant, also of one that was deleted. */
                tenantId?: string;
                /** @description Exclusive. */
                to?: string;
                /** @description Events of this type alone. */
                type?: string;
                /** @description Without regard to case. */
                userName?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PlatformAuditEventDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "platformAuditSeals.verify": {
        parameters: {
            query?: {
                /** @description Go on after this seal: `next` of the answer before. */
                after?: number;
                /** @description The `head` of an earlier answer, noted elsewhere: the chain must still hold it. */
                head?: string;
                /** @description The id of a tenant, also of one that was deleted; without it the platform's own trail. */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationDto"];
                };
            };
        };
    };
    "dashboard.getPlatform": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformDashboardDto"];
                };
            };
        };
    };
    "deletedTenants.list": {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DeletedTenantDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "tenants.list": {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description Tenants whose alias, displayName or a domain begins with it, without regard to case. */
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TenantDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "tenants.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of the caller's, another one for each new thing: for 24 hours the same request with the same key is answered with what was made at first, and makes nothing twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTenantBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    /** @description Where the new resource is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantDto"];
                };
            };
        };
    };
    "tenants.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantDto"];
                };
            };
        };
    };
    "tenants.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "tenants.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTenantBody"];
                "application/merge-patch+json": components["schemas"]["UpdateTenantBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantDto"];
                };
            };
        };
    };
    "auditEvents.list": {
        parameters: {
            query?: {
                /** @description What was refused, or failed, with it. */
                code?: string;
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description Inclusive. */
                from?: string;
                /** @description How many items a page has at most. */
                limit?: number;
                outcome?: "success" | "refused";
                /** @description What the request caused that was answered with this id. */
                requestId?: string;
                /** @description Exclusive. */
                to?: string;
                /** @description Events of this type alone. */
                type?: string;
                /** @description Without regard to case. */
                userName?: string;
            };
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEventDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "auditSeals.verify": {
        parameters: {
            query?: {
                /** @description Go on after this seal: `next` of the answer before. */
                after?: number;
                /** @description The `head` of an earlier answer, noted elsewhere: the chain must still hold it. */
                head?: string;
            };
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationDto"];
                };
            };
        };
    };
    "dashboard.getTenant": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantDashboardDto"];
                };
            };
        };
    };
    "idpTrust.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdpTrustDto"];
                };
            };
        };
    };
    "idpTrust.put": {
        parameters: {
            query?: {
                /** @description With `true` nothing is written, and the answer is what would change. */
                dryRun?: "true" | "false";
                /** @description Which IdP of an aggregate is meant. */
                entityId?: string;
            };
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A certificate, as PEM or as Base64: the metadata must be signed under its key, now and whenever they are fetched again. Without it, that is not checked. */
                    metadataSigningCertificate?: string | null;
                    /**
                     * Format: uri
                     * @description Where the XML is: https, or http inside a private network. Fetched now, and again from time to time.
                     */
                    metadataUrl: string;
                } | {
                    /** @description A certificate, as PEM or as Base64: the metadata must be signed under its key, now and whenever they are fetched again. Without it, that is not checked. */
                    metadataSigningCertificate?: string | null;
                    /** @description The XML as text. */
                    metadataXml: string;
                };
                "application/samlmetadata+xml": string;
                "application/xml": string;
                "text/xml": string;
            };
        };
        responses: {
            /** @description The trust; of a dry run, what would change (without an ETag). */
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdpTrustDto"] | components["schemas"]["TrustPreviewDto"];
                };
            };
        };
    };
    "idpTrust.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "trustHealth.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustHealthDto"];
                };
            };
        };
    };
    "idpTrust.getMetadata": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/samlmetadata+xml": string;
                };
            };
        };
    };
    "idpTrust.refresh": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdpTrustDto"];
                };
            };
        };
    };
    "testLogin.report": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestReportDto"];
                };
            };
        };
    };
    "testLogin.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of the caller's, another one for each new thing: for 24 hours the same request with the same key is answered with what was made at first, and makes nothing twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    /** @description The link. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestLinkDto"];
                };
            };
        };
    };
    "trustVersions.list": {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TrustVersionDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "trustVersions.getMetadata": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description Of the version, as their list has it. */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/samlmetadata+xml": string;
                };
            };
        };
    };
    "trustVersions.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description Of the version, as their list has it. */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdpTrustDto"];
                };
            };
        };
    };
    "refusedLogins.list": {
        parameters: {
            query?: {
                /** @description Refused with this code. */
                code?: string;
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description Inclusive. */
                from?: string;
                /** @description How many items a page has at most. */
                limit?: number;
                requestId?: string;
                /** @description Exclusive. */
                to?: string;
            };
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RefusedLoginDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "refusedLogins.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description The id that the refused user's page shows. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraceDto"];
                };
            };
        };
    };
    "refusedLogins.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description The id that the refused user's page shows. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "refusedLogins.check": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description The id that the refused user's page shows. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckedLoginDto"];
                };
            };
        };
    };
    "sessions.list": {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SessionDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "setupLinks.list": {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SetupLinkDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "setupLinks.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of the caller's, another one for each new thing: for 24 hours the same request with the same key is answered with what was made at first, and makes nothing twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSetupLinkBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description Where the new resource is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedSetupLinkDto"];
                };
            };
        };
    };
    "setupLinks.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "spKeys.list": {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SpKeyDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "spKeys.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of the caller's, another one for each new thing: for 24 hours the same request with the same key is answered with what was made at first, and makes nothing twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSpKeyBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    /** @description Where the new resource is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpKeyDto"];
                };
            };
        };
    };
    "spKeys.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpKeyDto"];
                };
            };
        };
    };
    "spKeys.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "spKeys.promote": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpKeyDto"];
                };
            };
        };
    };
    "spSetup.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description The IdP's product. */
                product: "adfs" | "entra" | "okta" | "keycloak" | "simplesamlphp";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description adfs: PowerShell. entra: bash with the calls of Microsoft Graph. okta: Terraform. keycloak: a client, as JSON. simplesamlphp: PHP. */
            200: {
                headers: {
                    /** @description A name for the file. */
                    "Content-Disposition"?: string;
                    /** @description Another where the text is. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                    "text/plain": string;
                };
            };
        };
    };
    "readiness.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadinessDto"];
                };
            };
        };
    };
    "ssoTrial.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SsoTrialDto"];
                };
            };
        };
    };
    "ssoTrial.start": {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of the caller's, another one for each new thing: for 24 hours the same request with the same key is answered with what was made at first, and makes nothing twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    /** @description The trial. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SsoTrialDto"];
                };
            };
        };
    };
    "ssoTrial.end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is off. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "unmatchedPeople.list": {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UnmatchedPersonDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "unmatchedPeople.dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description The person's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "ramUsers.list": {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
                /** @description Users whose userName, displayName or email contain it, without regard to case. */
                query?: string;
            };
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RamUserDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "ramUsers.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of the caller's, another one for each new thing: for 24 hours the same request with the same key is answered with what was made at first, and makes nothing twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRamUserBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    /** @description Where the new resource is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RamUserDto"];
                };
            };
        };
    };
    "exportRamUsers.export": {
        parameters: {
            query?: {
                format?: "ndjson" | "csv";
            };
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A user a line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {"userName":"alice","displayName":"Alice Liddell","email":null,"mobilePhone":null,"comments":null,"status":"active","consoleRole":"none"} */
                    "application/x-ndjson": string;
                    /**
                     * @example userName,displayName,email,mobilePhone,comments,status,consoleRole
                     *     alice,Alice Liddell,,,,active,none
                     */
                    "text/csv": string;
                };
            };
        };
    };
    "importRamUsers.import": {
        parameters: {
            query?: {
                /** @description Answers the same, and writes nothing. */
                dryRun?: boolean;
            };
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-ndjson": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description A line for each line, as this schema says. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"line":1,"userName":"alice","result":"created"}
                     *     {"line":2,"userName":"bob","result":"updated"}
                     */
                    "application/x-ndjson": components["schemas"]["ImportedUserDto"];
                };
            };
        };
    };
    "ramUsers.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description The RAM user's name, without regard to case. */
                userName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RamUserDto"];
                };
            };
        };
    };
    "ramUsers.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description The RAM user's name, without regard to case. */
                userName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "ramUsers.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description The RAM user's name, without regard to case. */
                userName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateRamUserBody"];
                "application/merge-patch+json": components["schemas"]["UpdateRamUserBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RamUserDto"];
                };
            };
        };
    };
    "sessions.endAll": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description The RAM user's name, without regard to case. */
                userName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description He is signed out. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "tenantWebhooks.list": {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "tenantWebhooks.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of the caller's, another one for each new thing: for 24 hours the same request with the same key is answered with what was made at first, and makes nothing twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    /** @description Where the new resource is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedWebhookDto"];
                };
            };
        };
    };
    "tenantWebhooks.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDto"];
                };
            };
        };
    };
    "tenantWebhooks.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "tenantWebhooks.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWebhookBody"];
                "application/merge-patch+json": components["schemas"]["UpdateWebhookBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDto"];
                };
            };
        };
    };
    "tenantDeliveries.list": {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookDeliveryDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "tenantDeliveries.retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description Of the delivery, as their list has it. */
                deliveryId: string;
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryDto"];
                };
            };
        };
    };
    "tenantWebhooks.rotate": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedWebhookDto"];
                };
            };
        };
    };
    "tenantWebhooks.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTestDto"];
                };
            };
        };
    };
    "platformWebhooks.list": {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "platformWebhooks.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of the caller's, another one for each new thing: for 24 hours the same request with the same key is answered with what was made at first, and makes nothing twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    /** @description Where the new resource is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedWebhookDto"];
                };
            };
        };
    };
    "platformWebhooks.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDto"];
                };
            };
        };
    };
    "platformWebhooks.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "platformWebhooks.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWebhookBody"];
                "application/merge-patch+json": components["schemas"]["UpdateWebhookBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDto"];
                };
            };
        };
    };
    "platformDeliveries.list": {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description How many items a page has at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookDeliveryDto"][];
                        /** @description Ask for the next page with it; null on the last. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    "platformDeliveries.retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the delivery, as their list has it. */
                deliveryId: string;
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryDto"];
                };
            };
        };
    };
    "platformWebhooks.rotate": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the resource as the caller knows it, several of them, or *. */
                "If-Match"?: string;
            };
            path: {
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match on a later write. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedWebhookDto"];
                };
            };
        };
    };
    "platformWebhooks.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As its list has it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTestDto"];
                };
            };
        };
    };
    "health.alive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
        };
    };
    "health.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
        };
    };
    "spMetadata.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description saml-metadata 2.0. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/samlmetadata+xml": string;
                };
            };
        };
    };
}
