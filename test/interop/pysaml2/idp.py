"""An identity provider of pysaml2 and Python's own web server, for the tests beside it.

It keeps nothing but who is signed in: keys, services and their settings are read from the directory of this run at each request.
"""

import functools
import glob
import html
import json
import os
import secrets
import sys
import traceback
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import saml2.entity
from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.config import IdPConfig
from saml2.metadata import entity_descriptor
from saml2.saml import NAMEID_FORMAT_UNSPECIFIED, NameID
from saml2.server import Server
from saml2.sigver import pre_encryption_part, verify_redirect_signature
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

DIRECTORY = os.environ["INTEROP_DIRECTORY"]
ORIGIN = os.environ["INTEROP_ORIGIN"]
PERSON, PASSWORD = os.environ["INTEROP_PERSON"].split(":")
COOKIE = "pysaml2_idp"
PASSWORD_CLASS = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
BINDINGS = [BINDING_HTTP_REDIRECT, BINDING_HTTP_POST]

# Its own is 3DES, which is refused here, and it has no setting for another.
AES_256_CBC = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
saml2.entity.pre_encryption_part = functools.partial(pre_encryption_part, msg_enc=AES_256_CBC)

# What each person who is signed in was told at which service: lists of (entityID, NameID, SessionIndex), by the cookie's secret.
sign_ons = {}


class Refused(Exception):
    pass


def configuration(**idp):
    def endpoints(path):
        return [(ORIGIN + path, binding) for binding in BINDINGS]

    return IdPConfig().load(
        {
            "entityid": ORIGIN + "/metadata",
            "key_file": f"{DIRECTORY}/idp.key",
            "cert_file": f"{DIRECTORY}/idp.crt",
            "additional_cert_files": glob.glob(f"{DIRECTORY}/additional.crt"),
            "metadata": {"local": glob.glob(f"{DIRECTORY}/service-*.xml")},
            "service": {
                "idp": {
                    "endpoints": {
                        "single_sign_on_service": endpoints("/sso"),
                        "single_logout_service": endpoints("/logout"),
                    },
                    "name_id_format": [NAMEID_FORMAT_UNSPECIFIED],
                    # Its own is SHA-1.
                    "signing_algorithm": SIG_RSA_SHA256,
                    "digest_algorithm": DIGEST_SHA256,
                    **idp,
                }
            },
        }
    )


def make_server():
    server = Server(config=configuration())
    server.sec.encrypt_assertion = functools.partial(server.sec.encrypt_assertion, key_type="aes-256")
    return server


def settings_of(entity_id):
    for path in glob.glob(f"{DIRECTORY}/service-*.json"):
        with open(path, encoding="utf-8") as file:
            settings = json.load(file)
        if settings["entityId"] == entity_id:
            return settings
    raise Refused(f"there is no service {entity_id}")


def require_signature(server, message, parsed):
    """The parsers look at the signature in the XML, where there is one; not at that of a query, nor whether there is any."""
    certificates = server.metadata.certs(parsed.issuer.text, "any", "signing")
    if "SigAlg" in message and "Signature" in message:
        backend = server.sec.sec_backend
        if any(verify_redirect_signature(message, backend, certificate) for certificate in certificates):
            return
    elif parsed.signature:
        return
    raise Refused("the message is not signed as it must be")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(is_form=False)

    def do_POST(self):
        self.answer(is_form=True)

    def answer(self, is_form):
        url = urlsplit(self.path)
        self.query = dict(parse_qsl(url.query))
        length = int(self.headers.get("Content-Length", 0))
        self.form = dict(parse_qsl(self.rfile.read(length).decode())) if is_form else {}
        routes = {
            "/metadata": self.metadata,
            "/services": self.service,
            "/sso": self.sign_in,
            "/launch": self.launch,
            "/logout": self.sign_out,
        }
        try:
            routes.get(url.path, self.nothing)()
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            self.reply(400, f"<h1>Refused</h1>{html.escape(repr(error))}")

    def nothing(self):
        self.reply(404, "There is nothing here.")

    def metadata(self):
        # The setting is left out of what serves requests: there it refuses each by Redirect, whose signature is not in the XML.
        self.reply(200, str(entity_descriptor(configuration(want_authn_requests_signed=True))), "application/xml")

    def service(self):
        """What the metadata of a service were read to say."""
        entity_id = self.query["entityID"]
        store = make_server().metadata

        def locations(read):
            return [service["location"] for binding in BINDINGS for service in read(entity_id, binding, "spsso")]

        read = {
            "acsUrls": [service["location"] for service in store.assertion_consumer_service(entity_id, BINDING_HTTP_POST)],
            "sloUrls": locations(store.single_logout_service),
            "certificates": [
                certificate for use in ("signing", "encryption") for certificate in store.certs(entity_id, "spsso", use)
            ],
        }
        self.reply(200, json.dumps(read), "application/json")

    def message(self):
        """The SAML message, and how it came."""
        if "SAMLRequest" in self.query or "SAMLResponse" in self.query:
            return self.query, BINDING_HTTP_REDIRECT
        return self.form, BINDING_HTTP_POST

    def sign_in(self):
        server = make_server()
        message, binding = self.message()
        request = server.parse_authn_request(message["SAMLRequest"], binding).message
        require_signature(server, message, request)
        self.tell(server, request.issuer.text, message.get("RelayState", ""), request.id)

    def launch(self):
        self.tell(make_server(), self.query["sp"], "", None)

    def tell(self, server, entity_id, relay_state, request_id):
        settings = settings_of(entity_id)
        told = self.sign_on()
        if told is None:
            return self.ask_for_password()
        acs_url = server.metadata.assertion_consumer_service(entity_id, BINDING_HTTP_POST)[0]["location"]
        name_id = NameID(format=NAMEID_FORMAT_UNSPECIFIED, text=f"{PERSON}@{settings['nameIdDomain']}")
        response = server.create_authn_response(
            {"uid": [PERSON]},
            request_id,
            acs_url,
            entity_id,
            name_id=name_id,
            authn={"class_ref": PASSWORD_CLASS, "authn_auth": ORIGIN},
            sign_assertion=True,
            sign_response=False,
            encrypt_assertion=settings["encryptsAssertions"],
        )
        ((assertion, _to_sign),) = server.session_db.assertion.values()
        told.append((entity_id, name_id, assertion.authn_statement[0].session_index))
        form = server.apply_binding(BINDING_HTTP_POST, str(response), acs_url, relay_state, response=True)
        self.reply(200, form["data"])

    def sign_on(self):
        if self.form.get("name") == PERSON and self.form.get("password") == PASSWORD:
            self.secret = secrets.token_urlsafe()
            sign_ons[self.secret] = []
            return sign_ons[self.secret]
        return sign_ons.get(self.cookie())

    def cookie(self):
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get(COOKIE)
        return cookie.value if cookie else ""

    def ask_for_password(self):
        carried = {name: value for name, value in self.form.items() if name not in ("name", "password")}
        hidden = "".join(
            f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
            for name, value in carried.items()
        )
        fields = '<input name="name"><input name="password" type="password"><button>Sign in</button>'
        self.reply(200, f'<form method="post">{hidden}{fields}</form>')

    def sign_out(self):
        """With a request of a service, its answer to ours, or nothing: then it begins here."""
        server = make_server()
        message, binding = self.message()
        if "SAMLRequest" in message:
            request = server.parse_logout_request(message["SAMLRequest"], binding).message
            require_signature(server, message, request)
            sign_ons.pop(self.cookie(), None)
            response = server.create_logout_response(request, [BINDING_HTTP_REDIRECT], sign=False)
            return self.send_by_redirect(server, response, message.get("RelayState", ""), is_response=True)
        if "SAMLResponse" in message:
            response = server.parse_logout_request_response(message["SAMLResponse"], binding).response
            require_signature(server, message, response)
        told = sign_ons.get(self.cookie())
        if not told:
            return self.reply(200, "<h1>Signed out everywhere</h1>")
        entity_id, name_id, session_index = told.pop()
        is_post = self.query.get("binding") == "post"
        out = BINDING_HTTP_POST if is_post else BINDING_HTTP_REDIRECT
        slo_url = server.metadata.single_logout_service(entity_id, out, "spsso")[0]["location"]
        _id, request = server.create_logout_request(
            slo_url, entity_id, name_id=name_id, session_indexes=[session_index], sign=is_post
        )
        if is_post:
            return self.reply(200, server.apply_binding(out, str(request), slo_url)["data"])
        self.send_by_redirect(server, request, "", is_response=False)

    def send_by_redirect(self, server, message, relay_state, is_response):
        sent = server.apply_binding(
            BINDING_HTTP_REDIRECT, str(message), message.destination, relay_state, response=is_response, sign=True
        )
        self.send_response(303)
        self.send_header("Location", dict(sent["headers"])["Location"])
        self.end_headers()

    def reply(self, status, content, content_type="text/html"):
        body = content.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if hasattr(self, "secret"):
            # Without SameSite, which would keep it from a LogoutRequest by POST; None is for https alone.
            self.send_header("Set-Cookie", f"{COOKIE}={self.secret}; Path=/; HttpOnly")
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", urlsplit(ORIGIN).port), Handler).serve_forever()
